import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Refusal } from '../../src/base/errors/refusal.ts';
import { PSIS_MODES, type PsisModeName } from '../../src/simulator/index.ts';
import { Psis, type PsisEvidence } from '../../src/verify/psis/psis.ts';
import { both, NIF, OPTIONS, outbound, outcomeOf, PATIENCE, seal, TestClock } from './psis/setup.ts';

const subject = seal();

/** What the client makes of each answer: a verdict that is final, or a failure that the secondary is asked after. */
const OUTCOMES: Readonly<Record<PsisModeName, { final: string } | { technical: string }>> = {
  judge: { final: 'valid' },
  valid: { final: 'valid' },
  expired: { final: 'Expired' },
  revoked: { final: 'Revoked' },
  policy: { final: 'CertificatePolicyNotSupported' },
  'no-path': { final: 'Status_NoCertificatePathFound' },
  'unrecognised-minor': { final: 'unrecognised' },
  'success-with-odd-minor': { final: 'unrecognised' },
  'requester-error': { technical: 'error-result' },
  'responder-error': { technical: 'error-result' },
  'soap-fault': { technical: 'status' },
  'soap-fault-200': { technical: 'unreadable' },
  'http-500': { technical: 'status' },
  'http-503-html': { technical: 'status' },
  redirect: { technical: 'status' },
  'html-200': { technical: 'content-type' },
  timeout: { technical: 'no-answer' },
  slow: { technical: 'no-answer' },
  reset: { technical: 'no-answer' },
  truncated: { technical: 'no-answer' },
  empty: { technical: 'unreadable' },
  garbage: { technical: 'unreadable' },
  oversized: { technical: 'no-answer' },
  unfinished: { technical: 'unreadable' },
  'other-serial': { technical: 'serial' },
  'no-serial': { technical: 'serial' },
  'two-serials': { technical: 'unreadable' },
  'two-results': { technical: 'unreadable' },
  'no-result': { technical: 'unreadable' },
  'no-minor': { technical: 'unreadable' },
  'two-minors': { technical: 'unreadable' },
  comment: { technical: 'unreadable' },
  'wrong-namespace': { technical: 'unreadable' },
  wrapped: { technical: 'unreadable' },
  doctype: { technical: 'unreadable' },
  deep: { technical: 'unreadable' },
};

describe('what PSIS answers', () => {
  for (const mode of Object.keys(PSIS_MODES) as PsisModeName[]) {
    const outcome = OUTCOMES[mode];
    const then = 'final' in outcome ? `${outcome.final}, and the secondary is not asked` : 'the secondary is asked';
    it(`${mode}: ${then}`, async (t) => {
      const { psis, primary, secondary, failures } = await both(t, { mode });
      const found = await outcomeOf(() => psis.check(subject.certificate));
      assert.equal(primary.received, 1, 'never asked twice');
      if ('final' in outcome) {
        assert.deepEqual([found, secondary.received, failures], [outcome.final, 0, []]);
      } else {
        assert.deepEqual([found, secondary.received, failures], ['valid', 1, [`primary ${outcome.technical}`]]);
      }
    });

    if ('technical' in outcome) {
      it(`${mode} on both: unavailable, and the next check asks both again`, async (t) => {
        const { psis, primary, secondary, failures } = await both(t, { mode });
        secondary.switchTo(mode);
        for (const times of [1, 2]) {
          assert.equal(await outcomeOf(() => psis.check(subject.certificate)), 'unavailable');
          assert.deepEqual([primary.received, secondary.received, failures.length], [times, times, 2 * times]);
        }
      });
    }
  }

  it('a slow answer counts, if it comes in time', async (t) => {
    const { psis, secondary } = await both(t, { mode: { name: 'slow', delayMs: PATIENCE / 8 } });
    assert.equal(await outcomeOf(() => psis.check(subject.certificate)), 'valid');
    assert.equal(secondary.received, 0);
  });

  it('a server that is down is a technical failure, and without a secondary that is the end', async (t) => {
    const { psis, primary, secondary, failures } = await both(t);
    await primary.close();
    assert.equal(await outcomeOf(() => psis.check(subject.certificate)), 'valid');
    await secondary.close();
    const refusal = await Promise.resolve(psis.check(seal().certificate)).catch((error: Refusal) => error);
    assert.ok(refusal instanceof Refusal);
    assert.equal(refusal.code, 'verify.psis-unavailable');
    assert.equal(refusal.detail, 'primary no-answer, secondary no-answer');
    assert.deepEqual(failures, ['primary no-answer', 'primary no-answer', 'secondary no-answer']);
  });

  it("the secondary's definitive refusal is final too", async (t) => {
    const { psis, secondary } = await both(t, { mode: 'reset' });
    secondary.switchTo('revoked');
    assert.equal(await outcomeOf(() => psis.check(subject.certificate)), 'Revoked');
  });
});

