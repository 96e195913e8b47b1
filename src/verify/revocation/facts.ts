import type { Certificate } from '../certificate.ts';
import { around, Der, over, TAG } from './reader.ts';
import { type Extension, oid, readExtensions, wholeBits } from './values.ts';

/** What a certificate says that matters here, read from its own bytes. */
export interface Facts {
  readonly serial: Buffer;
  /** DER of the name. */
  readonly subject: Buffer;
  /** The subjectPublicKey, without its algorithm: what OCSP hashes. */
  readonly publicKey: Buffer;
  readonly isAuthority: boolean;
  /** No keyUsage, or one with cRLSign. */
  readonly maySignLists: boolean;
  /** It names OCSP responders or CRLs, in whatever form. */
  readonly namesSources: boolean;
  /** HTTP and HTTPS addresses, at most 2. */
  readonly responders: readonly string[];
  /** HTTP and HTTPS addresses, at most 3. */
  readonly lists: readonly string[];
  /** Every name of its distribution points, DER in hexadecimal. */
  readonly points: ReadonlySet<string>;
}

const KEY_USAGE = oid('2.5.29.15');
const AUTHORITY_INFORMATION = oid('1.3.6.1.5.5.7.1.1');
const OCSP = oid('1.3.6.1.5.5.7.48.1');
const DISTRIBUTION_POINTS = oid('2.5.29.31');
const CRL_SIGN = 0x02;
const URI = over(6);
const MOST = { responders: 2, lists: 3 };

/** @throws Unusable an extension is malformed */
export function factsOf({ der, basicConstraints }: Certificate): Facts {
  const tbs = Der.parse(der, TAG.sequence).read(TAG.sequence);
  tbs.optional(around(0));
  const serial = tbs.read(TAG.integer).content;
  for (const _ of ['signature', 'issuer', 'validity']) tbs.read(TAG.sequence);
  const subject = tbs.read(TAG.sequence).whole;
  const key = tbs.read(TAG.sequence);
  key.read(TAG.sequence);
  const extensions = extensionsOf(tbs);
  const responders = respondersIn(extensions.get(AUTHORITY_INFORMATION));
  const points = pointsIn(extensions.get(DISTRIBUTION_POINTS));
  return {
    serial,
    subject,
    publicKey: wholeBits(key.read(TAG.bits)),
    isAuthority: basicConstraints?.ca ?? false,
    maySignLists: mayCrlSign(extensions.get(KEY_USAGE)),
    namesSources: responders.length > 0 || extensions.has(DISTRIBUTION_POINTS),
    responders: addressesIn(responders).slice(0, MOST.responders),
    lists: addressesIn(points).slice(0, MOST.lists),
    points: new Set(points.map(({ whole }) => whole.toString('hex'))),
  };
}

function extensionsOf(tbs: Der): ReadonlyMap<string, Extension> {
  tbs.optional(over(1));
  tbs.optional(over(2));
  const extensions = tbs.optional(around(3));
  return extensions ? readExtensions(extensions.only(TAG.sequence)) : new Map();
}

/** GeneralNames of the OCSP responders (RFC 5280 section 4.2.2.1). */
function respondersIn(extension: Extension | undefined): Der[] {
  if (!extension) return [];
  const descriptions = [...Der.parse(extension.value, TAG.sequence).values()];
  return descriptions.flatMap((description) =>
    description.read(TAG.oid).hex === OCSP ? [...description.values()] : [],
  );
}

/**
 * GeneralNames of the distribution points (RFC 5280 section 4.2.1.13). Those of somebody else's lists, and of lists for
 * some reasons alone, are left out.
 */
function pointsIn(extension: Extension | undefined): Der[] {
  if (!extension) return [];
  return [...Der.parse(extension.value, TAG.sequence).values()].flatMap((point) => {
    const names = fullName(point.optional(around(0)));
    return point.is(over(1)) || point.is(around(2)) ? [] : names;
  });
}

/** GeneralNames of a DistributionPointName; none where it is relative to the issuer's name. @throws Unusable */
export const fullName = (point: Der | undefined): Der[] => [...(point?.optional(around(0))?.values() ?? [])];

function addressesIn(names: readonly Der[]): string[] {
  const urls = names.flatMap(({ tag, content }) => {
    const text = content.toString('latin1');
    return tag === URI && URL.canParse(text) ? [new URL(text)] : [];
  });
  const ours = urls.filter(
    ({ protocol, username, password }) => /^https?:$/.test(protocol) && username === '' && password === '',
  );
  return [...new Set(ours.map(({ href }) => href))];
}

function mayCrlSign(extension: Extension | undefined): boolean {
  return !extension || ((Der.parse(extension.value, TAG.bits).content[1] ?? 0) & CRL_SIGN) !== 0;
}
