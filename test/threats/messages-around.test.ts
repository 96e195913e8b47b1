import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { makeAuthorise } from '../../src/authorise/index.ts';
import { Refusal } from '../../src/base/errors/refusal.ts';
import type { Admitted } from '../../src/base/request.ts';
import { collect } from '../../src/parse/index.ts';
import { parseCertificate } from '../../src/verify/index.ts';
import { BOMBS } from './support/bombs.ts';
import { CORPUS } from './support/corpus.ts';
import { swap } from './support/edit.ts';
import { NOW } from './support/forge.ts';
import { routingOf } from './support/independent.ts';
import { collected, consumerOf, makeJudge, trustOf } from './support/judge.ts';
import { other, root, seal, subject } from './support/keys.ts';
import { signed } from './support/make.ts';

/** What cannot be said by one message in one file. */

const judge = makeJudge(trustOf([root().certDer]));

async function refusalOf(attempt: () => unknown): Promise<string> {
  try {
    await attempt();
    return 'accepted';
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error));
    return error.code;
  }
}

describe('A89 the right authority, the wrong sender', () => {
  const authorise = makeAuthorise({
    authorisations: { current: { find: () => [{ from: 0, to: null }] } },
    clock: { now: () => NOW },
    funcionario: false,
    sealed: false,
  });
  const speakingFor = async (...ens: string[]) => {
    const verdict = await judge(Buffer.from(signed({ by: other() })()));
    assert.ok('verified' in verdict);
    const consumers = ens.map((each) => ({ ...consumerOf({}), ens: each }));
    return refusalOf(() => authorise({ ...verdict.verified, consumers }));
  };
  it('A89 of nobody registered', async () => assert.equal(await speakingFor(), 'authorise.unknown'));
  it('A89 of another body', async () => assert.equal(await speakingFor('0801930008'), 'authorise.not-bound'));
  it('A89 of the body', async () => assert.equal(await speakingFor('9821920002'), 'accepted'));
});

describe('A88 the NIF that a certificate names', () => {
  const nifOf = (nif: string): string | undefined =>
    parseCertificate(seal(root(), { subject: subject('x', nif) }).certDer)?.nif;
  it('A88 is read', () => assert.equal(nifOf('S0800000G'), 'S0800000G'));
  const lookalikes = [
    '\u017f0800000G',
    'S0800000G\0',
    'S0800000G\n.',
    '\uff330800000G',
    'S080000\u0660G',
    'S0800000G,O=x',
    'VATES-S0800000G',
  ];
  for (const text of lookalikes) {
    it(`A88 is not ${JSON.stringify(text)}`, () => assert.notEqual(nifOf(text), 'S0800000G'));
  }
});

describe('A109 A122 what the head says of the body', () => {
  const types: Readonly<Record<string, string>> = {
    'text/xml': 'accepted',
    'text/xml; charset=utf-8': 'accepted',
    'text/xml;charset="UTF-8"': 'accepted',
    'application/soap+xml; charset=utf-8; action="x"': 'accepted',
    'text/xml; charset=iso-8859-1': 'http.charset',
    'text/xml; charset=utf-16': 'http.charset',
    'text/xml; charset=utf-8; charset=utf-16': 'http.content-type',
    'text/xml; charset=utf-7': 'http.charset',
    'text/xml; charset="utf-8\\""': 'http.content-type',
    'text/xml; charset': 'http.content-type',
    'text/xml, multipart/related': 'http.content-type',
    'text/plain': 'http.content-type',
    'text/html': 'http.content-type',
    '': 'http.content-type',
    'multipart/related; type="text/xml"; boundary=b': 'http.content-type',
    'multipart/related; type="application/xop+xml"; start="<2>"; start-info="text/xml"; boundary=b':
      'http.content-type',
    'multipart/form-data; boundary=b': 'http.content-type',
    'application/xop+xml; type="text/xml"': 'http.content-type',
    'application/fastinfoset': 'http.content-type',
    'application/x-www-form-urlencoded': 'http.content-type',
  };
  for (const [contentType, expected] of Object.entries(types)) {
    it(`A122 ${contentType || 'no type'}`, async () => {
      const admitted = { ...collected(Buffer.alloc(0)), contentType, body: async () => Buffer.from('<x/>') };
      assert.equal(await refusalOf(() => collect(admitted as Admitted)), expected);
    });
  }
});

it('A120 nothing but the Body says what is asked', async () => {
  const bytes = Buffer.from(signed()());
  const said = {
    contentType: 'text/xml; action="http://www.openuri.org/esborra"',
    soapAction: '"esborra"',
    url: '/esborra',
  };
  const admitted = { ...collected(bytes), ...said, body: async () => bytes };
  const verdict = await judge((await collect(admitted as never)).bytes);
  assert.ok('verified' in verdict);
  assert.equal(routingOf(verdict.verified).modalitat, 'TITULAR');
  assert.equal(routingOf(verdict.verified).municipi, '17023');
});

it('A96 messages with a bad signature and an honest token leave no trace in memory', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const comment = `<soapenv:Header><!--${'x'.repeat(1_900_000)}-->`;
  const blanks = (i: number): string => i.toString(2).replaceAll('0', ' ').replaceAll('1', '\t');
  const message = (i: number): Buffer =>
    Buffer.from(
      signed({
        sign: () => Buffer.alloc(64, 1),
        after: (xml) =>
          swap(
            '</wsse:BinarySecurityToken>',
            `${blanks(i)}</wsse:BinarySecurityToken>`,
          )(swap('<soapenv:Header>', comment)(xml)),
      })(),
    );
  const used = (): number => {
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / 1e6;
  };
  for (let i = 0; i < 10; i++) assert.equal((await judge(message(i))).code, 'verify.signature');
  const before = used();
  for (let i = 10; i < 60; i++) await judge(message(i));
  assert.ok(used() - before < 40, `${Math.round(used() - before)} MB are held of 50 messages that were refused`);
});

it('every line from A01 to A122 has a case', () => {
  const folder = new URL('./', import.meta.url);
  const tests = readdirSync(folder).filter((name) => /^messages.*\.test\.ts$/.test(name));
  const named = tests.flatMap((name) => [...readFileSync(new URL(name, folder), 'utf8').matchAll(/['`](A\d\d+) /g)]);
  const covered = new Set([
    ...readdirSync(CORPUS).map((name) => name.split('-', 1)[0]!),
    ...BOMBS.map(({ id }) => id),
    ...named.map(([, id]) => id!),
  ]);
  // A80, revocation, has a suite of its own.
  const lines = Array.from({ length: 122 }, (_, i) => `A${String(i + 1).padStart(2, '0')}`).filter(
    (id) => id !== 'A80',
  );
  assert.deepEqual(
    lines.filter((id) => !covered.has(id)),
    [],
  );
});
