import { NS } from '../../base/namespaces.ts';
import { escapeAttribute, escapeText } from '../../base/xml/escape.ts';
import { DSS, SAML, XS, XSS } from './names.ts';
import type { Detail, Result } from './results.ts';

const CHECKS = ['ValidityInterval', 'IssuerTrust', 'RevocationStatus'] as const;

const SAID: Readonly<Record<(typeof CHECKS)[number], Readonly<Record<Detail, string>>>> = {
  ValidityInterval: {
    Valid: 'The signing key is inside its static validity interval.',
    Invalid: 'The signing key is outside its static validity interval.',
    Indeterminate: 'The validity interval was not checked.',
  },
  IssuerTrust: {
    Valid: 'The issuer of the given key is trusted.',
    Invalid: 'The issuer of the given key is not trusted.',
    Indeterminate: 'The issuer of the given key is not known.',
  },
  RevocationStatus: {
    Valid: 'The signing key is not revoked.',
    Invalid: 'The signing key is revoked.',
    Indeterminate: 'The revocation status was not checked.',
  },
};

const envelope = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${NS.soap}" xmlns:xs="${XS}" xmlns:xsi="${NS.xsi}">` +
  `<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;

const details = ({ details }: Result): string =>
  (details ?? [])
    .map((detail, i) => {
      const check = CHECKS[i]!;
      return `<dss:${detail}Detail Type="urn:oasis:names:tc:dss:1.0:detail:${check}"><dss:Message xml:lang="en">${SAID[check][detail]}</dss:Message></dss:${detail}Detail>`;
    })
    .join('');

function attribute([name, value]: readonly [string, string]): string {
  const start = `<xss:Attribute Name="${escapeAttribute(name)}"`;
  if (value === '') return `${start}/>`;
  const type = /^[0-9]+$/.test(value) ? 'xs:integer' : 'xs:string';
  return `${start}><saml:AttributeValue xmlns:saml="${SAML}" xsi:type="${type}">${escapeText(value)}</saml:AttributeValue></xss:Attribute>`;
}

/**
 * The answer of the real platform: its prefixes aside, the same elements in the same places.
 *
 * @param attributes those that were asked for, empty where the certificate has none; undefined when none were
 */
export function verifyResponse(result: Result, attributes: ReadonlyMap<string, string> | undefined): string {
  const message = result.message
    ? `<dss:ResultMessage xml:lang="en">${escapeText(result.message)}</dss:ResultMessage>`
    : '';
  const outputs =
    attributes && result.details
      ? `<dss:OptionalOutputs><dss:ProcessingDetails>${details(result)}</dss:ProcessingDetails>` +
        `<xss:X509CertificateInfo xmlns:xss="${XSS}">${[...attributes].map(attribute).join('')}</xss:X509CertificateInfo></dss:OptionalOutputs>`
      : '<dss:OptionalOutputs/>';
  return envelope(
    `<dss:VerifyResponse xmlns:dss="${DSS}" Profile="${XSS}"><dss:Result><dss:ResultMajor>${result.major}</dss:ResultMajor>` +
      `<dss:ResultMinor>${result.minor}</dss:ResultMinor>${message}</dss:Result>${outputs}</dss:VerifyResponse>`,
  );
}

export const soapFault = (code: 'Client' | 'Server', text: string): string =>
  envelope(
    `<soapenv:Fault><faultcode>soapenv:${code}</faultcode><faultstring>${escapeText(text)}</faultstring></soapenv:Fault>`,
  );
