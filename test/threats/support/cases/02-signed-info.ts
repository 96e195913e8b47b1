import { sign } from 'node:crypto';
import { accepted, type Case, refused } from '../case.ts';
import { all, before, behind, cut, doubled, inHeader, remake, swap, without } from '../edit.ts';
import type { Edit } from '../forge.ts';
import { consumer, keyOf } from '../keys.ts';
import { meant, signed, tampered } from '../make.ts';

const C14N = 'ds:CanonicalizationMethod';
const VALUE = 'ds:SignatureValue';
/** The DigestValue of the Body: the last one. */
const digestValue =
  (make: (value: string) => string): Edit =>
  (xml) =>
    xml.replace(
      /(.*<ds:DigestValue>)(.*?)(<\/ds:DigestValue>)/s,
      (_, head: string, value: string, tail: string) => head + make(value) + tail,
    );
const signatureValue =
  (make: (value: string) => string): Edit =>
  (xml) =>
    xml.replace(
      /(<ds:SignatureValue>)(.*?)(<\/ds:SignatureValue>)/s,
      (_, head: string, value: string, tail: string) => head + make(value) + tail,
    );
const tokenText =
  (make: (value: string) => string): Edit =>
  (xml) =>
    xml.replace(
      /(<wsse:BinarySecurityToken [^>]*>)(.*?)(<\/wsse:BinarySecurityToken>)/s,
      (_, head: string, value: string, tail: string) => head + make(value) + tail,
    );
const half = (value: string, inserted: string): string => value.slice(0, 8) + inserted + value.slice(8);
const NOTHING = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

