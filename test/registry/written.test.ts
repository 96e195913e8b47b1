import assert from 'node:assert/strict';
import { test } from 'node:test';
import { put } from '../../src/registry/index.ts';
import { toRecords } from '../../src/registry/records.ts';

test('a municipality that is none of Catalonia is not written, and one that a store has does not stop a gateway', () => {
  const doc = { ine: '99999', name: 'X', endpoints: {} };
  assert.throws(() => put('municipality', doc), /one of the 947 municipalities/);
  assert.throws(() => put('municipality', { ...doc, ine: '08000' }), /one of the 947 municipalities/);
  assert.equal(put('municipality', { ...doc, ine: '08019' }).id, '08019');
  assert.equal(toRecords([{ kind: 'municipality', id: '99999', version: 1, doc }]).municipality.length, 1);
});

test('a time that ends before it begins is not written', () => {
  const authorisation = {
    ens: '9821920002',
    producte: 'PADRO',
    modalitats: '*',
    finalitat: 'A',
    from: '2021-01-01',
  } as const;
  for (const to of ['2020-01-01', '2021-01-01', '2020-12-31T23:59:59+01:00']) {
    assert.throws(() => put('authorisation', { ...authorisation, to }), /a time after from/);
  }
  put('authorisation', { ...authorisation, to: '2021-01-02' });
  put('authorisation', authorisation);
  const endpoint = { id: 'e', environment: 'proves', url: 'http://93.184.216.34/x' } as const;
  const window = { from: '2026-01-02', to: '2026-01-01', message: 'obres' };
  assert.throws(() => put('endpoint', { ...endpoint, maintenance: [window] }), /a time after from/);
});

test('an authority that is no certificate is not written, and one that a store has does not stop a gateway', () => {
  const pem = '-----BEGIN CERTIFICATE-----\nTk8=\n-----END CERTIFICATE-----\n';
  const doc = { id: 'e', environment: 'proves' as const, url: 'https://93.184.216.34/x', ca: [pem] };
  assert.throws(() => put('endpoint', doc), /expected a certificate in PEM/);
  assert.throws(() => put('endpoint', { ...doc, ca: ['no PEM'] }), /expected a certificate in PEM/);
  assert.equal(toRecords([{ kind: 'endpoint', id: 'e', version: 1, doc }]).endpoint.length, 1);
});
