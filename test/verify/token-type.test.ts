import assert from 'node:assert/strict';
import { test } from 'node:test';
import { X509V3 } from '../../src/base/namespaces.ts';
import { makeJudge, trustOf } from '../threats/support/judge.ts';
import { root } from '../threats/support/keys.ts';
import { signed } from '../threats/support/make.ts';

const WSSE11 = 'http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd';

/** What newer WSS4J writes on the SecurityTokenReference. */
const typed = (value: string, ns = WSSE11): Buffer =>
  Buffer.from(
    (signed()() as string).replace(
      '<wsse:SecurityTokenReference',
      `<wsse:SecurityTokenReference xmlns:w11="${ns}" w11:TokenType="${value}"`,
    ),
  );

test('a TokenType is accepted where it is that of the token', async () => {
  const judge = makeJudge(trustOf([root().certDer]));
  assert.equal((await judge(typed(X509V3))).code, 'accepted');
  assert.equal((await judge(typed(X509V3.replace('X509v3', 'X509PKIPathv1')))).code, 'verify.skeleton');
  assert.equal((await judge(typed(''))).code, 'verify.skeleton');
  assert.equal((await judge(typed(X509V3, 'urn:other'))).code, 'verify.skeleton');
});
