import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Unusable } from '../../src/verify/revocation/answer.ts';
import { readCrl, statusIn } from '../../src/verify/revocation/crl.ts';
import { factsOf } from '../../src/verify/revocation/facts.ts';
import { questionOf } from '../../src/verify/revocation/ocsp-request.ts';
import { readResponse } from '../../src/verify/revocation/ocsp-response.ts';
import { authority, certify, responder } from './revocation/certificates.ts';
import { answer, list, noOpenssl } from './revocation/openssl.ts';

const ca = authority('Autoritat de prova');
const leaf = certify(ca, {});
const facts = factsOf(leaf.certificate);
const freshness = { now: Date.now(), skewMs: 60_000, maxAgeMs: 600_000 };

/** Turns one bit of every byte over, one after another: never does revoked become good, nor the reader fail in another way. */
function everyByte(bytes: Buffer, judge: (bytes: Buffer) => { readonly revoked: boolean }): void {
  assert.equal(judge(bytes).revoked, true);
  for (let at = 0; at < bytes.length; at++) {
    const turned = Buffer.from(bytes);
    turned[at]! ^= 1 << (at % 8);
    try {
      assert.equal(judge(turned).revoked, true, `byte ${at}`);
    } catch (error) {
      assert.ok(error instanceof Unusable, `byte ${at}: ${error}`);
    }
  }
}

describe('with a bit turned over', { skip: noOpenssl }, () => {
  it('an OCSP answer never turns good', () => {
    const question = questionOf(facts, factsOf(ca.certificate));
    const expected = { ...freshness, issuer: ca.certificate, nonceRequired: false };
    for (const signer of [ca, responder(ca)]) {
      everyByte(answer([leaf], { ca, signer, revoked: [leaf] }), (bytes) => readResponse(bytes, question, expected));
    }
  });

  it('a list never turns good', () => {
    const der = list(ca, { revoked: [leaf] }, { extensions: ['authorityKeyIdentifier=keyid'] });
    everyByte(der, (bytes) => statusIn(readCrl(bytes), facts, ca.certificate, freshness));
  });
});
