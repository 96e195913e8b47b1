import { NS } from '../../../../src/base/namespaces.ts';
import { type Case, refused } from '../case.ts';
import { before } from '../edit.ts';
import type { Edit } from '../forge.ts';
import { meant } from '../make.ts';

const EXC = `<ds:Transform Algorithm="${NS.excC14n}"></ds:Transform>`;
const ENVELOPED = `<ds:Transform Algorithm="${NS.ds}enveloped-signature"></ds:Transform>`;
const transform = (algorithm: string, content = ''): string =>
  `<ds:Transform Algorithm="${algorithm}">${content}</ds:Transform>`;

/** The transforms of the reference to the Body. */
const transforms =
  (list: string): Edit =>
  (xml) => {
    const at = xml.indexOf('URI="#B"');
    return (
      xml.slice(0, at) +
      xml.slice(at).replace(/<ds:Transforms>.*?<\/ds:Transforms>/, list && `<ds:Transforms>${list}</ds:Transforms>`)
    );
  };

const LOOP = '<ds:XPath>count(//. | //@* | //namespace::*) = count(//. | //@* | //namespace::*)</ds:XPath>';
const STYLESHEET =
  '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"><xsl:template match="/">' +
  '<xsl:value-of select="document(\'file:///etc/passwd\')"/></xsl:template></xsl:stylesheet>';

export const transformCases: readonly Case[] = [
  refused(
    'A47',
    'xslt',
    'verify.algorithm',
    meant(transforms(transform('http://www.w3.org/TR/1999/REC-xslt-19991116'))),
  ),
  refused(
    'A47',
    'xslt-with-stylesheet',
    'verify.skeleton',
    meant(transforms(transform('http://www.w3.org/TR/1999/REC-xslt-19991116', STYLESHEET))),
  ),
  refused(
    'A48',
    'xpath',
    'verify.algorithm',
    meant(transforms(transform('http://www.w3.org/TR/1999/REC-xpath-19991116'))),
  ),
  refused(
    'A48',
    'xpath-loop',
    'verify.skeleton',
    meant(transforms(transform('http://www.w3.org/TR/1999/REC-xpath-19991116', LOOP))),
  ),
  refused(
    'A48',
    'xpath-filter-2',
    'verify.algorithm',
    meant(transforms(transform('http://www.w3.org/2002/06/xmldsig-filter2'))),
  ),
  refused('A48', 'xpath-inside-exclusive-c14n', 'verify.skeleton', meant(transforms(transform(NS.excC14n, LOOP)))),
  refused('A49', 'base64', 'verify.algorithm', meant(transforms(transform(`${NS.ds}base64`)))),
  refused('A50', 'enveloped-signature', 'verify.algorithm', meant(transforms(ENVELOPED))),
  refused('A50', 'enveloped-signature-then-c14n', 'verify.skeleton', meant(transforms(ENVELOPED + EXC))),
  refused(
    'A51',
    'str-transform',
    'verify.algorithm',
    meant(
      transforms(
        transform('http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#STR-Transform'),
      ),
    ),
  ),
  refused('A52', 'six-transforms', 'verify.skeleton', meant(transforms(EXC.repeat(6)))),
  refused('A52', 'two-transforms', 'verify.skeleton', meant(transforms(EXC.repeat(2)))),
  refused('A53', 'no-transforms', 'verify.skeleton', meant(transforms(''))),
  refused('A53', 'empty-transforms', 'verify.skeleton', meant(transforms(' '))),
  refused('A53', 'transform-without-algorithm', 'verify.algorithm', meant(transforms('<ds:Transform></ds:Transform>'))),
  refused('A54', 'unknown-transform', 'verify.algorithm', meant(transforms(transform('urn:unknown')))),
  refused(
    'A54',
    'inclusive-c14n',
    'verify.algorithm',
    meant(transforms(transform('http://www.w3.org/TR/2001/REC-xml-c14n-20010315'))),
  ),
  refused(
    'A54',
    'exclusive-c14n-with-comments',
    'verify.algorithm',
    meant(transforms(transform(`${NS.excC14n}WithComments`))),
  ),
  refused('A54', 'name-of-a-prototype', 'verify.algorithm', meant(transforms(transform('__proto__')))),
  refused(
    'A54',
    'decrypt-transform',
    'verify.algorithm',
    meant(transforms(transform('http://www.w3.org/2002/07/decrypt#XML'))),
  ),
  refused('A55', 'c14n-then-enveloped-signature', 'verify.skeleton', meant(transforms(EXC + ENVELOPED))),
  refused(
    'A55',
    'digest-method-before-the-transforms',
    'verify.skeleton',
    meant(before('ds:Transforms', '<ds:DigestMethod Algorithm="urn:x"></ds:DigestMethod>')),
  ),
];
