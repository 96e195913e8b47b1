import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigError, loadConfig } from '../../src/config/index.ts';

const seal = { keyFile: 'seal.key', certFile: 'seal.pem' };
const PIN = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
const https = 'https://idescat.example.cat/siri-proxy/services/Sincron';
const http = https.replace('https', 'http');

type Base = NonNullable<NonNullable<Parameters<typeof loadConfig>[0]>['base']>;

const problems = (base: Base): readonly string[] => {
  try {
    loadConfig({ base, env: {} });
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
};

describe('the options of IDESCAT and of searches', () => {
  it('want a seal', () => {
    for (const base of [{ idescat: { url: https, pins: [PIN] } }, { search: { enabled: true } }]) {
      assert.match(String(problems(base)), /^seal\.keyFile: IDESCAT and searches/);
      assert.deepEqual(problems({ ...base, seal }), []);
    }
  });

  it('want HTTPS and a pinned authority or key in producció', () => {
    for (const idescat of [{ url: https }, { url: http, pins: [PIN] }, { url: http, caFile: 'ca.pem' }]) {
      assert.match(String(problems({ idescat, seal })), /^idescat\.url: in produccio/);
      assert.deepEqual(problems({ idescat: { ...idescat, environment: 'proves' }, seal }), []);
    }
    assert.deepEqual(problems({ idescat: { url: https, caFile: 'ca.pem' }, seal }), []);
  });

  it('are of their types', () => {
    for (const idescat of [
      { url: 'ftp://x/' },
      { url: 'x' },
      { pins: ['short'] },
      { environment: 'all' },
      { timeoutMs: 0 },
    ]) {
      assert.equal(problems({ idescat, seal }).length, 1, JSON.stringify(idescat));
    }
    assert.equal(problems({ search: { enabled: true, parallel: 0 }, seal }).length, 1);
  });
});
