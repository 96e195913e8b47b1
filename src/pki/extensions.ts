import { isIPv4, SocketAddress } from 'node:net';
import { bits, boolean, context, type Der, encode, integer, octets, oid, sequence } from './der.ts';
import { type Name, nameDer } from './names.ts';

/** In the order of their bits (RFC 5280 section 4.2.1.3). */
const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUsage = (typeof KEY_USAGES)[number];

const PURPOSES: Readonly<Record<string, string>> = {
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
};

export interface AltNames {
  readonly dns?: readonly string[];
  readonly ip?: readonly string[];
  /** One directoryName. */
  readonly directory?: Name;
}

/** Any other extension, its value in DER. */
export interface RawExtension {
  readonly oid: string;
  readonly critical?: boolean;
  readonly value: Buffer;
}

export interface ExtensionOptions {
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLen?: number };
  readonly keyUsage?: readonly KeyUsage[];
  /** Names (`serverAuth`, `clientAuth`, `emailProtection`, `ocspSigning`) or OIDs. */
  readonly extKeyUsage?: readonly string[];
  /** OIDs of certificate policies. */
  readonly policies?: readonly string[];
  readonly altNames?: AltNames;
  readonly extensions?: readonly RawExtension[];
}

const extension = (id: string, critical: boolean, value: Buffer): Der =>
  sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(value));

function keyUsageBits(usages: readonly KeyUsage[]): Der {
  const indexes = usages.map((usage) => KEY_USAGES.indexOf(usage));
  const last = Math.max(...indexes);
  const bytes = Buffer.alloc((last >> 3) + 1);
  for (const index of indexes) bytes[index >> 3]! |= 0x80 >> (index & 7);
  return bits(bytes, 7 - (last & 7));
}

/** Four or sixteen octets of an address; IPv6 by way of its canonical text. */
function addressBytes(ip: string): Buffer {
  if (isIPv4(ip)) return Buffer.from(ip.split('.').map(Number));
  const [head = '', tail] = new SocketAddress({ address: ip, family: 'ipv6' }).address.split('::');
  const groups = (text: string): number[] => (text ? text.split(':').map((group) => Number.parseInt(group, 16)) : []);
  const [before, after] = [groups(head), groups(tail ?? '')];
  const all = [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 0xff]));
}

const altNamesDer = ({ dns = [], ip = [], directory }: AltNames): Der =>
  sequence(
    ...dns.map((name) => context(2, Buffer.from(name, 'latin1'))),
    ...(directory ? [context(4, [nameDer(directory)])] : []),
    ...ip.map((address) => context(7, addressBytes(address))),
  );

/** The extensions of a certificate, with the identifiers of its key and of the key that signs it. */
export function extensionsDer(options: ExtensionOptions, subjectKeyId: Buffer, authorityKeyId: Buffer): Der {
  const { basicConstraints, keyUsage, extKeyUsage, policies, altNames, extensions = [] } = options;
  const list: Der[] = [];
  if (basicConstraints) {
    const { ca, pathLen } = basicConstraints;
    const value = [...(ca ? [boolean(true)] : []), ...(pathLen === undefined ? [] : [integer(Buffer.of(pathLen))])];
    list.push(extension('2.5.29.19', true, encode(sequence(...value))));
  }
  if (keyUsage?.length) list.push(extension('2.5.29.15', true, encode(keyUsageBits(keyUsage))));
  if (extKeyUsage?.length) {
    const purposes = extKeyUsage.map((purpose) => oid(PURPOSES[purpose] ?? purpose));
    list.push(extension('2.5.29.37', false, encode(sequence(...purposes))));
  }
  if (policies?.length) {
    list.push(extension('2.5.29.32', false, encode(sequence(...policies.map((id) => sequence(oid(id)))))));
  }
  if (altNames) list.push(extension('2.5.29.17', false, encode(altNamesDer(altNames))));
  list.push(extension('2.5.29.14', false, encode(octets(subjectKeyId))));
  list.push(extension('2.5.29.35', false, encode(sequence(context(0, authorityKeyId)))));
  list.push(...extensions.map(({ oid: id, critical = false, value }) => extension(id, critical, value)));
  return sequence(...list);
}
