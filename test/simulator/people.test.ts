import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peopleOf } from '../../src/simulator/index.ts';
import { ANYWHERE, Padro } from '../../src/simulator/padro.ts';

const population = { municipis: ['17023', '08001'], seed: 7, people: 500 };
const padro = new Padro(peopleOf(population));

const FOUND: readonly (readonly [tipo: string, documentacion: string, where: string, found: boolean])[] = [
  ['1', '12344321Z', '17023', true],
  ['2', 'RA12345678', '17023', true],
  ['3', 'Z2757735Z', '17023', true],
  ['4', 'Z2757735Z', '17023', true],
  ['1', '12345678Z', '08001', true],
  [' 1', ' 12345678z ', '08001', true],
  ['1', '12345678Z', ANYWHERE, true],
  ['1', '12345678Z', '17023', false],
  ['1', '12345678Z', '', false],
  ['2', '12344321Z', '17023', false],
  ['5', '12344321Z', '17023', false],
  ['1', '11111111H', '17023', false],
];

for (const [tipo, documentacion, where, found] of FOUND) {
  test(`type '${tipo}', '${documentacion}' in '${where}': ${found ? 'found' : 'not found'}`, () => {
    assert.equal(padro.find(tipo, documentacion, where) !== undefined, found);
  });
}

test('Friedrich lives with three more people, the others alone', () => {
  assert.equal(padro.find('1', '12345678Z', '08001')?.home.members.length, 4);
  for (const [tipo, documentacion] of [
    ['1', '12344321Z'],
    ['2', 'RA12345678'],
    ['4', 'Z2757735Z'],
  ] as const) {
    assert.equal(padro.find(tipo, documentacion, '17023')?.home.members.length, 1);
  }
});

test('the same seed gives the same people, another seed others', () => {
  assert.deepEqual(peopleOf(population), peopleOf(population));
  assert.notDeepEqual(peopleOf(population), peopleOf({ ...population, seed: 8 }));
});

test('nobody has a document that somebody could have, the published test people aside', () => {
  const published = new Set(['12344321Z', 'RA12345678', 'Z2757735Z', '12345678Z']);
  const people = peopleOf(population).filter(({ documentacion }) => !published.has(documentacion));
  assert.equal(people.length, 1003);
  assert.equal(new Set(people.map(({ documentacion }) => documentacion)).size, people.length);
  for (const { documentacion } of people) assert.match(documentacion, /^X?[0-9]{8}[UO]$/);
});

test('what is generated fits the fields of a volant', () => {
  for (const person of peopleOf(population)) {
    for (const name of [person.nombre, person.apellido1, person.apellido2]) assert.ok(name.length <= 20, name);
    for (const day of [person.nacimiento, person.alta])
      assert.match(day, /^(19|20)\d\d(0[1-9]|1[012])(0[1-9]|1\d|2[0-8])$/);
    assert.ok(person.nacimiento <= person.alta);
  }
});
