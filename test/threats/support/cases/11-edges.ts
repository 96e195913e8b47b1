import { NS } from '../../../../src/base/namespaces.ts';
import { accepted, type Case, refused } from '../case.ts';
import { swap } from '../edit.ts';
import { inclusive, type Making } from '../forge.ts';
import { meant, signed, tampered } from '../make.ts';

/** The last millisecond that is right, the first that is wrong; attributes and prefixes where few would look (A91, A44, A23). */

const lives = (created: string, expires: string, making: Partial<Making> = {}) =>
  signed({ created: `2026-11-23T${created}Z`, expires: `2026-11-23T${expires}Z`, ...making });
const TIMESTAMP = 'verify.timestamp';
const SKELETON = 'verify.skeleton';
const listed = (list: string) =>
  meant((xml) => xml.replaceAll(/<ds:Transform [^>]*>/g, (tag) => tag + inclusive(list)));
const on = (tag: string, attributes: string) => swap(`<${tag} `, `<${tag} ${attributes} `);

export const edges: readonly Case[] = [
  accepted('A91', 'created-an-hour-ago', lives('08:00:00.000', '09:00:00.000')),
  refused('A91', 'created-an-hour-and-a-millisecond-ago', TIMESTAMP, lives('07:59:59.999', '08:59:59.999')),
  refused('A91', 'living-an-hour-and-a-millisecond', TIMESTAMP, lives('08:59:00.000', '09:59:00.001')),
  accepted('A91', 'ahead-by-the-skew', lives('09:01:00.000', '09:02:00.000')),
  refused('A91', 'ahead-by-the-skew-and-a-millisecond', TIMESTAMP, lives('09:01:00.001', '09:02:00.000')),
  refused('A91', 'expired-by-the-skew', TIMESTAMP, lives('08:50:00.000', '08:59:00.000')),
  accepted('A91', 'expired-by-less-than-the-skew', lives('08:50:00.000', '08:59:00.001')),
  refused('A91', 'of-the-year-0000', TIMESTAMP, signed({ created: '0000-01-01T00:00:00Z' })),
  refused('A91', 'of-a-day-that-is-not', TIMESTAMP, signed({ created: '2026-02-29T00:00:00Z' })),
  accepted('A44', 'prefix-xml-listed', listed('xml')),
  accepted('A44', 'prefix-xmlns-listed', listed('xmlns')),
  refused('A09', 'identifier-of-the-token-by-reference', SKELETON, meant(swap('wsu:Id="T"', 'wsu:Id="&#84;"'))),
  refused('A46', 'utility-id-on-signed-info', SKELETON, meant(swap('<ds:SignedInfo>', '<ds:SignedInfo wsu:Id="q">'))),
  refused('A46', 'qualified-id-on-the-signature', SKELETON, meant(on('ds:Signature', 'ds:Id="q"'))),
  refused('A23', 'role-of-soap-12', SKELETON, tampered(on('wsse:Security', `xmlns:e="${NS.soap12}" e:role="urn:x"`))),
  refused('A24', 'must-understand-as-a-word', SKELETON, tampered(swap('mustUnderstand="1"', 'mustUnderstand="true"'))),
  accepted('A29', 'default-namespace-put-on-the-envelope', tampered(on('soapenv:Envelope', 'xmlns="urn:evil"'))),
  accepted('A29', 'language-put-on-the-envelope', tampered(on('soapenv:Envelope', 'xml:lang="ca"'))),
  accepted('A29', 'unused-prefix-put-on-the-body', tampered(on('soapenv:Body', `xmlns:xsi="${NS.xsi}"`))),
  refused(
    'A29',
    'type-put-on-the-body',
    'verify.digest',
    tampered(on('soapenv:Body', `xmlns:xsi="${NS.xsi}" xsi:type="x"`)),
  ),
  refused('A29', 'language-put-on-the-body', 'verify.digest', tampered(on('soapenv:Body', 'xml:lang="ca"'))),
  refused(
    'A21',
    'nul-behind-the-root',
    'parse.not-well-formed',
    tampered((xml) => `${xml}\0`),
  ),
];
