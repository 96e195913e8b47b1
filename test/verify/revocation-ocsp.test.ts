import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { context, part, sequence } from '../../src/pki/der.ts';
import { authority, certify, type Made, newSerial, responder } from './revocation/certificates.ts';
import { type DeskOptions, desk, GOOD, MINUTE, REVOKED, type Reply, UNAVAILABLE, web } from './revocation/desk.ts';
import { append, editedAnswer, unknownExtension } from './revocation/edited.ts';
import { answer, noOpenssl, requestOf, startResponder } from './revocation/openssl.ts';

const ca = authority('Autoritat de prova');
const other = authority('Una altra autoritat');

describe('a real OCSP responder', { skip: noOpenssl }, () => {
  /** Certificates of an authority whose responder knows the first as good, the second as revoked, the third not at all. */
  async function three(t: TestContext, by: Made, signer: Made): Promise<readonly Made[]> {
    const serials = [newSerial(), newSerial(), newSerial()];
    const [good, revoked] = serials.map((serial) => ({ serial: serial.toString('hex').toUpperCase() }));
    const port = await startResponder(t, { ca: by, signer, good: [good!], revoked: [revoked!], more: ['-nmin', '5'] });
    return serials.map((serial) => certify(by, { ocsp: [`http://127.0.0.1:${port}/`] }, { serial }));
  }

  it('that is the authority itself: good, revoked, unknown, with its nonce', async (t) => {
    const [good, revoked, unknown] = await three(t, ca, ca);
    const { check } = desk(t, { nonceRequired: true });
    assert.equal(await check(good!, ca), GOOD);
    assert.equal(await check(revoked!, ca), REVOKED);
    assert.equal(await check(unknown!, ca), UNAVAILABLE);
  });

  it('that the authority certified, with RSA keys', async (t) => {
    const rsa = authority('Autoritat RSA', { key: 2048 });
    const [good, revoked] = await three(t, rsa, responder(rsa, { key: 2048 }));
    const { check } = desk(t, { nonceRequired: true });
    assert.equal(await check(good!, rsa), GOOD);
    assert.equal(await check(revoked!, rsa), REVOKED);
  });

  it('at an address that is not allowed is never called', async (t) => {
    const [good] = await three(t, ca, ca);
    const d = desk(t, { allowed: [] });
    assert.equal(await d.check(good!, ca), UNAVAILABLE);
    assert.match(d.detail, /PADRO_ADDRESS/);
  });
});

