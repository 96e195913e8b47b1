import { Unusable } from './answer.ts';
import { type Der, TAG } from './reader.ts';

/** The content of an object identifier in hexadecimal, as `Der.hex` gives it. */
export function oid(dotted: string): string {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return Buffer.from([first * 40 + second, ...rest].flatMap(base128)).toString('hex');
}

function base128(number: number): number[] {
  const octets = [number & 0x7f];
  for (let left = number >>> 7; left > 0; left >>>= 7) octets.unshift(0x80 | (left & 0x7f));
  return octets;
}

const TIME = /^(\d\d(?:\d\d)?)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;

export const isTime = (parent: Der): boolean => parent.is(TAG.utcTime) || parent.is(TAG.generalizedTime);

/** UTCTime or GeneralizedTime to the second (RFC 5280 section 4.1.2.5), as milliseconds. @throws Unusable */
export function readTime(parent: Der): number {
  const short = parent.is(TAG.utcTime);
  const text = parent.read(short ? TAG.utcTime : TAG.generalizedTime).content.toString('latin1');
  const [, year = '', ...rest] = TIME.exec(text) ?? [];
  if (year.length !== (short ? 2 : 4)) throw new Unusable('no time');
  const full = short ? (Number(year) < 50 ? `20${year}` : `19${year}`) : year;
  const [month, day, hour, minute, second] = rest;
  const iso = `${full}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const time = Date.parse(iso);
  if (Number.isNaN(time) || new Date(time).toISOString() !== iso) throw new Unusable('no time');
  return time;
}

/** A BOOLEAN, or the content of one under a context-specific tag. @throws Unusable */
export function isTrue({ content }: Der): boolean {
  if (content.length !== 1 || (content[0] !== 0x00 && content[0] !== 0xff)) throw new Unusable('no BOOLEAN');
  return content[0] === 0xff;
}

/** The octets of a BIT STRING of whole octets. @throws Unusable */
export function wholeBits({ content }: Der): Buffer {
  if (content[0] !== 0) throw new Unusable('no BIT STRING of whole octets');
  return content.subarray(1);
}

export interface Extension {
  readonly critical: boolean;
  /** DER of its value. */
  readonly value: Buffer;
}

/** Extensions by object identifier (RFC 5280 section 4.1). @throws Unusable malformed, or one is there twice */
export function readExtensions(extensions: Der): ReadonlyMap<string, Extension> {
  const found = new Map<string, Extension>();
  for (const extension of extensions.values()) {
    const id = extension.read(TAG.oid).hex;
    const critical = extension.optional(TAG.boolean);
    const value = extension.read(TAG.octets).content;
    extension.end();
    if (found.has(id)) throw new Unusable('an extension twice');
    found.set(id, { critical: critical !== undefined && isTrue(critical), value });
  }
  return found;
}

/** @throws Unusable an extension is critical that nobody here judges */
export function refuseCritical(extensions: ReadonlyMap<string, Extension>, judged: ReadonlySet<string>): void {
  for (const [id, { critical }] of extensions) {
    if (critical && !judged.has(id)) throw new Unusable('an unknown critical extension');
  }
}
