import { NS } from '../../base/namespaces.ts';
import { readXml } from '../../base/xml/reader.ts';
import { type Element, elements, textOf, type XmlDocument } from '../../base/xml/tree.ts';
import { down } from '../answer/fields.ts';

/** A field in which two answers to the same test query differ. Values stay out: what differs is enough. */
export interface Difference {
  readonly modalitat: string;
  /** Path of local names below the answer element. */
  readonly path: string;
  readonly what: 'only in the old' | 'only in the new' | 'another value' | 'another result';
}

/** What two servers may well say differently: signatures, identifiers, dates of issue, the bytes of a PDF. */
const OWN = /(^|\/)(Signature|volante|Id|FechaGeneracion|FechaExpedicion|FechaEmision|IdVolante|fechaIdescat)(\/|@|$)/;

/** Fields of the answer element of two answers that differ. */
export function compareAnswers(modalitat: string, old: Buffer, fresh: Buffer): Difference[] {
  const [before, after] = [fieldsOf(old), fieldsOf(fresh)];
  const differences: Difference[] = [];
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    if (OWN.test(path) && before.has(path) === after.has(path)) continue;
    const [was, is] = [before.get(path), after.get(path)];
    if (was === is) continue;
    const changed = path.endsWith('codigoResultado') ? 'another result' : 'another value';
    differences.push({
      modalitat,
      path,
      what: is === undefined ? 'only in the old' : was === undefined ? 'only in the new' : changed,
    });
  }
  return differences;
}

/** Path of every leaf in `DatosEspecificos` to its text; the same path again is numbered. Nothing where there is no answer. */
function fieldsOf(bytes: Buffer): Map<string, string> {
  const fields = new Map<string, string>();
  let doc: XmlDocument;
  try {
    doc = readXml(bytes, 'document');
  } catch {
    return fields;
  }
  const specific = down(
    doc.root,
    'Body',
    '*',
    'Respuesta',
    'Transmisiones',
    'TransmisionDatos',
    'DatosEspecificos',
    '*',
  );
  const visit = (element: Element, path: string): void => {
    const children = elements(element).filter((child) => !child.is(NS.ds, 'Signature'));
    if (children.length === 0) {
      let numbered = path;
      for (let n = 2; fields.has(numbered); n++) numbered = `${path}[${n}]`;
      fields.set(numbered, textOf(doc, element).trim());
    }
    for (const child of children) visit(child, `${path}/${child.local}`);
  };
  if (specific) visit(specific, specific.local);
  return fields;
}
