import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { before, describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { MODALITATS } from '../../src/base/modalitats.ts';
import { NS } from '../../src/base/namespaces.ts';
import { readXml } from '../../src/base/xml/reader.ts';
import { standalone } from '../../src/base/xml/splice.ts';
import { type Element, elements, type XmlDocument } from '../../src/base/xml/tree.ts';
import { judgeAll, judgeFile, judgePeticion, judgeWsdl, PUBLISHED, WSDL } from '../parse/contract/schemas.ts';
import { noSchemas, validate } from '../simulator/schemas.ts';
import type { Cleanup } from '../support/backend.ts';
import { endpointAt, message, openAsking } from './asking.ts';
import { noJava, readStrictly } from './strict.ts';
import { about, openPlaces, PLACES, type Where } from './support.ts';

const NOBODY = '00000000U';
const published = existsSync(PUBLISHED) ? false : 'the published interface files are not at hand';

/** What was asked and answered: the elements `procesa` and `Respuesta`. */
interface Pair {
  readonly name: string;
  readonly household: boolean;
  readonly procesa: string;
  readonly respuesta: string;
}

function lifted(doc: XmlDocument, ns: string, local: string): string {
  const find = (element: Element): Element | undefined => {
    if (element.is(ns, local)) return element;
    for (const child of elements(element)) {
      const found = find(child);
      if (found) return found;
    }
    return undefined;
  };
  const found = find(doc.root);
  assert.ok(found, `no ${local}`);
  return standalone(doc, found).toString();
}

const pairOf = (modalitat: string, name: string, asked: XmlDocument, answered: XmlDocument): Pair => ({
  name: `${modalitat}, ${name}`,
  household: modalitat.startsWith('CONVIVENTS'),
  procesa: lifted(asked, NS.openuri, 'procesa'),
  respuesta: lifted(answered, NS.respuesta, 'Respuesta'),
});

/** Every modalitat about a person and about nobody, of a municipality of each kind, with and without fallback. */
async function everything(t: Cleanup): Promise<Pair[]> {
  const g = await openPlaces(t);
  const pairs: Pair[] = [];
  for (const [code, { asynchronousOnly }] of MODALITATS) {
    if (asynchronousOnly) continue;
    for (const where of Object.keys(PLACES) as Where[]) {
      for (const [idescat, somebody] of [
        [0, true],
        [1, true],
        [1, false],
      ] as const) {
        const ask = { ...about(code, where, idescat), ...(somebody ? {} : { document: NOBODY }) };
        const asked = g.petition(code === 'VALIDACIO_CONVIVENTS' ? { ...ask, others: [NOBODY] } : ask);
        const { text } = await g.post(asked);
        const name = `${where}, idescat ${idescat}, ${somebody ? 'somebody' : 'nobody'}`;
        pairs.push(pairOf(code, name, readXml(asked, 'message'), readXml(Buffer.from(text), 'message')));
      }
    }
  }
  const { simulators } = g.stage;
  const [blanes, idescat] = [simulators['17023'].urls.http!, simulators.idescat.urls.http!];
  const { answer } = openAsking(t, { '17023': endpointAt(blanes) }, { idescat });
  for (const code of ['TITULAR_CERCA', 'CERCA_TITULAR']) {
    for (const document of [...Object.values(PLACES).map(({ document }) => document), NOBODY]) {
      pairs.push(pairOf(code, document, message(code, document), (await answer(code, document)).doc));
    }
  }
  return pairs;
}

describe('every petition and every answer of every modalitat', () => {
  let pairs: Pair[];
  const cleanups: (() => unknown)[] = [];
  before(async () => {
    pairs = await everything({ after: (done) => cleanups.push(done) });
    for (const done of cleanups.reverse()) await done();
  });

  const check = (judge: (pair: Pair) => string | undefined): void => {
    assert.ok(pairs.length > 120);
    assert.deepEqual(
      pairs.map((pair) => [pair.name, judge(pair)]).filter(([, wrong]) => wrong !== undefined),
      [],
    );
  };

  it('is valid by the project’s own schemas, each volant by its own', () => {
    const petitions = judgePeticion();
    check(({ procesa }) => petitions(procesa));
    const answers = (volant: string) =>
      judgeAll({ [NS.respuesta]: 'respuesta.xsd', [NS.padro]: 'padro.xsd', [NS.volante]: volant });
    const [one, household] = [answers('volant-empadronament.xsd'), answers('volant-convivencia.xsd')];
    check((pair) => (pair.household ? household : one)(pair.respuesta));
  });

  it('is valid by the published ones', { skip: published }, () => {
    const petitions = judgeWsdl(readFileSync(new URL('wsdl/sincron.wsdl', PUBLISHED), 'utf8'));
    const requests = judgeFile(new URL('xsd/dadesEspecifiques.xsd', PUBLISHED));
    check(({ procesa }) => petitions(procesa) ?? requests(requestIn(procesa)));
    check(({ respuesta, household }) => {
      try {
        validate(respuesta, household ? 'VolanteConvivencia.xsd' : 'VolanteEmpadronamiento.xsd');
        return undefined;
      } catch (error) {
        return String(error);
      }
    });
  });

  it('can be read by a strict Java client', { skip: noJava }, () => {
    const file = (name: string): string => fileURLToPath(new URL(name, WSDL));
    const schemas = ({ household }: Pair): string[] =>
      ['respuesta.xsd', 'padro.xsd', household ? 'volant-convivencia.xsd' : 'volant-empadronament.xsd'].map(file);
    const jobs = pairs.map((pair) => ({ schemas: schemas(pair), xml: pair.respuesta }));
    const [ordered] = jobs;
    const disordered = {
      ...ordered!,
      xml: ordered!.xml.replace(
        /(<ns3:Finalidad>.*?<\/ns3:Finalidad>)(<ns3:Consentimiento>.*?<\/ns3:Consentimiento>)/,
        '$2$1',
      ),
    };
    assert.notEqual(disordered.xml, ordered!.xml);
    const said = readStrictly([...jobs, disordered]);
    assert.match(said.pop()!, /Invalid content was found starting with element .*Consentimiento/);
    check((pair) => (said[pairs.indexOf(pair)] === 'ok' ? undefined : said[pairs.indexOf(pair)]));
  });
});

const requestIn = (procesa: string): string => {
  const doc = readXml(Buffer.from(procesa), 'message');
  const { peticion } = [...MODALITATS.values()].find(({ peticion }) => procesa.includes(`<${peticion} `))!;
  return lifted(doc, NS.padro, peticion);
};

describe('the published samples of answers', () => {
  it('fit our schemas, their placeholders made legal', { skip: published || noSchemas }, (t: TestContext) => {
    const judge = judgeAll({ [NS.padro]: 'padro.xsd' });
    const samples = readdirSync(new URL('samples/', PUBLISHED)).filter(
      (name) => /^resp/.test(name) && !/INE/.test(name),
    );
    assert.equal(samples.length, new Set([...MODALITATS.values()].map(({ respuesta }) => respuesta)).size);
    for (const sample of samples) {
      const xml = readFileSync(new URL(`samples/${sample}`, PUBLISHED), 'utf8');
      assert.equal(judge(xml.replaceAll('<tipoDocumentacion>0<', '<tipoDocumentacion>1<')), undefined, sample);
    }
    t.diagnostic(`${samples.length} samples`);
  });
});
