import { BASE64, NS, X509V3 } from '../base/namespaces.ts';

/** Texts of a Security header in which SignedInfo is written in its canonical form, so that what is signed is what stands. */

const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

export interface Ids {
  readonly body: string;
  readonly token: string;
  readonly timestamp: string;
  readonly keyInfo: string;
}

/** SignedInfo without its namespace declaration, and with it: as it stands in the Signature, and as it is signed. */
export function signedInfo(algorithm: string, bodyId: string, digest: string): { written: string; canonical: string } {
  const inner =
    `<ds:CanonicalizationMethod Algorithm="${NS.excC14n}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="${algorithm}"></ds:SignatureMethod>` +
    `<ds:Reference URI="#${bodyId}"><ds:Transforms><ds:Transform Algorithm="${NS.excC14n}"></ds:Transform></ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${SHA256}"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>`;
  return {
    written: `<ds:SignedInfo>${inner}</ds:SignedInfo>`,
    canonical: `<ds:SignedInfo xmlns:ds="${NS.ds}">${inner}</ds:SignedInfo>`,
  };
}

/** The header of the platform's answers: the Body signed, then an unsigned Timestamp of five minutes (protocol section 12). */
export function securityHeader(
  soap: string,
  ids: Ids,
  certificate: string,
  signed: string,
  signature: string,
  now: number,
): string {
  const instant = (ms: number): string => new Date(ms).toISOString();
  return (
    `<wsse:Security xmlns:wsse="${NS.wsse}" xmlns:wsu="${NS.wsu}" ${soap}mustUnderstand="1">` +
    `<wsse:BinarySecurityToken EncodingType="${BASE64}" ValueType="${X509V3}" wsu:Id="${ids.token}">${certificate}</wsse:BinarySecurityToken>` +
    `<ds:Signature xmlns:ds="${NS.ds}">${signed}<ds:SignatureValue>${signature}</ds:SignatureValue>` +
    `<ds:KeyInfo Id="${ids.keyInfo}"><wsse:SecurityTokenReference>` +
    `<wsse:Reference URI="#${ids.token}" ValueType="${X509V3}"></wsse:Reference>` +
    '</wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature>' +
    `<wsu:Timestamp wsu:Id="${ids.timestamp}"><wsu:Created>${instant(now)}</wsu:Created>` +
    `<wsu:Expires>${instant(now + 300_000)}</wsu:Expires></wsu:Timestamp></wsse:Security>`
  );
}
