import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { MUNICIPIS, municipisOf } from '../../src/registry/index.ts';

const REFERENCE = new URL('../../../shared/reference/municipis-catalunya.json', import.meta.url);

describe('the municipalities of Catalonia', () => {
  it('are 947, each with its codes', () => {
    const all = municipisOf({ municipality: [] });
    assert.equal(all.length, 947);
    assert.equal(new Set(all.map(({ ens }) => ens)).size, 947);
    const barcelona = all.find(({ ine }) => ine === '08019');
    assert.deepEqual(barcelona, {
      ine: '08019',
      ine6: '080193',
      ens: '0801930008',
      name: 'Barcelona',
      state: 'none',
      environments: [],
    });
  });

  it('agree with the reference', { skip: existsSync(REFERENCE) ? false : 'the reference data are not there' }, () => {
    type Row = Record<'ine5' | 'ine6' | 'ine10' | 'nom', string>;
    const reference = JSON.parse(readFileSync(REFERENCE, 'utf8')) as Row[];
    assert.deepEqual(
      municipisOf({ municipality: [] }).map(({ ine, ine6, ens, name }) => ({ ine5: ine, ine6, ine10: ens, nom: name })),
      reference
        .map(({ ine5, ine6, ine10, nom }) => ({ ine5, ine6, ine10, nom }))
        .sort((a, b) => (a.ine5 < b.ine5 ? -1 : 1)),
    );
  });

  it('say where each is integrated, and a test municipality that no list knows is among them', () => {
    const record = (ine: string, endpoints: object) => ({ ine, name: `Prova ${ine}`, endpoints });
    const all = municipisOf({
      municipality: [
        record('17023', { proves: 'a', produccio: 'b' }),
        record('08001', { proves: 'a' }),
        record('99999', {}),
      ],
    });
    assert.equal(all.length, 948);
    const state = (code: string) => all.find(({ ine }) => ine === code)?.state;
    assert.deepEqual([state('17023'), state('08001'), state('99999')], ['integrated', 'testing', 'none']);
    assert.ok(!MUNICIPIS.has('99999'));
  });
});
