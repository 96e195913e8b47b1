import assert from 'node:assert/strict';
import { before, describe, it, type TestContext } from 'node:test';
import { exclusiveC14n } from '../../src/base/xml/c14n.ts';
import { readXml } from '../../src/base/xml/reader.ts';
import { type Element, elements } from '../../src/base/xml/tree.ts';
import { type KeyAndCert, type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { newKey } from '../simulator/keys.ts';
import { noSchemas, validate } from '../simulator/schemas.ts';
import { endpointAt, openAsking } from './asking.ts';

let volant: KeyAndCert;
before(async () => {
  volant = await newKey('ec');
});

async function simulator(t: TestContext, options: Partial<SimulatorOptions>) {
  const opened = await startSimulator({ municipis: ['17023'], port: 0, volant, people: 1, ...options });
  t.after(() => opened.close());
  return opened;
}

/** IDESCAT that knows Blanes and Alió, of which only Blanes is integrated. */
async function openTwo(t: TestContext, stopped: readonly string[] = []) {
  const blanes = await simulator(t, {});
  const idescat = await simulator(t, { idescat: true, municipis: ['17023', '43002'] });
  const asking = openAsking(t, { '17023': endpointAt(blanes.urls.http!) }, { idescat: idescat.urls.http!, stopped });
  const cerca = async (document: string, code = 'TITULAR_CERCA') => {
    const { bytes, ...rest } = await asking.answer(code, document);
    if (!noSchemas) validate(bytes.toString());
    return { text: bytes.toString(), ...rest };
  };
  return { blanes, idescat, cerca };
}

const result = (text: string): string | undefined =>
  /<aoc:resultadoBusqueda>(.*?)<\/aoc:resultadoBusqueda>/.exec(text)?.[1]?.replace(/<[^>]*>/g, ' ');

describe('TITULAR_CERCA', () => {
  it('gets the volant of the municipality that IDESCAT hints at, its signed part as it was', async (t) => {
    const { blanes, cerca } = await openTwo(t);
    const { text, doc, outcome, asked } = await cerca('12344321Z');
    assert.match(text, /<aoc:codigoMunicipioIdescat>023<.*<aoc:codigoResultadoIdescat>1</);
    assert.equal(result(text), ' 023  17  1 ');
    assert.equal(outcome, 'idescat');
    assert.deepEqual(asked, [
      { body: 'idescat', result: 'answered' },
      { body: '17023', result: 'answered' },
    ]);
    assert.match(blanes.last!.toString(), /CodigoCertificado>TITULAR<.*<peticionDatosTitular /);
    const straight = openAsking(t, { '17023': endpointAt(blanes.urls.http!) });
    const titular = await straight.answer('TITULAR', '12344321Z', '17023');
    assert.equal(signedPart(doc), signedPart(titular.doc));
  });

  it('does not ask a municipality whose stop switch is thrown', async (t) => {
    const { blanes, cerca } = await openTwo(t, ['17023']);
    const { text, asked } = await cerca('12344321Z');
    assert.equal(result(text), ' 023  17  3 ');
    assert.deepEqual(asked?.at(-1), { body: '17023', result: 'forward.stopped' });
    assert.equal(blanes.received, 0);
  });

  it('echoes the name that an older client uses', async (t) => {
    const { cerca } = await openTwo(t);
    assert.match((await cerca('12344321Z', 'CERCA_TITULAR')).text, /CodigoCertificado>CERCA_TITULAR</);
  });

  it('says that the municipality is not integrated, does not answer, or does not know the person', async (t) => {
    const { blanes, cerca } = await openTwo(t);
    assert.equal(result((await cerca('43002001U')).text), ' 002  43  4 ');
    blanes.fail('reset');
    const { text, asked } = await cerca('12344321Z');
    assert.equal(result(text), ' 023  17  3 ');
    assert.deepEqual(asked?.at(-1), { body: '17023', result: 'forward.truncated' });
    assert.doesNotMatch(text, /VolanteEmpadronamiento/);
  });

  it('is IDESCAT’s answer alone when it knows nobody, and 0502 when it does not answer', async (t) => {
    const { blanes, idescat, cerca } = await openTwo(t);
    assert.match((await cerca('00000000U')).text, /<aoc:codigoResultadoIdescat>2</);
    assert.equal(blanes.received, 0);
    idescat.fail('fault');
    const { text, outcome } = await cerca('12344321Z');
    assert.match(text, /CodigoEstado>0502<.*<ns3:DatosEspecificos><\/ns3:DatosEspecificos>/);
    assert.equal(outcome, 'unavailable');
  });
});

function signedPart({ bytes }: { readonly bytes: Buffer }): string {
  const doc = readXml(bytes, 'message');
  const find = (element: Element): Element | undefined => {
    if (element.local === 'VolanteEmpadronamientoDatosFirmados') return element;
    for (const child of elements(element)) {
      const found = find(child);
      if (found) return found;
    }
    return undefined;
  };
  return exclusiveC14n(doc, find(doc.root)!);
}
