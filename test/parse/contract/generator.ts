import { MODALITATS } from '../../../src/base/modalitats.ts';
import { NS } from '../../../src/base/namespaces.ts';
import { peticionTree } from './messages.ts';
import { Random } from './random.ts';
import { legalText, otherText } from './texts.ts';
import { descendants, el, elementsOf, find, isElement, type Style, serialise, type TestElement } from './tree.ts';

export interface Generated {
  readonly xml: string;
  /** What was done to a plain legal petition. */
  readonly changes: readonly string[];
}

type Change = (random: Random, procesa: TestElement) => string | undefined;

const MODALITAT_CODES = [...MODALITATS.keys()];
const ANY_ORDER = new Set(
  'Peticion Atributos Estado DatosAutorizacion Emisor SolicitudTransmision DatosGenericos Solicitante Transmision'.split(
    ' ',
  ),
);
const OPTIONAL = new Set(
  (
    'Estado Emisor Funcionario Titular IdTransmision FechaGeneracion Ficheros ExtensionesPeticion PDF Evidencia Hash Via ' +
    'NombreFichero numExpediente NombreCompletoFuncionario NifFuncionario EMailFuncionario Finalidad Procedimiento ' +
    'IdSolicitanteOriginal NomSolicitanteOriginal CertificadoDigital NombreCompleto Apellido2 LiteralError'
  ).split(' '),
);
/** What may stand there too, or once more. */
const ADDITIONS: readonly (readonly [parent: string, make: () => TestElement])[] = [
  ['Solicitante', () => el(NS.peticion)('Procedimiento', '1234')],
  ['Solicitudes', () => find(peticionTree(), 'SolicitudTransmision')],
  ['conviviente', () => el(NS.padro)('resultado', '1')],
];

const leaves = (procesa: TestElement): TestElement[] =>
  [...descendants(procesa)].filter((e) => elementsOf(e).length === 0);
/** Each name as often as the others. */
const pickLeaf = (random: Random, procesa: TestElement): TestElement => {
  const names = new Set(leaves(procesa).map(({ name }) => name));
  const name = random.pick([...names]);
  return random.pick(leaves(procesa).filter((leaf) => leaf.name === name));
};
const parents = (procesa: TestElement): TestElement[] =>
  [...descendants(procesa)].filter((e) => elementsOf(e).length > 0);
const everything = (procesa: TestElement): TestElement[] => [...descendants(procesa)];

const HINT = ` xmlns:xsi="${NS.xsi}" xsi:schemaLocation="urn:a a.xsd"`;
const BLANKS = [' ', '\n', '\r\n\t', '\t  '];
const ATTRIBUTES = [
  ' a="1"',
  ' Id="x"',
  ' xml:lang="ca"',
  ' xml:space="preserve"',
  ` xmlns:xsi="${NS.xsi}" xsi:nil="false"`,
  ` xmlns:xsi="${NS.xsi}" xsi:nil="true"`,
  ` xmlns:xsi="${NS.xsi}" xsi:other="1"`,
  ` xmlns:xsi="${NS.xsi}" xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:string"`,
];

/** Changes that leave a legal petition legal. */
const GENTLE: readonly Change[] = [
  (random, procesa) => {
    const element = random.pick(parents(procesa).filter(({ name }) => ANY_ORDER.has(name)));
    random.shuffle(element.children);
    return `${element.name} shuffled`;
  },
  (random, procesa) => {
    const element = random.pick(parents(procesa));
    element.children = element.children.flatMap((child) => [random.pick(BLANKS), child, random.pick(BLANKS)]);
    return `${element.name} spaced`;
  },
  (random, procesa) => {
    const parent = random.pick(parents(procesa));
    const optional = parent.children.findIndex((child) => isElement(child) && OPTIONAL.has(child.name));
    if (optional < 0) return undefined;
    const [removed] = parent.children.splice(optional, 1);
    return `optional ${(removed as TestElement).name} removed`;
  },
  (random, procesa) => {
    const [name, make] = random.pick(ADDITIONS);
    const parent = everything(procesa).find((e) => e.name === name);
    const added = make();
    if (!parent || (name !== 'Solicitudes' && elementsOf(parent).some((e) => e.name === added.name))) return undefined;
    parent.children.push(added);
    return `${added.name} added`;
  },
  writeLegal,
  writeLegal,
  writeLegal,
  (random, procesa) => {
    const element = random.pick(everything(procesa));
    if (element.attributes !== '') return undefined;
    element.attributes = HINT;
    return `${element.name} with a schemaLocation`;
  },
];

