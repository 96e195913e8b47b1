import { NS } from '../../../../src/base/namespaces.ts';
import { accepted, type Case, refused } from '../case.ts';
import { all, inHeader, into, remake, swap } from '../edit.ts';
import { type Edit, EVIL_PAYLOAD, PAYLOAD } from '../forge.ts';
import { meant, signed } from '../make.ts';

const FIELD = 'parse.field';
const municipi = (value: string) => meant(swap('<codigoMunicipio>023<', `<codigoMunicipio>${value}<`));
const field = (element: string) => meant(remake('codigoMunicipio', () => element));
const payload = (make: (payload: string) => string) => signed({ payload: make(PAYLOAD) });
const addressing = (action: string, to: string): Edit =>
  inHeader(
    `<a:Action xmlns:a="http://www.w3.org/2005/08/addressing">${action}</a:Action>` +
      `<a:To xmlns:a="http://www.w3.org/2005/08/addressing" soapenv:mustUnderstand="0">${to}</a:To>`,
  );

export const fields: readonly Case[] = [
  refused(
    'A118',
    'code-twice',
    FIELD,
    field('<codigoMunicipio>023</codigoMunicipio><codigoMunicipio>001</codigoMunicipio>'),
  ),
  refused(
    'A118',
    'code-twice-apart',
    FIELD,
    meant(swap('<idescat>', '<codigoMunicipio>001</codigoMunicipio><idescat>')),
  ),
  refused('A118', 'code-of-another-namespace', FIELD, field('<codigoMunicipio xmlns="urn:x">023</codigoMunicipio>')),
  refused(
    'A118',
    'code-of-another-namespace-too',
    FIELD,
    field('<codigoMunicipio>023</codigoMunicipio><codigoMunicipio xmlns="urn:x">001</codigoMunicipio>'),
  ),
  refused(
    'A118',
    'code-nested',
    FIELD,
    field('<codigoMunicipio><codigoMunicipio>023</codigoMunicipio></codigoMunicipio>'),
  ),
  refused('A118', 'element-in-a-code', FIELD, field('<codigoMunicipio>02<b></b>3</codigoMunicipio>')),
  refused('A118', 'code-empty', 'parse.missing', field('<codigoMunicipio></codigoMunicipio>')),
  refused('A118', 'code-missing', 'parse.missing', field('')),
  refused('A118', 'code-nil', FIELD, field(`<codigoMunicipio xmlns:xsi="${NS.xsi}" xsi:nil="true"></codigoMunicipio>`)),
  refused(
    'A118',
    'code-in-an-attribute-too',
    FIELD,
    meant(swap('<peticionDatosTitular ', '<peticionDatosTitular codigoMunicipio="001" ')),
  ),
  refused('A118', 'code-10-kilobytes-long', FIELD, municipi('0'.repeat(10_000))),
  refused('A118', 'path-in-a-code', FIELD, municipi('../')),
  refused('A118', 'encoded-path-in-a-code', FIELD, municipi('%2e')),
  refused('A118', 'backslash-in-a-code', FIELD, municipi('\\')),
  refused('A118', 'template-in-a-code', FIELD, municipi('$&amp;')),
  refused(
    'A118',
    'petition-twice',
    FIELD,
    payload((p) => p.replace(/(<Peticion .*<\/Peticion>)/s, '$1$1')),
  ),
  refused(
    'A118',
    'request-twice',
    FIELD,
    payload((p) => p.replace(/(<peticionDatosTitular .*<\/peticionDatosTitular>)/s, '$1$1')),
  ),
  refused(
    'A118',
    'request-of-another-modalitat',
    FIELD,
    payload((p) => p.replaceAll('peticionDatosTitular', 'peticionDatosConvivientes')),
  ),
  refused(
    'A118',
    'two-solicituds-with-one-number',
    'parse.repeated-solicitud',
    payload((p) =>
      p
        .replace(/(<SolicitudTransmision>.*<\/SolicitudTransmision>)/s, '$1$1')
        .replace('<NumElementos>1', '<NumElementos>2'),
    ),
    { frontal: 'asincron' },
  ),
  refused(
    'A118',
    'two-solicituds',
    'parse.one-solicitud',
    payload((p) =>
      p
        .replace(/(<SolicitudTransmision>.*<\/SolicitudTransmision>)/s, '$1$1')
        .replace('<NumElementos>1', '<NumElementos>2')
        .replace('<IdSolicitud>1', '<IdSolicitud>2'),
    ),
  ),
  refused(
    'A118',
    'fewer-solicituds-than-stated',
    'parse.num-elementos',
    payload((p) => p.replace('<NumElementos>1', '<NumElementos>2')),
  ),
  refused(
    'A119',
    'namespace-that-swallows-an-attribute',
    'parse.namespace',
    signed({ after: swap('<soapenv:Body ', `<soapenv:Body xmlns:x='urn:x" wsu:Id="B' `) }),
  ),
  ...['|', '{x}', '\\', '^', '`', '%zz', '[', '#a#b'].map((text, index) =>
    refused(
      'A119',
      `namespace-that-is-no-uri-${index + 1}`,
      'parse.namespace',
      signed({ after: swap('<soapenv:Header>', `<soapenv:Header xmlns:x="urn:x${text}">`) }),
    ),
  ),
  refused(
    'A119',
    'namespace-with-markup',
    'parse.namespace',
    signed({ after: swap('<soapenv:Header>', '<soapenv:Header xmlns:x="urn:x&gt;&lt;evil">') }),
  ),
  refused(
    'A119',
    'namespace-with-a-quote-by-reference',
    'parse.namespace',
    meant(swap('<procesa ', '<procesa xmlns:x="urn:x&quot; a=&quot;1" ')),
  ),
  refused('A119', 'namespace-with-a-blank', 'parse.namespace', meant(swap('<procesa ', '<procesa xmlns:x="urn:x y" '))),
  accepted(
    'A120',
    'addressing-says-another-operation',
    signed({ after: addressing('http://www.openuri.org/esborra', 'http://127.0.0.1:1/altre') }),
  ),
  refused(
    'A120',
    'operation-of-another-name',
    'parse.envelope',
    meant(all(swap('<procesa ', '<esborra '), swap('</procesa>', '</esborra>'))),
  ),
  refused(
    'A120',
    'operation-of-another-namespace',
    'parse.envelope',
    meant(swap(`<procesa xmlns="${NS.openuri}"`, '<procesa xmlns="http://www.openuri.org"')),
  ),
  refused(
    'A121',
    'payload-in-an-extra-element',
    'parse.envelope',
    payload((p) => `<x xmlns="urn:x">${p}</x>`),
  ),
  refused(
    'A121',
    'petition-without-operation',
    'parse.envelope',
    payload((p) => p.replace(/<procesa [^>]*>(.*)<\/procesa>/s, '$1')),
  ),
  refused(
    'A121',
    'second-payload',
    'parse.envelope',
    payload((p) => p + EVIL_PAYLOAD),
  ),
  refused(
    'A121',
    'second-payload-put-there',
    'parse.envelope',
    signed({ after: swap('</soapenv:Body>', `${EVIL_PAYLOAD}</soapenv:Body>`) }),
  ),
  refused(
    'A121',
    'operation-in-an-operation',
    FIELD,
    payload((p) => `<procesa xmlns="${NS.openuri}">${p}</procesa>`),
  ),
  refused(
    'A122',
    'inclusion-in-a-code',
    FIELD,
    municipi('<i:Include xmlns:i="http://www.w3.org/2004/08/xop/include" href="cid:x"></i:Include>'),
  ),
  refused(
    'A122',
    'inclusion-instead-of-the-payload',
    'parse.envelope',
    payload(() => '<i:Include xmlns:i="http://www.w3.org/2004/08/xop/include" href="cid:x"></i:Include>'),
  ),
  refused(
    'A122',
    'inclusion-in-the-signature-value',
    'verify.skeleton',
    signed({
      after: into(
        'ds:SignatureValue',
        '<i:Include xmlns:i="http://www.w3.org/2004/08/xop/include" href="cid:x"></i:Include>',
      ),
    }),
  ),
  refused(
    'A122',
    'multipart-read-as-a-message',
    'parse.not-well-formed',
    signed({ after: (xml) => `--b\r\nContent-Type: text/xml\r\n\r\n${xml}\r\n--b--` }),
  ),
];
