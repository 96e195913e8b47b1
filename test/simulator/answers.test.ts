import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { MODALITATS } from '../../src/base/modalitats.ts';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { newKey } from './keys.ts';
import { at, conviviente, type Fields, person, petition } from './petition.ts';
import { post } from './post.ts';
import { noSchemas, validate } from './schemas.ts';

const FRIEDRICH = person('1', '12345678Z');
const NOBODY = person('1', '00000000U');
const IDESCAT: Fields = [['idescat', '0']];
const named = (who: Fields): Fields => [...who, ...at('08001'), ...IDESCAT];
const own = (who: Fields): Fields => [...who, ...IDESCAT];
const compared = (who: Fields): Fields => [...who, ...at('08001'), ['numeroConvivientes', '4'], ...IDESCAT];

/** What each modalitat is asked with, and what its answer must hold when the person is there. */
const ASKED: Readonly<Record<string, { fields: (who: Fields) => Fields; holds: RegExp }>> = {
  RESIDENT: { fields: (who) => who, holds: /Z<\/aoc:documentacion><aoc:codigoResultado>1</ },
  MUNICIPI_RESIDENCIA: {
    fields: (who) => who,
    holds: /<aoc:codigoMunicipio>001<\/aoc:codigoMunicipio><aoc:codigoProvincia>08</,
  },
  RESIDENT_MUNICIPI: { fields: named, holds: /<aoc:codigoResultado>1<\/aoc:codigoResultado><aoc:fuente>PADRON</ },
  NUMERO_CONVIVENTS: { fields: named, holds: /<aoc:numeroConvivientes>4<\/aoc:numeroConvivientes><DireccionEmpad/ },
  COMPROVACIO_CONVIVENTS: { fields: compared, holds: /<aoc:codigoResultado>1</ },
  TITULAR: { fields: named, holds: /Version="02.00".*<Nombre>Friedrich<.*<ds:Signature / },
  TITULAR_PROPI: { fields: own, holds: /<Nombre>Friedrich</ },
  TITULAR_IDESCAT: { fields: (who) => who, holds: /<Nombre>Friedrich<.*<aoc:fuente>PADRON</ },
  TITULAR_PDF: { fields: named, holds: /<aoc:volante>JVBERi0/ },
  TITULAR_CERCA: {
    fields: (who) => who,
    holds: /<aoc:resultadoBusqueda><aoc:codigoMunicipio>001<.*<Nombre>Friedrich</,
  },
  CERCA_TITULAR: { fields: (who) => who, holds: /<ns3:CodigoCertificado>CERCA_TITULAR<.*<Nombre>Friedrich</ },
  CONVIVENTS: { fields: named, holds: /Version="01.00".*<NumeroAcompanantes>3<.*<ds:Signature / },
  CONVIVENTS_PROPI: { fields: own, holds: /<NumeroAcompanantes>3</ },
  CONVIVENTS_PDF: { fields: named, holds: /<aoc:volante>JVBERi0/ },
};

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator({ municipis: ['17023', '08001'], people: 5, port: 0, volant: await newKey('ec') });
});
after(() => simulator.close());

const ask = async (modalitat: string, fields: Fields, inner?: string): Promise<string> => {
  const asked = petition([{ modalitat, fields, ens: '0800100000' }]);
  const { status, text } = await post(
    simulator.urls.http!,
    inner ? asked.replace('</numExpediente>', `$&${inner}`) : asked,
  );
  assert.equal(status, 200, text);
  return text;
};

const check = (answer: string, modalitat: string): void => {
  if (noSchemas) return;
  validate(answer, modalitat.startsWith('CONVIVENTS') ? 'VolanteConvivencia.xsd' : 'VolanteEmpadronamiento.xsd');
};

const count = (answer: string, name: string): number => answer.split(`:${name}>`).length >> 1;

for (const [modalitat, { fields, holds }] of Object.entries(ASKED)) {
  test(`${modalitat}: answers in the order of the schema, one result`, async () => {
    const there = await ask(modalitat, fields(FRIEDRICH));
    assert.match(there, holds);
    check(there, modalitat);
    const absent = await ask(modalitat, fields(NOBODY));
    assert.match(absent, /<aoc:codigoResultado>2</);
    assert.doesNotMatch(absent, /red\.es|aoc:volante/);
    check(absent, modalitat);
    for (const answer of [there, absent]) {
      for (const name of ['LiteralError', 'CodigoEstado', 'codigoResultado'])
        assert.equal(count(answer, name), 1, name);
    }
  });
}

test('every modalitat is tried', () => {
  assert.deepEqual([...Object.keys(ASKED), 'VALIDACIO_CONVIVENTS'].sort(), [...MODALITATS.keys()].sort());
});

test('the answers are validated', { skip: noSchemas }, () => {
  assert.throws(() => validate('<x><DatosEspecificos><y/></DatosEspecificos></x>'));
});

test('COMPROVACIO_CONVIVENTS: another number is 0', async () => {
  const answer = await ask('COMPROVACIO_CONVIVENTS', [...FRIEDRICH, ...at('08001'), ['numeroConvivientes', '3']]);
  assert.match(answer, /<aoc:codigoResultado>0</);
});

const VALIDATIONS = [
  { first: '12345678Z', second: '08001002O', result: 1, results: [1, 1] },
  { first: '12345678Z', second: '08001001U', result: 1, results: [1, 0] },
  { first: '00000000U', second: '12345678Z', result: 2, results: [0, 0] },
];

for (const { first, second, result, results } of VALIDATIONS) {
  test(`VALIDACIO_CONVIVENTS: ${first} with ${second}`, async () => {
    const inner = conviviente(person('1', first), person('1', second));
    const answer = await ask('VALIDACIO_CONVIVENTS', [['numExpediente', 'EXP-1'], ...at('08001'), ...IDESCAT], inner);
    check(answer, 'VALIDACIO_CONVIVENTS');
    assert.match(answer, new RegExp(`<aoc:codigoResultado>${result}<`));
    assert.deepEqual(
      [...answer.matchAll(/<aoc:resultado>([01])</g)].map((found) => Number(found[1])),
      results,
    );
    assert.equal(count(answer, 'fechaAltaPadron'), result === 1 ? 1 : 0);
  });
}