export const signedInfo: readonly Case[] = [
  refused('A35', 'comment-in-digest-value', 'parse.markup', meant(digestValue((v) => `<!--${NOTHING}-->${v}`))),
  refused(
    'A35',
    'comment-put-into-digest-value',
    'parse.markup',
    tampered(digestValue((v) => `<!--${v}-->${NOTHING}`)),
  ),
  refused('A35', 'comment-in-signature-value', 'parse.markup', tampered(signatureValue((v) => half(v, '<!---->')))),
  refused('A35', 'comment-in-the-token', 'parse.markup', tampered(tokenText((v) => half(v, '<!--x-->')))),
  refused('A35', 'comment-between-parts-of-security', 'parse.markup', tampered(before('ds:Signature', '<!-- x -->'))),
  refused('A35', 'comment-in-created', 'parse.markup', meant(swap('<wsu:Created>2', '<wsu:Created><!--x-->2'))),
  accepted(
    'A35',
    'comments-outside-body-and-security',
    tampered(
      all(
        swap('<soapenv:Header>', '<!--a--><soapenv:Header><!--b-->'),
        inHeader('<x xmlns="urn:x"><!--c--></x>'),
        (xml) => `<!--d-->${xml}<!--e-->`,
      ),
    ),
  ),
  refused('A36', 'two-signed-infos', 'verify.skeleton', tampered(doubled('ds:SignedInfo'))),
  refused(
    'A36',
    'second-signed-info-behind-the-value',
    'verify.skeleton',
    tampered((xml) => behind(VALUE, cut(xml, 'ds:SignedInfo'))(xml)),
  ),
  refused(
    'A36',
    'signed-info-wrapped',
    'verify.skeleton',
    tampered(remake('ds:SignedInfo', (s) => `<ds:Object>${s}</ds:Object>`)),
  ),
  refused(
    'A36',
    'evil-signed-info-around-the-signed-one',
    'verify.skeleton',
    tampered(remake('ds:SignedInfo', (s) => s.replace('</ds:SignedInfo>', `${s}</ds:SignedInfo>`))),
  ),
  refused(
    'A36',
    'signed-info-of-another-namespace',
    'verify.skeleton',
    meant((xml) => xml.replaceAll('ds:SignedInfo', 'wsse:SignedInfo')),
  ),
  refused('A36', 'no-signed-info', 'verify.skeleton', tampered(without('ds:SignedInfo'))),
  ...[VALUE, 'ds:KeyInfo', 'ds:DigestValue', 'ds:DigestMethod', 'ds:SignatureMethod', C14N, 'ds:Transforms'].map(
    (tag) => refused('A37', `two-${tag.slice(3).toLowerCase()}`, 'verify.skeleton', meant(doubled(tag))),
  ),
  ...[VALUE, 'ds:KeyInfo', 'ds:DigestValue', 'ds:DigestMethod', 'ds:SignatureMethod'].map((tag) =>
    refused('A37', `no-${tag.slice(3).toLowerCase()}`, 'verify.skeleton', meant(without(tag))),
  ),
  refused(
    'A37',
    'signature-method-before-canonicalization',
    'verify.skeleton',
    meant((xml) => {
      const second = cut(xml, 'ds:SignatureMethod');
      return xml.replace(second, '').replace('<ds:SignedInfo>', `<ds:SignedInfo>${second}`);
    }),
  ),
  refused('A38', 'instruction-in-digest-value', 'parse.markup', meant(digestValue((v) => `<?x?>${v}`))),
  refused('A38', 'instruction-in-signature-value', 'parse.markup', tampered(signatureValue((v) => half(v, '<?x y?>')))),
  refused('A38', 'cdata-in-digest-value', 'parse.markup', meant(digestValue((v) => `<![CDATA[${v}]]>`))),
  refused('A38', 'cdata-in-signature-value', 'parse.markup', tampered(signatureValue((v) => `<![CDATA[${v}]]>`))),
  refused('A38', 'cdata-in-the-token', 'parse.markup', tampered(tokenText((v) => `<![CDATA[${v}]]>`))),
  refused(
    'A38',
    'element-in-digest-value',
    'verify.skeleton',
    tampered(digestValue((v) => `<x xmlns="urn:x">${NOTHING}</x>${v}`)),
  ),
  refused('A39', 'digest-of-nothing', 'verify.digest', meant(digestValue(() => NOTHING))),
  refused(
    'A39',
    'relative-namespace-in-the-body',
    'parse.namespace',
    signed({ before: digestValue(() => NOTHING), after: swap('<procesa ', '<procesa xmlns:r="relative" ') }),
  ),
  refused(
    'A39',
    'relative-namespace-in-signed-info',
    'parse.namespace',
    tampered(swap('<ds:SignedInfo>', '<ds:SignedInfo xmlns:r="1">')),
  ),
  refused(
    'A39',
    'signature-over-nothing',
    'verify.signature',
    signed({ sign: () => sign('sha256', Buffer.alloc(0), { key: keyOf(consumer()), dsaEncoding: 'ieee-p1363' }) }),
  ),
  refused('A39', 'relative-namespace-in-the-header', 'parse.namespace', tampered(inHeader('<x xmlns="../x"></x>'))),
  refused('A40', 'empty-signature-value', 'verify.skeleton', tampered(signatureValue(() => ''))),
  refused('A40', 'blank-signature-value', 'verify.skeleton', tampered(signatureValue(() => ' \n'))),
  refused('A40', 'empty-digest-value', 'verify.skeleton', meant(digestValue(() => ''))),
  refused('A40', 'empty-token', 'verify.token', tampered(tokenText(() => ''))),
  refused(
    'A41',
    'url-alphabet-in-signature-value',
    'verify.skeleton',
    signed({ sign: () => Buffer.alloc(64, 0xff), after: (xml) => xml.replaceAll('////', '____') }),
  ),
  refused('A41', 'garbage-behind-signature-value', 'verify.skeleton', tampered(signatureValue((v) => `${v}#`))),
  refused('A41', 'second-value-behind-the-padding', 'verify.skeleton', tampered(signatureValue((v) => `${v}AAAA`))),
  refused('A41', 'padding-missing', 'verify.skeleton', tampered(signatureValue((v) => v.replace(/=+$/, '')))),
  refused('A41', 'padding-too-much', 'verify.skeleton', tampered(signatureValue((v) => `${v}====`))),
  refused('A41', 'unused-bits-set', 'verify.skeleton', tampered(signatureValue((v) => v.replace(/.==$/, 'B==')))),
  refused('A41', 'percent-sign-in-digest-value', 'verify.skeleton', meant(digestValue((v) => `%${v.slice(1)}`))),
  refused(
    'A41',
    'no-break-space-in-signature-value',
    'verify.skeleton',
    tampered(signatureValue((v) => half(v, '\u00a0'))),
  ),
  refused(
    'A41',
    'url-alphabet-in-the-token',
    'verify.token',
    tampered(tokenText((v) => v.replaceAll('+', '-').replaceAll('/', '_').concat('-_=='))),
  ),
  refused(
    'A42',
    'digest-of-sha1-length',
    'verify.skeleton',
    meant(digestValue(() => Buffer.alloc(20).toString('base64'))),
  ),
  refused(
    'A42',
    'digest-with-a-byte-more',
    'verify.skeleton',
    meant(swap('@digest:B@', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')),
  ),
  refused('A42', 'digest-of-one-byte', 'verify.skeleton', meant(digestValue(() => 'AA=='))),
];
