import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { context, type Der, encode, part, sequence } from '../../src/pki/der.ts';
import { nameDer } from '../../src/pki/names.ts';
import { loadCrls } from '../../src/verify/revocation/index.ts';
import { authority, certify, intermediate, type Made, naming } from './revocation/certificates.ts';
import { type DeskOptions, desk, GOOD, REVOKED, type Reply, UNAVAILABLE, web } from './revocation/desk.ts';
import { append, editedList, unknownExtension } from './revocation/edited.ts';
import { type ListOptions, list, noOpenssl } from './revocation/openssl.ts';

const HOUR = 3_600_000;
const ca = authority('Autoritat de prova');
const rsa = authority('Autoritat RSA', { key: 2048 });
const notForLists = authority('Autoritat sense llistes', { keyUsage: ['keyCertSign'] });
const anyUse = authority('Autoritat per a tot', { keyUsage: [] });

/** The extension issuingDistributionPoint, in openssl's words. */
const point = (...fields: readonly string[]): ListOptions => ({
  extensions: ['issuingDistributionPoint=critical,@point', '[point]', ...fields],
});

describe('a list of revoked certificates', { skip: noOpenssl }, () => {
  interface Case {
    readonly by?: Made;
    readonly options?: DeskOptions & { readonly later?: number };
    /** The list is about this kind of certificate. Default: a seal's. */
    readonly make?: typeof certify;
  }

  /** Checks a certificate whose address of a list replies so. @returns how it went, and why for operators */
  async function told(
    t: TestContext,
    reply: (leaf: Made, address: string) => Reply,
    { by = ca, options = {}, make = certify }: Case,
  ): Promise<string> {
    const { origin, paths } = await web(t);
    const address = `${origin}/list.crl`;
    const leaf = make(by, { crl: [address] });
    paths['/list.crl'] = () => reply(leaf, address);
    const d = desk(t, options);
    d.later(options.later ?? 0);
    const verdict = await d.check(leaf, by);
    return verdict === UNAVAILABLE ? d.detail.replace(/^certificate [0-9a-f]{64}: \S+ /, '') : verdict;
  }

  const empty = (by: Made, options?: ListOptions) => (): Buffer => list(by, {}, options);
  const withIt =
    (by: Made, options?: ListOptions) =>
    (leaf: Made): Buffer =>
      list(by, { revoked: [certify(by, {}), leaf] }, options);
  const critical = (): Buffer =>
    editedList(list(ca, { revoked: [certify(ca, {})] }), ca, (tbs) =>
      append(part(part(tbs, 4), 0), sequence(unknownExtension(true))),
    );

  const CASES: readonly (readonly [
    what: string,
    reply: (leaf: Made, address: string) => Reply,
    expected: string | RegExp,
    rest?: Case,
  ])[] = [
    ['without it', empty(ca), GOOD],
    ['with others', () => list(ca, { revoked: [certify(ca, {}), certify(ca, {})] }), GOOD],
    ['with it', withIt(ca), REVOKED],
    ['of an RSA authority, without it', empty(rsa), GOOD, { by: rsa }],
    ['of an RSA authority, with it', withIt(rsa), REVOKED, { by: rsa }],
    ['of an authority without keyUsage', empty(anyUse), GOOD, { by: anyUse }],
    ['of an authority that may not sign lists', empty(notForLists), /may not sign/, { by: notForLists }],
    ['of another authority', empty(authority('Una altra autoritat')), /another issuer/],
    ['of another key under the same name', empty(authority('Autoritat de prova')), /signature is wrong/],
    ['changed after it was signed', (leaf) => forged(withIt(ca)(leaf)), /signature is wrong/],
    ['signed with SHA-1', empty(ca, { digest: 'sha1' }), /algorithm/],
    ['signed with SHA-512', empty(ca, { digest: 'sha512' }), GOOD],
    ['in time', empty(ca), GOOD, { options: { later: 23 * HOUR } }],
    ['that ran out', empty(ca), /nextUpdate is past/, { options: { later: 25 * HOUR } }],
    ['from the future', empty(ca, { thisUpdate: new Date(Date.now() + HOUR) }), /in the future/],
    ['with a number', empty(ca, { extensions: ['authorityKeyIdentifier=keyid'] }), GOOD],
    ['with an unknown extension', empty(ca, { extensions: ['1.2.3=DER:0500'] }), GOOD],
    ['with an unknown critical extension', empty(ca, { extensions: ['1.2.3=critical,DER:0500'] }), /critical/],
    ['that is a delta', empty(ca, { extensions: ['2.5.29.27=critical,DER:020101'] }), /critical/],
    ['that is a delta, though it does not insist', empty(ca, { extensions: ['2.5.29.27=DER:020101'] }), /delta/],
    ['an entry of which has an unknown critical extension', critical, /an entry/],
    ['for all, signed again as it was', () => editedList(list(ca, {}), ca, () => {}), GOOD],
    ['for certificates of users', empty(ca, point('onlyuser=TRUE')), GOOD],
    ['for certificates of users, with it', withIt(ca, point('onlyuser=TRUE')), REVOKED],
    ['for certificates of users, of an authority', empty(ca, point('onlyuser=TRUE')), /other/, { make: intermediate }],
    ['for certificates of authorities', empty(ca, point('onlyCA=TRUE')), GOOD, { make: intermediate }],
    ['for certificates of authorities, of a user', empty(ca, point('onlyCA=TRUE')), /other certificates/],
    ['for attribute certificates', empty(ca, point('onlyAA=TRUE')), /attribute/],
    ['that is indirect', empty(ca, point('indirectCRL=TRUE')), /indirect/],
    ['for some reasons', empty(ca, point('onlysomereasons=keyCompromise')), /some reasons/],
    ['of its own part', (_, address) => list(ca, {}, point(`fullname=URI:${address}`)), GOOD],
    ['of another part', empty(ca, point('fullname=URI:http://127.0.0.1/another.crl')), /other certificates/],
    ['in PEM', () => Buffer.from('-----BEGIN X509 CRL-----'), /DER/],
    ['that is garbage', () => Buffer.from('300380'.repeat(9), 'hex'), /DER/],
    ['with something behind it', () => Buffer.concat([list(ca, {}), Buffer.of(0)]), /behind/],
    ['cut short', () => list(ca, {}).subarray(0, -1), /cut short/],
    ['with HTTP 404', () => 404, /HTTP 404/],
    ['at an address that is not allowed', empty(ca), /PADRO_ADDRESS/, { options: { allowed: [] } }],
  ];

  for (const [what, reply, expected, rest = {}] of CASES) {
    it(`${what}: ${expected instanceof RegExp ? 'unusable' : expected}`, async (t) => {
      const said = await told(t, reply, rest);
      if (expected instanceof RegExp) assert.match(said, expected);
      else assert.equal(said, expected);
    });
  }

  it('is got once for all the certificates that name it', async (t) => {
    const { origin, paths, asked } = await web(t);
    const leaves = [1, 2, 3].map(() => certify(ca, { crl: [`${origin}/list.crl`] }));
    paths['/list.crl'] = () => list(ca, { revoked: [leaves[1]!] });
    const { check } = desk(t);
    assert.deepEqual(await Promise.all(leaves.map((leaf) => check(leaf, ca))), [GOOD, REVOKED, GOOD]);
    assert.deepEqual(asked, ['/list.crl']);
  });

  it('is looked for at the second address, at the third, and no further; never but over HTTP', async (t) => {
    const { origin, paths, asked } = await web(t);
    const crl = ['ldap://127.0.0.1/', 'file:///etc/list.crl', ...['/1', '/2', '/3', '/4'].map((path) => origin + path)];
    paths['/3'] = () => list(ca, {});
    paths['/4'] = paths['/3'];
    const { check } = desk(t);
    assert.equal(await check(certify(ca, { crl }), ca), GOOD);
    delete paths['/3'];
    const later = desk(t);
    assert.equal(await later.check(certify(ca, { crl }), ca), UNAVAILABLE);
    assert.deepEqual(asked, ['/1', '/2', '/3', '/1', '/2', '/3']);
    assert.doesNotMatch(later.detail, /ldap|file|\/4/);
  });

  it('that names itself among several addresses is found', async (t) => {
    const { origin, paths } = await web(t);
    const leaf = certify(ca, { crl: ['ldap://127.0.0.1/part', `${origin}/part.crl`] });
    paths['/part.crl'] = () => list(ca, { revoked: [leaf] }, point('fullname=URI:ldap://127.0.0.1/part'));
    assert.equal(await desk(t).check(leaf, ca), REVOKED);
  });
});

