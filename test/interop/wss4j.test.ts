import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { buildPeticion } from '../../src/base/build-peticion.ts';
import { type AlgorithmName, SIGNING } from '../../src/cli/request/algorithms.ts';
import { envelope, signEnvelope } from '../../src/cli/request/sign.ts';
import { createAuthority, type Issued, issue, type KeyChoice } from '../../src/pki/index.ts';
import { ENS } from '../threats/support/forge.ts';
import { makeJudge, trustOf } from '../threats/support/judge.ts';
import { noWss4j, Wss4j } from './wss4j.ts';

const noOpenssl = spawnSync('openssl', ['version']).status !== 0 && 'openssl is not installed';
const PASSWORD = 'secret';
const now = Date.now();

const payload = (nom: string): string =>
  buildPeticion({
    modalitat: 'TITULAR',
    ens: ENS,
    nom,
    purpose: { kind: 'finalitat', value: 'PROVES' },
    idPeticion: 'WSS4J-1',
    now,
    solicituds: [{ persons: [{ tipus: 1, document: '12344321Z' }], municipi: '17023', expedient: 'AJT/2026/1' }],
  });

const PAYLOADS = [payload('Ens de prova'), payload('Ajuntament de l’Ametlla del Vallès & "Cia" <ñ>')];

const authority = createAuthority({ commonName: 'Autoritat de prova' });
const seal = (key: KeyChoice): Issued =>
  issue(authority, {
    subject: { C: 'ES', O: 'Ens de prova', organizationIdentifier: 'VATES-Q0000000J', CN: 'Segell de prova' },
    key,
    basicConstraints: { ca: false },
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    extKeyUsage: ['clientAuth', 'emailProtection'],
  });
const SEALS = { rsa: seal(2048), ec: seal('P-256') };

const SIGNED_BY_WSS4J: readonly (readonly [AlgorithmName, parts: string])[] = [
  ['rsa-sha256', 'body+timestamp'],
  ['rsa-sha256', 'timestamp-unsigned'],
  ['rsa-sha256', 'body'],
  ['rsa-sha512', 'body+timestamp'],
  ['rsa-sha1', 'body+timestamp'],
  ['rsa-sha1', 'timestamp-unsigned'],
  ['ecdsa-sha256', 'body+timestamp'],
];
const SIGNED_BY_US = ['rsa-sha256', 'rsa-sha384', 'rsa-sha512', 'ecdsa-sha256'] as const satisfies AlgorithmName[];
const TIMESTAMPS = ['signed', 'unsigned', 'none'] as const;

describe('WSS4J', { skip: noWss4j || noOpenssl }, () => {
  let wss4j: Wss4j;
  before(() => {
    wss4j = new Wss4j();
  });
  after(() => wss4j.close());

  const judge = makeJudge(trustOf([authority.certDer]), now);

  /** The key with its certificate, as a keystore that Merlin reads. */
  function keystore(kind: 'rsa' | 'ec'): string {
    const key = wss4j.file(`${kind}.key`, SEALS[kind].keyPem);
    const cert = wss4j.file(`${kind}.pem`, SEALS[kind].certPem);
    const out = wss4j.file(`${kind}.p12`, '');
    const args = ['-inkey', key, '-in', cert, '-name', 'seal', '-passout', `pass:${PASSWORD}`, '-out', out];
    execFileSync('openssl', ['pkcs12', '-export', ...args]);
    return out;
  }

  it('signs what is accepted', async () => {
    const stores = { rsa: keystore('rsa'), ec: keystore('ec') };
    const cases = SIGNED_BY_WSS4J.flatMap(([algorithm, parts]) => PAYLOADS.map((body) => ({ algorithm, parts, body })));
    const jobs = cases.map(({ algorithm, parts, body }, i) => {
      const { uri, digestUri, keyType } = SIGNING[algorithm];
      const unsigned = wss4j.file(`unsigned-${i}.xml`, envelope(body));
      const out = wss4j.file(`signed-${i}.xml`, '');
      return ['sign', stores[keyType], 'seal', PASSWORD, unsigned, out, uri, digestUri, parts];
    });
    const answers = wss4j.run(jobs);
    for (const [i, { algorithm, parts }] of cases.entries()) {
      assert.equal(answers[i], 'ok', `${algorithm} ${parts}`);
      const message = readFileSync(jobs[i]![5]!);
      const sha1 = SIGNING[algorithm].hash === 'sha1';
      const { code } = await judge(message, sha1 ? { sha1 } : {});
      assert.equal(code, 'accepted', `${algorithm} ${parts}\n${message}`);
      if (sha1) assert.equal((await judge(message)).code, 'verify.sha1');
    }
    const lists = readFileSync(jobs[0]![5]!, 'utf8').match(/PrefixList="[^"]*"/g) ?? [];
    assert.ok(lists.length >= 2, 'it lists prefixes');
  });

  it('accepts what is signed here', () => {
    const ca = wss4j.file('ca.pem', authority.certPem);
    const cases = SIGNED_BY_US.flatMap((algorithm) => TIMESTAMPS.map((timestamp) => ({ algorithm, timestamp })));
    const jobs = cases.map(({ algorithm, timestamp }, i) => {
      const { keyPem, certPem } = SEALS[SIGNING[algorithm].keyType];
      const message = signEnvelope(PAYLOADS[i % 2]!, { keyPem, certPem, now, algorithm, timestamp });
      return ['verify', ca, wss4j.file(`ours-${i}.xml`, message)];
    });
    const changed = readFileSync(jobs[0]![2]!, 'utf8').replace('12344321Z', '12345678Z');
    const answers = wss4j.run([...jobs, ['verify', ca, wss4j.file('changed.xml', changed)]]);
    assert.notEqual(answers.pop(), 'ok', 'it verifies');
    for (const [i, { algorithm, timestamp }] of cases.entries()) {
      assert.equal(answers[i], 'ok', `${algorithm}, timestamp ${timestamp}`);
    }
  });
});
