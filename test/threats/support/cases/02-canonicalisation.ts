import { NS } from '../../../../src/base/namespaces.ts';
import { accepted, type Case, refused } from '../case.ts';
import { all, into, remake, swap, without } from '../edit.ts';
import { type Edit, inclusive } from '../forge.ts';
import { meant, signed } from '../make.ts';

const C14N = 'ds:CanonicalizationMethod';
const method = (algorithm: string): Edit =>
  remake(C14N, () => `<ds:CanonicalizationMethod ${algorithm}></ds:CanonicalizationMethod>`);
const prefixes = (list: string): Edit =>
  all(into(C14N, inclusive(list)), (xml) =>
    xml.replaceAll(/(<ds:Transform Algorithm="[^"]*">)/g, `$1${inclusive(list)}`),
  );
const names = (count: number): string => Array.from({ length: count }, (_, i) => `p${i}`).join(' ');

export const canonicalisation: readonly Case[] = [
  refused(
    'A43',
    'inclusive',
    'verify.algorithm',
    meant(method('Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"')),
  ),
  refused('A43', 'with-comments', 'verify.algorithm', meant(method(`Algorithm="${NS.excC14n}WithComments"`))),
  refused(
    'A43',
    'inclusive-1-1',
    'verify.algorithm',
    meant(method('Algorithm="http://www.w3.org/2006/12/xml-c14n11"')),
  ),
  refused('A43', 'unknown', 'verify.algorithm', meant(method('Algorithm="urn:x"'))),
  refused('A43', 'name-of-a-prototype', 'verify.algorithm', meant(method('Algorithm="constructor"'))),
  refused('A43', 'without-algorithm', 'verify.algorithm', meant(method(''))),
  refused('A43', 'with-blanks-around', 'verify.algorithm', meant(method(`Algorithm=" ${NS.excC14n} "`))),
  refused('A43', 'missing', 'verify.skeleton', meant(without(C14N))),
  refused('A44', 'sixty-five-prefixes', 'verify.skeleton', meant(prefixes(names(65)))),
  refused(
    'A44',
    'without-prefix-list',
    'verify.skeleton',
    meant(into(C14N, `<ec:InclusiveNamespaces xmlns:ec="${NS.excC14n}"></ec:InclusiveNamespaces>`)),
  ),
  refused('A44', 'two-lists', 'verify.skeleton', meant(into(C14N, inclusive('wsse') + inclusive('wsu')))),
  refused(
    'A44',
    'element-in-the-list',
    'verify.skeleton',
    meant(into(C14N, inclusive('wsse').replace('></', '><x xmlns="urn:x"></x></'))),
  ),
  accepted('A44', 'sixty-four-prefixes', meant(prefixes(names(64)))),
  accepted(
    'A44',
    'default-namespace',
    meant(all(swap('<soapenv:Envelope ', '<soapenv:Envelope xmlns="urn:outer" '), prefixes('#default'))),
  ),
  accepted(
    'A44',
    'default-namespace-undeclared-again',
    meant(
      all(
        swap('<soapenv:Envelope ', '<soapenv:Envelope xmlns="urn:outer" '),
        swap('<wsse:Security ', '<wsse:Security xmlns="" '),
        prefixes('#default soapenv'),
      ),
    ),
  ),
  accepted('A44', 'prefixes-out-of-scope', meant(prefixes('nowhere soapenv elsewhere'))),
  accepted('A44', 'prefixes-repeated', meant(prefixes('wsse wsse soapenv wsse'))),
  accepted('A44', 'prefixes-apart-by-tabs-and-line-ends', meant(prefixes('\twsse\n\nsoapenv\twsu '))),
  accepted('A44', 'prefix-xml', meant(prefixes('xml soapenv'))),
  accepted('A44', 'empty-list', meant(prefixes(''))),
  accepted('A44', 'prefixes-with-colons', meant(prefixes('a:b xmlns soapenv'))),
  accepted(
    'A44',
    'prefix-beyond-ascii',
    meant(all(swap('<soapenv:Envelope ', '<soapenv:Envelope xmlns:ñ="urn:n" '), prefixes('ñ soapenv'))),
  ),
  accepted(
    'A44',
    'listed-prefix-rebound-inside',
    meant(
      all(
        swap('<soapenv:Envelope ', '<soapenv:Envelope xmlns:p="urn:p1" '),
        swap('<Peticion ', '<Peticion xmlns:p="urn:p2" '),
        prefixes('p'),
      ),
    ),
  ),
  refused(
    'A44',
    'listed-prefix-rebound-on-the-way',
    'verify.signature',
    signed({
      before: all(swap('<soapenv:Envelope ', '<soapenv:Envelope xmlns:p="urn:p1" '), prefixes('p')),
      after: swap('urn:p1', 'urn:p2'),
    }),
  ),
  refused(
    'A44',
    'listed-prefix-declared-on-the-way',
    'verify.signature',
    signed({ before: prefixes('p'), after: swap('<soapenv:Envelope ', '<soapenv:Envelope xmlns:p="urn:p1" ') }),
  ),
  refused(
    'A45',
    'inclusive-namespaces-of-another-namespace',
    'verify.skeleton',
    meant(into(C14N, inclusive('wsse').replaceAll('ec:', 'ds:'))),
  ),
  refused(
    'A45',
    'inclusive-namespaces-of-no-namespace',
    'verify.skeleton',
    meant(into(C14N, '<InclusiveNamespaces PrefixList="wsse"></InclusiveNamespaces>')),
  ),
  refused(
    'A46',
    'algorithm-also-with-prefix',
    'verify.skeleton',
    meant(swap('<ds:SignatureMethod ', `<ds:SignatureMethod ds:Algorithm="${NS.ds}hmac-sha1" `)),
  ),
  refused(
    'A46',
    'algorithm-only-with-prefix',
    'verify.skeleton',
    meant(swap('<ds:SignatureMethod Algorithm', '<ds:SignatureMethod ds:Algorithm')),
  ),
  refused('A46', 'uri-also-with-prefix', 'verify.skeleton', meant(swap('URI="#B"', 'URI="#B" ds:URI="#TS"'))),
  refused(
    'A46',
    'lower-case-algorithm-too',
    'verify.skeleton',
    meant(swap('<ds:SignatureMethod ', '<ds:SignatureMethod algorithm="urn:x" ')),
  ),
];
