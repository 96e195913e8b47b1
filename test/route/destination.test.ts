import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { municipalityOf } from '../../src/base/codes.ts';
import type { Endpoint, Environment } from '../../src/base/domain.ts';
import { MODALITATS } from '../../src/base/modalitats.ts';
import { makeDestination, makeGate, type RoutePorts } from '../../src/route/index.ts';

const BLANES = { id: 'blanes', environment: 'proves' } as Endpoint;
const IDESCAT = { id: 'idescat', environment: 'proves' } as Endpoint;
const BODY = { municipi: '17023', endpoint: BLANES };
const routes: RoutePorts['routes'] = {
  current: {
    find: (municipi, environment) => (municipi === '17023' && environment === 'proves' ? BODY : undefined),
    ownPath: () => '/17023/propi',
    integrated: (environment) => (environment === 'proves' ? [BODY] : []),
  },
};

/** `kind endpoint path fallback` of where a solicitud goes. */
const where = (
  modalitat: string,
  {
    ens = '1702370000',
    municipi,
    idescat,
    environment = 'proves',
    ports = {},
  }: {
    ens?: string;
    municipi?: string;
    idescat?: number;
    environment?: Environment;
    ports?: Partial<RoutePorts>;
  },
): string => {
  const destinationOf = makeDestination({ routes, idescat: IDESCAT, ...ports });
  const peticion = { modalitat: MODALITATS.get(modalitat)!, ens, idPeticion: 'PETICIO-1' };
  const to = destinationOf(peticion, { municipi, idescat }, environment);
  const parts = { endpoint: undefined, path: undefined, fallback: undefined, ...to };
  return [to.kind, parts.endpoint?.id, parts.path, parts.fallback?.id].filter(Boolean).join(' ');
};

const CASES: readonly (readonly [expected: string, modalitat: string, asked: Parameters<typeof where>[1]])[] = [
  ['endpoint blanes', 'TITULAR', { municipi: '17023', idescat: 0 }],
  ['endpoint blanes idescat', 'TITULAR', { municipi: '17023', idescat: 1 }],
  ['not-integrated', 'TITULAR', { municipi: '43148', idescat: 0 }],
  ['not-integrated idescat', 'CONVIVENTS_PDF', { municipi: '43148', idescat: 1 }],
  ['not-integrated', 'TITULAR', { municipi: '17023', idescat: 1, environment: 'produccio' }],
  ['endpoint blanes /17023/propi', 'TITULAR_PROPI', { idescat: 0 }],
  ['not-integrated idescat', 'CONVIVENTS_PROPI', { ens: '0801930008', idescat: 1 }],
  ['endpoint blanes idescat', 'TITULAR_IDESCAT', { municipi: '17023' }],
  ['idescat idescat', 'TITULAR_IDESCAT', {}],
  ['nobody', 'TITULAR_IDESCAT', { ports: { idescat: undefined, search: 5 } }],
  ['idescat idescat', 'RESIDENT', { ports: { search: 5 } }],
  ['search', 'RESIDENT', { ports: { idescat: undefined, search: 5 } }],
  ['search', 'MUNICIPI_RESIDENCIA', { environment: 'produccio', ports: { search: 5 } }],
  ['nobody', 'RESIDENT', { environment: 'desenvolupament' }],
  ['idescat idescat', 'TITULAR_CERCA', {}],
  ['nobody', 'CERCA_TITULAR', { ports: { idescat: undefined, search: 5 } }],
];

describe('a solicitud goes', () => {
  for (const [expected, modalitat, asked] of CASES) {
    it(`to ${expected}: ${modalitat} ${JSON.stringify(asked)}`, () => {
      assert.equal(where(modalitat, asked), expected);
    });
  }
});

describe('the municipality of an ens', () => {
  it('is that of a town council of Catalonia, by its INE10', () => {
    assert.equal(municipalityOf('0801930008'), '08019');
    assert.equal(municipalityOf('1702370000'), '17023');
    // Another province, a wrong control digit, a body that is no municipality, too short.
    for (const ens of ['2807900001', '0801920008', '9821920002', '801930008', 'x801930008']) {
      assert.equal(municipalityOf(ens), undefined, ens);
    }
  });
});

describe('a gate', () => {
  it('lets so many in at once, and takes places back', async () => {
    const gate = makeGate({ perSecond: 0, inFlight: 2 }, 'X');
    const [first] = [await gate(), await gate()];
    await assert.rejects(gate(), { code: 'route.limit' });
    first!();
    await gate();
    await assert.rejects(gate(), { code: 'route.limit' });
  });

  it('lets so many in a second', async () => {
    const gate = makeGate({ perSecond: 2, inFlight: 1 }, 'X');
    (await gate())();
    (await gate())();
    await assert.rejects(gate(), { code: 'route.limit' });
    await assert.rejects(gate(), { code: 'route.limit' }, 'and holds no place');
  });
});