describe('an OCSP answer', { skip: noOpenssl }, () => {
  /** Checks a certificate whose responder replies so. @returns how it went, and why for operators */
  async function told(
    t: TestContext,
    reply: (body: Buffer, leaf: Made) => Reply,
    options: DeskOptions & { readonly later?: number } = {},
  ): Promise<string> {
    const { origin, paths } = await web(t);
    const leaf = certify(ca, { ocsp: [`${origin}/ocsp`] });
    paths['/ocsp'] = (body) => reply(body, leaf);
    const d = desk(t, options);
    d.later(options.later ?? 0);
    const verdict = await d.check(leaf, ca);
    return verdict === UNAVAILABLE ? d.detail.replace(/^certificate [0-9a-f]{64}: \S+ /, '') : verdict;
  }

  const signed =
    (signer: Made, ...more: string[]) =>
    (body: Buffer | readonly Made[], leaf: Made): Buffer =>
      answer(body, { ca, signer, good: [leaf], more });

  /** A good answer of the authority, changed and signed again. */
  const edited =
    (edit: Parameters<typeof editedAnswer>[2]) =>
    (body: Buffer, leaf: Made): Buffer =>
      editedAnswer(signed(ca, '-nmin', '5')(body, leaf), ca, edit);

  const single = (data: ReturnType<typeof part>) => part(part(data, 2), 0);

  const CASES: readonly (readonly [
    what: string,
    reply: (body: Buffer, leaf: Made) => Reply,
    expected: string | RegExp,
    options?: DeskOptions & { readonly later?: number },
  ])[] = [
    ['without nextUpdate, young', signed(ca), GOOD, { later: 9 * MINUTE }],
    ['without nextUpdate, too old', signed(ca), /too old/, { later: 11 * MINUTE }],
    ['with nextUpdate, still in time', signed(ca, '-nmin', '30'), GOOD, { later: 29 * MINUTE }],
    ['whose nextUpdate is past', signed(ca, '-nmin', '30'), /nextUpdate is past/, { later: 31 * MINUTE }],
    ['a little ahead of our clock', signed(ca), GOOD, { later: -MINUTE / 2 }],
    ['from the future', signed(ca), /in the future/, { later: -2 * MINUTE }],
    ['without a nonce, where none is required', (_, leaf) => signed(ca)([leaf], leaf), GOOD],
    [
      'without a nonce, where one is required',
      (_, leaf) => signed(ca)([leaf], leaf),
      /nonce is missing/,
      { nonceRequired: true },
    ],
    ["with another's nonce", (_, leaf) => signed(ca)(requestOf(ca, leaf), leaf), /nonce/],
    ['that names its signer by the key', signed(ca, '-resp_key_id'), GOOD],
    ['without the certificate of the authority', signed(ca, '-resp_no_certs'), GOOD],
    [
      'without the certificate of the responder',
      signed(responder(ca), '-resp_no_certs'),
      /certificate of the responder/,
    ],
    ['signed by another authority', signed(other), /not authorised/],
    ["signed by another authority's responder", signed(responder(other)), /not authorised/],
    ['signed by an authority with the same name', signed(authority('Autoritat de prova')), /signature is wrong/],
    ['signed by a sibling', signed(certify(ca, {})), /not authorised/],
    [
      'signed by a sibling for another purpose',
      signed(responder(ca, { extKeyUsage: ['clientAuth'] })),
      /not authorised/,
    ],
    ['signed by a sibling for any purpose', signed(responder(ca, { extKeyUsage: ['2.5.29.37.0'] })), /not authorised/],
    [
      'signed by a responder that may not sign',
      signed(responder(ca, { keyUsage: ['keyAgreement'] })),
      /not authorised/,
    ],
    ['signed by a responder whose time is over', signed(responder(ca, { days: -1 / 48 })), /not authorised/],
    ['signed by a responder certified with SHA-1', signed(responder(ca, { digest: 'sha1' })), /not authorised/],
    ["signed by a responder's responder", signed(responder(responder(ca))), /not authorised/],
    ['signed with SHA-1', signed(ca, '-rmd', 'sha1'), /algorithm/],
    ['signed with SHA-384', signed(ca, '-rmd', 'sha384'), GOOD],
    ['whose signature is wrong', signed(ca, '-badsig'), /signature is wrong/],
    ['about another certificate', () => signed(ca)([certify(ca, {})], certify(ca, {})), /not one answer/],
    ['about it and another', (_, leaf) => signed(ca)([certify(ca, {}), leaf], leaf), GOOD],
    ['about it twice', (_, leaf) => signed(ca)([leaf, leaf], leaf), /not one answer/],
    [
      'about its serial of another authority',
      (_, leaf) => answer([leaf], { ca: other, signer: ca, good: [leaf] }),
      /not one answer/,
    ],
    ['that is signed again as it was', edited(() => {}), GOOD],
    [
      'with an unknown critical extension',
      edited((data) => append(part(part(data, 3), 0), unknownExtension(true))),
      /critical/,
    ],
    [
      'of a certificate with an unknown critical extension',
      edited((data) => append(single(data), context(1, [sequence(unknownExtension(true))]))),
      /critical/,
    ],
    [
      'of a certificate with an unknown extension',
      edited((data) => append(single(data), context(1, [sequence(unknownExtension(false))]))),
      GOOD,
    ],
    ['with something behind its extensions', edited((data) => append(part(data, 3), sequence())), /too many/],
    ['with something behind it', (body, leaf) => Buffer.concat([signed(ca)(body, leaf), Buffer.of(0)]), /behind/],
    ['cut short', (body, leaf) => signed(ca)(body, leaf).subarray(0, 100), /cut short/],
    ['tryLater', () => Buffer.from('30030a0103', 'hex'), /tryLater/],
    ['unauthorized', () => Buffer.from('30030a0106', 'hex'), /unauthorized/],
    ['that is garbage', () => Buffer.from('<html>'), /DER/],
    ['that is empty', () => Buffer.alloc(0), /DER/],
    ['with HTTP 500', () => 500, /HTTP 500/],
    ['with a redirection', () => 302, /HTTP 302/],
    ['that is larger than answers are', () => Buffer.alloc(70_000), /too large/],
    ['that is larger than anything', () => Buffer.alloc(1_100_000), /PADRO_TOO_LARGE/],
    ['that never comes', () => 'never', /./, { timeoutMs: 100 }],
  ];

  for (const [what, reply, expected, options] of CASES) {
    it(`${what}: ${expected instanceof RegExp ? 'unusable' : expected}`, async (t) => {
      const said = await told(t, reply, options);
      if (expected instanceof RegExp) assert.match(said, expected);
      else assert.equal(said, expected);
    });
  }
});
