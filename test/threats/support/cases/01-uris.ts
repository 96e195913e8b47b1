import { NS } from '../../../../src/base/namespaces.ts';
import { accepted, type Case, refused } from '../case.ts';
import { all, before, behind, doubled, inHeader, swap, swapAll } from '../edit.ts';
import { type Edit, PAYLOAD, reference } from '../forge.ts';
import { meant, signed, tampered } from '../make.ts';

const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const refersTo = (id: string): Edit => all(swap('URI="#B"', `URI="#${id}"`), swap('@digest:B@', `@digest:${id}@`));
const uri = (value: string): Edit => swap('URI="#B"', value);

export const uris: readonly Case[] = [
  refused(
    'A31',
    'no-reference',
    'verify.skeleton',
    meant((xml) => xml.replace(/<ds:Reference .*<\/ds:Reference>/, '')),
  ),
  refused(
    'A31',
    'thirty-one-references',
    'verify.skeleton',
    meant(before('ds:Reference', reference('B', SHA256).repeat(31))),
  ),
  refused(
    'A31',
    'two-references-to-the-body',
    'verify.reference',
    signed({ timestamp: 'none', before: doubled('ds:Reference') }),
  ),
  refused(
    'A31',
    'two-references-to-the-body-with-different-digests',
    'verify.reference',
    signed({
      timestamp: 'none',
      before: behind(
        'ds:Reference',
        reference('B', 'http://www.w3.org/2001/04/xmlenc#sha512').replace('B@', 'B:sha512@'),
      ),
    }),
  ),
  refused('A32', 'empty-uri', 'verify.reference', meant(uri('URI=""'))),
  refused('A32', 'no-uri', 'verify.reference', meant(uri(''))),
  refused('A32', 'xpointer-root', 'verify.reference', meant(uri('URI="#xpointer(/)"'))),
  refused('A32', 'xpointer-id', 'verify.reference', meant(uri(`URI="#xpointer(id('B'))"`))),
  refused('A32', 'http', 'verify.reference', meant(uri('URI="http://127.0.0.1:1/B"'))),
  refused('A32', 'https', 'verify.reference', meant(uri('URI="https://127.0.0.1:1/#B"'))),
  refused('A32', 'file', 'verify.reference', meant(uri('URI="file:///etc/passwd"'))),
  refused('A32', 'cid', 'verify.reference', meant(uri('URI="cid:B"'))),
  refused('A32', 'without-hash-sign', 'verify.reference', meant(uri('URI="B"'))),
  refused('A32', 'percent-encoded', 'verify.reference', meant(uri('URI="#%42"'))),
  refused('A32', 'xpath-injection', 'verify.reference', meant(uri(`URI="#B' or '1'='1"`))),
  refused('A32', 'blanks', 'verify.reference', meant(uri('URI="# B"'))),
  refused('A32', 'only-the-hash-sign', 'verify.reference', meant(uri('URI="#"'))),
  refused('A32', 'another-case', 'verify.reference', meant(uri('URI="#b"'))),
  refused(
    'A32',
    'body-without-id-named-undefined',
    'verify.reference',
    meant(
      all(
        uri('URI="#undefined"'),
        swap('@digest:B@', '@digest:*Body@'),
        swap('<soapenv:Body wsu:Id="B">', '<soapenv:Body>'),
      ),
    ),
  ),
  refused('A33', 'manifest-by-type', 'verify.skeleton', meant(uri(`URI="#B" Type="${NS.ds}Manifest"`))),
  refused(
    'A33',
    'manifest-in-an-object',
    'verify.skeleton',
    meant(all(refersTo('M'), behind('ds:KeyInfo', '<ds:Object><ds:Manifest Id="M"></ds:Manifest></ds:Object>'))),
  ),
  accepted(
    'A34',
    'routing-field-in-header',
    tampered(inHeader(`<p:codigoMunicipio xmlns:p="${NS.padro}">001</p:codigoMunicipio>`)),
  ),
  accepted(
    'A34',
    'whole-evil-petition-in-header',
    tampered(inHeader(PAYLOAD.replace('>023<', '>001<').replace('>17<', '>08<'))),
  ),
  accepted(
    'A29',
    'prefix-rebound-inside-body',
    meant(all(swap('<procesa xmlns=', '<soapenv:procesa xmlns:soapenv='), swap('</procesa>', '</soapenv:procesa>'))),
  ),
  accepted(
    'A29',
    'prefix-rebound-between-envelope-and-body',
    meant(
      all(
        swap('<soapenv:Envelope ', '<soapenv:Envelope xmlns:a="urn:decoy" xmlns:b="urn:decoy" '),
        swap(
          `<Peticion xmlns="${NS.peticion}">`,
          `<b:Peticion xmlns="${NS.peticion}" xmlns:b="${NS.peticion}" xmlns:a="${NS.padro}">`,
        ),
        swap('</Peticion>', '</b:Peticion>'),
        swap(`<peticionDatosTitular xmlns="${NS.padro}">`, `<a:peticionDatosTitular xmlns="${NS.padro}">`),
        swap('</peticionDatosTitular>', '</a:peticionDatosTitular>'),
      ),
    ),
  ),
  accepted(
    'A29',
    'unused-prefix-rebound-on-the-way',
    signed({
      before: swap('<soapenv:Envelope ', '<soapenv:Envelope xmlns:p="urn:p1" '),
      after: swap('urn:p1', 'urn:p2'),
    }),
  ),
  refused(
    'A29',
    'used-prefix-rebound-on-the-way',
    'parse.field',
    signed({
      before: all(
        swap('<soapenv:Envelope ', `<soapenv:Envelope xmlns:p="${NS.padro}" `),
        swap(/<peticionDatosTitular xmlns="[^"]*">/, '<p:peticionDatosTitular xmlns:q="urn:q">'),
        swap('</peticionDatosTitular>', '</p:peticionDatosTitular>'),
        swapAll('numExpediente>', 'p:numExpediente>'),
        swapAll('tipoDocumentacion>', 'p:tipoDocumentacion>'),
        swapAll('documentacion>', 'p:documentacion>'),
        swapAll('codigoMunicipio>', 'p:codigoMunicipio>'),
        swapAll('codigoProvincia>', 'p:codigoProvincia>'),
        swapAll('idescat>', 'p:idescat>'),
      ),
      after: swap(`xmlns:p="${NS.padro}"`, 'xmlns:p="http://www.aocat.net/Padro"'),
    }),
  ),
  refused(
    'A29',
    'type-by-a-qualified-name',
    'parse.field',
    meant(swap('<codigoMunicipio>', `<codigoMunicipio xmlns:xsi="${NS.xsi}" xmlns:p="urn:p" xsi:type="p:x">`)),
  ),
  refused(
    'A30',
    'attribute-twice-by-expanded-name',
    'parse.not-well-formed',
    tampered(swap('<soapenv:Body wsu:Id="B"', `<soapenv:Body xmlns:v="${NS.wsu}" v:Id="E" wsu:Id="B"`)),
  ),
  refused(
    'A30',
    'attribute-twice',
    'parse.not-well-formed',
    tampered(swap('<soapenv:Body wsu:Id="B"', '<soapenv:Body wsu:Id="E" wsu:Id="B"')),
  ),
  refused(
    'A30',
    'prefix-declared-twice',
    'parse.not-well-formed',
    tampered(swap('<soapenv:Body wsu:Id="B"', '<soapenv:Body xmlns:a="urn:a" xmlns:a="urn:b" wsu:Id="B"')),
  ),
];