function writeLegal(random: Random, procesa: TestElement): string | undefined {
  const leaf = pickLeaf(random, procesa);
  const text = legalText(random, leaf.name);
  if (text === undefined) return undefined;
  leaf.children = [text];
  return `${leaf.name} = ${JSON.stringify(text).slice(0, 60)}`;
}

const NAMESPACES = [...Object.values(NS), '', 'urn:other'];

/** Changes that most often break it. */
const ROUGH: readonly Change[] = [
  writeOther,
  writeOther,
  writeOther,
  writeOther,
  (random, procesa) => {
    const parent = random.pick(parents(procesa));
    const [removed] = parent.children.splice(random.below(parent.children.length), 1);
    return `${isElement(removed!) ? removed.name : 'text'} removed`;
  },
  (random, procesa) => {
    const parent = random.pick(parents(procesa));
    const doubled = random.pick(elementsOf(parent));
    parent.children.splice(random.below(parent.children.length + 1), 0, structuredClone(doubled));
    return `${doubled.name} doubled`;
  },
  (random, procesa) => {
    const ordered = parents(procesa).filter(({ name, children }) => !ANY_ORDER.has(name) && children.length > 1);
    const parent = random.pick(ordered.length > 0 ? ordered : [procesa]);
    random.shuffle(parent.children);
    return `${parent.name} shuffled though ordered`;
  },
  (random, procesa) => {
    const moved = random.pick(everything(procesa));
    random.pick(everything(procesa)).children.push(structuredClone(moved));
    return `${moved.name} put elsewhere too`;
  },
  (random, procesa) => {
    const element = random.pick(everything(procesa));
    element.ns = random.pick(NAMESPACES);
    return `${element.name} in ${element.ns}`;
  },
  (random, procesa) => {
    const element = random.pick(everything(procesa));
    const name = random.pick([
      ...everything(procesa).map((e) => e.name),
      '__proto__',
      'constructor',
      'Otro',
      'PETICION',
    ]);
    const change = `${element.name} renamed ${name}`;
    element.name = name;
    return change;
  },
  (random, procesa) => {
    const element = random.pick(everything(procesa));
    if (element.attributes !== '') return undefined;
    element.attributes = random.pick(ATTRIBUTES);
    return `${element.name} with${element.attributes}`;
  },
  (random, procesa) => {
    const parent = random.pick(parents(procesa));
    parent.children.splice(
      random.below(parent.children.length + 1),
      0,
      random.pick(['x', '0', '\u00a0', '\u200b', ' . ']),
    );
    return `text in ${parent.name}`;
  },
  (random, procesa) => {
    const element = random.pick(everything(procesa));
    element.children = random.chance(0.5) ? [] : [structuredClone(element)];
    return `${element.name} emptied or within itself`;
  },
];

function writeOther(random: Random, procesa: TestElement): string {
  const leaf = pickLeaf(random, procesa);
  const text = otherText(random, leaf.name);
  leaf.children = [text];
  return `${leaf.name} = ${JSON.stringify(text).slice(0, 60)}`;
}

const STYLES: readonly Style[] = ['prefixes', 'defaults', 'rebound'];

/** The messages of a seed: gentle changes to all of them, a rough one or two to somewhat more than half. */
export function* generate(seed: number, count: number): Generator<Generated> {
  const random = new Random(seed);
  for (let i = 0; i < count; i++) {
    const procesa = peticionTree({
      modalitat: random.pick(MODALITAT_CODES),
      solicitudes: random.pick([1, 1, 1, 2, 3]),
      estado: random.chance(0.4),
      funcionario: random.chance(0.5),
      titular: random.chance(0.5),
      extensions: random.chance(0.4),
      ficheros: random.chance(0.3),
      ...(random.chance(0.3) ? { procedimiento: '225300' } : {}),
      ...(random.chance(0.1) ? { numExpediente: null } : {}),
    });
    const changes: string[] = [];
    const apply = (list: readonly Change[], times: number): void => {
      for (let n = 0; n < times && elementsOf(procesa).length > 0; n++) {
        changes.push(random.pick(list)(random, procesa) ?? 'nothing');
      }
    };
    apply(GENTLE, random.below(6));
    if (random.chance(0.55)) apply(ROUGH, 1 + random.below(2));
    yield { xml: serialise(procesa, random.pick(STYLES)), changes };
  }
}