describe('lists at hand', { skip: noOpenssl }, () => {
  it('judge certificates that name no address', async (t) => {
    const [good, revoked] = [certify(ca, {}), certify(ca, {})];
    const { check } = desk(t, { crls: [list(rsa, {}), list(ca, { revoked: [revoked] })] });
    assert.equal(await check(good, ca), GOOD);
    assert.equal(await check(revoked, ca), REVOKED);
  });

  it('count by the newest, whatever their order', async (t) => {
    const leaf = certify(ca, {});
    const older = list(ca, { revoked: [leaf] }, { thisUpdate: new Date(Date.now() - 2 * HOUR) });
    const newer = list(ca, {});
    for (const crls of [
      [older, newer],
      [newer, older],
    ]) {
      assert.equal(await desk(t, { crls }).check(leaf, ca), GOOD);
    }
  });

  it('that ran out leave the certificate unjudged', async (t) => {
    const d = desk(t, { crls: [list(ca, {})] });
    d.later(25 * HOUR);
    assert.equal(await d.check(certify(ca, {}), ca), UNAVAILABLE);
    assert.match(d.detail, /a list at hand: nextUpdate is past/);
  });

  it('are asked before the network whether it is revoked, and spare the network its lists', async (t) => {
    const { origin, asked } = await web(t);
    const addresses = { ocsp: [`${origin}/ocsp`], crl: [`${origin}/list.crl`] };
    const [good, revoked] = [certify(ca, addresses), certify(ca, addresses)];
    const { check } = desk(t, { crls: [list(ca, { revoked: [revoked] })] });
    assert.equal(await check(revoked, ca), REVOKED);
    assert.deepEqual(asked, []);
    assert.equal(await check(good, ca), GOOD);
    assert.deepEqual(asked, ['/ocsp']);
  });

  it('count at once when they are replaced', async (t) => {
    const leaf = certify(ca, {});
    const { check, hand } = desk(t, { crls: [list(ca, {})] });
    assert.equal(await check(leaf, ca), GOOD);
    hand(list(ca, { revoked: [leaf] }, { thisUpdate: new Date() }));
    assert.equal(await check(leaf, ca), REVOKED);
  });

  it('are read from a directory, in DER and in PEM; a broken one is named', (t) => {
    const dir = mkdtempSync(join(tmpdir(), 'padro-lists-'));
    t.after(() => rmSync(dir, { recursive: true }));
    const der = list(ca, {});
    const pem = `-----BEGIN X509 CRL-----\n${der.toString('base64')}\n-----END X509 CRL-----\n`;
    writeFileSync(join(dir, 'a.crl'), der);
    writeFileSync(join(dir, 'b.crl'), pem);
    writeFileSync(join(dir, 'ca.pem'), ca.certPem);
    assert.deepEqual(
      loadCrls(dir).map(({ signed }) => signed.tbs.whole),
      [0, 1].map(() => loadCrls(dir)[0]!.signed.tbs.whole),
    );
    writeFileSync(join(dir, 'c.crl'), der.subarray(0, 99));
    assert.throws(() => loadCrls(dir), /c\.crl: .*cut short/);
  });
});