describe('what a verdict holds', () => {
  it("the organisation's NIF, and the name of PSIS's bytes, kept before anybody relies on them", async (t) => {
    const { psis, clock, kept } = await both(t);
    const cited: string[] = [];
    const { nif, evidence } = await psis.check(subject.certificate, (name) => cited.push(name));
    assert.deepEqual([nif, evidence, cited], [NIF, 'evidence-1', ['evidence-1']]);
    const [{ raw, ...rest }] = kept as [PsisEvidence];
    assert.match(raw.toString(), /valid:certificate:Definitive<.*LegalEntityCIF.*<\/soapenv:Envelope>$/);
    const { fingerprint } = subject.certificate;
    assert.deepEqual(rest, { certificate: fingerprint, server: 'primary', result: 'valid', at: clock.now() });
    await psis.check(subject.certificate, (name) => cited.push(name));
    assert.deepEqual([cited.length, kept.length], [2, 1], 'what is remembered is cited, not kept again');
  });

  it('no name of a person, even where the seal has one', async (t) => {
    const { psis, kept } = await both(t);
    const old = seal({ subject: { CN: 'Nom Cognom - DNI 00000000T', serialNumber: 'IDCES-00000000T' } });
    const { nif } = await psis.check(old.certificate);
    assert.doesNotMatch(kept[0]!.raw.toString(), /Cognom|00000000T/);
    assert.equal(nif, undefined);
  });

  it('the evidence of a refusal too, and its words for operators only', async (t) => {
    const { psis, kept } = await both(t, { mode: 'unrecognised-minor' });
    const cited: string[] = [];
    const cite = (name: string) => cited.push(name);
    const refusal = await Promise.resolve(psis.check(subject.certificate, cite)).catch((error: Refusal) => error);
    assert.ok(refusal instanceof Refusal);
    assert.match(refusal.detail!, /:invalid:certificate:AltraCosa$/);
    assert.deepEqual([cited, kept[0]!.result], [['evidence-1'], 'unrecognised']);
    assert.match(kept[0]!.raw.toString(), /AltraCosa/);
  });

  it('nothing where the evidence cannot be kept', async (t) => {
    const { primary } = await both(t);
    const psis = new Psis({
      outbound: outbound(t),
      clock: new TestClock(),
      options: { ...OPTIONS, primary: primary.urls.http! },
      keep: () => Promise.reject(new Refusal('record.unavailable')),
    });
    for (const asked of [1, 2]) {
      await assert.rejects(async () => psis.check(subject.certificate), { code: 'record.unavailable' });
      assert.equal(primary.received, asked, 'nothing is remembered');
    }
  });

  const LEGAL = 'urn:catcert:psis:certificateAttributes:LegalEntityCIF';
  const COMPANY = 'urn:catcert:psis:certificateAttributes:VinculatedCompanyCIF';
  for (const [name, attributes, expected] of [
    ['LegalEntityCIF comes first', { [LEGAL]: 'q0000002f', [COMPANY]: 'Q0000003D' }, 'Q0000002F'],
    ['VinculatedCompanyCIF stands in for it', { [LEGAL]: '', [COMPANY]: 'Q0000003D' }, 'Q0000003D'],
    ['none of them', { [LEGAL]: '', [COMPANY]: '' }, undefined],
  ] as const) {
    it(`the NIF: ${name}`, async (t) => {
      const { psis } = await both(t, { attributes });
      assert.equal((await psis.check(subject.certificate)).nif, expected);
    });
  }
});
