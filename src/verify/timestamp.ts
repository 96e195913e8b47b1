import { names } from '../base/errors/catalogue/expected.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { NS } from '../base/namespaces.ts';
import { type Element, textOf, type XmlDocument } from '../base/xml/tree.ts';
import { childrenOf, one } from './shape.ts';

const HOUR = 3_600_000;
const FORM = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?Z$/;

const SHAPE = {
  attributes: ['wsu:Id'],
  children: [one(NS.wsu, 'Created'), one(NS.wsu, 'Expires')],
} as const;
const TEXT = { attributes: [] } as const;

const wrong = (expected: string): never => {
  throw new Refusal('verify.timestamp', { expected: names(expected) });
};

/** `yyyy-MM-ddTHH:mm:ss[.SSS]Z` as milliseconds; undefined for anything else, dates that do not exist included. */
export function parseInstant(text: string): number | undefined {
  if (!FORM.test(text)) return undefined;
  const instant = Date.parse(text);
  const day = Number(text.slice(8, 10));
  // What is parsed for a day that its month has not is a day of the next.
  return day <= 28 || new Date(instant).getUTCDate() === day ? instant : undefined;
}

/** The shape is part of the skeleton; what it says is judged later. @throws Refusal `verify.skeleton` */
export function checkTimestampShape(doc: XmlDocument, timestamp: Element): void {
  for (const child of childrenOf(doc, timestamp, SHAPE)) childrenOf(doc, child, TEXT);
}

/**
 * Judges a Timestamp (protocol section 15): Created at most an hour old and not ahead of the clock by more than the
 * skew, Expires after Created by at most an hour and not past.
 *
 * @returns Expires, milliseconds
 * @throws Refusal `verify.timestamp`
 */
export function judgeTimestamp(doc: XmlDocument, timestamp: Element, now: number, skewMs: number): number {
  const [createdElement, expiresElement] = childrenOf(doc, timestamp, SHAPE) as [Element, Element];
  const created = parseInstant(textOf(doc, createdElement)) ?? wrong('Created yyyy-MM-ddTHH:mm:ss[.SSS]Z');
  const expires = parseInstant(textOf(doc, expiresElement)) ?? wrong('Expires yyyy-MM-ddTHH:mm:ss[.SSS]Z');
  if (expires <= created) wrong('Expires > Created');
  if (expires - created > HOUR) wrong('Expires - Created ≤ 1 h');
  if (created > now + skewMs) wrong(`Created ≤ ${new Date(now + skewMs).toISOString()}`);
  if (created < now - HOUR) wrong(`Created ≥ ${new Date(now - HOUR).toISOString()}`);
  if (expires + skewMs <= now) wrong(`Expires > ${new Date(now - skewMs).toISOString()}`);
  return expires;
}