describe('distribution points', { skip: noOpenssl }, () => {
  const address = context(0, [context(0, [context(6, Buffer.from('http://127.0.0.1/list.crl'))])]);
  const POINTS: readonly (readonly [what: string, point: Der])[] = [
    ['of a list for some reasons', sequence(address, context(1, Buffer.of(1, 0xfe)))],
    ["of somebody else's list", sequence(address, context(2, [context(4, [nameDer({ CN: 'Altri' })])]))],
    ['that is malformed', sequence(context(0, Buffer.of(1)))],
  ];
  for (const [what, point] of POINTS) {
    it(`${what}: no address, and no acceptance`, async (t) => {
      const leaf = certify(ca, {}, { extensions: [{ oid: '2.5.29.31', value: encode(sequence(point)) }] });
      const d = desk(t);
      assert.equal(await d.check(leaf, ca), UNAVAILABLE);
      assert.doesNotMatch(d.detail, /list\.crl/);
    });
  }

  it('whose addresses hold a password: not called', async (t) => {
    const { origin, asked } = await web(t);
    const crl = [origin.replace('//', '//user:password@')];
    const leaf = certify(ca, {}, { extensions: naming({ crl }) });
    assert.equal(await desk(t).check(leaf, ca), UNAVAILABLE);
    assert.deepEqual(asked, []);
  });
});

/** The first revoked serial number becomes another. */
function forged(list: Buffer): Buffer {
  const bytes = Buffer.from(list);
  const at = bytes.indexOf(Buffer.from('0202', 'hex'));
  bytes[at + 3]! ^= 1;
  return bytes;
}
