import { sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPeticion, type PeticionInput } from '../../src/base/build-peticion.ts';
import { systemClock } from '../../src/base/clock.ts';
import { BASE64, NS, X509V3 } from '../../src/base/namespaces.ts';
import { exclusiveC14n } from '../../src/base/xml/c14n.ts';
import { digestOf } from '../../src/verify/signature.ts';
import { at, ENS, FILES, MUNICIPI } from '../material.ts';

/** What stands in a message besides what every message has. */
export interface Parts {
  /** The SOAP Body's content. */
  readonly payload?: string;
  /** Blocks of the SOAP Header, before Security. */
  readonly blocks?: string;
  /** Attributes and declarations of the Envelope. */
  readonly envelope?: string;
  readonly prefixList?: string;
  readonly token?: string;
  readonly signatureValue?: string;
  /** A second Reference and what follows, inside SignedInfo. */
  readonly references?: string;
}

export type Write = (parts?: Parts) => string;

const HOUR = 3_600_000;
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const HOLD = { timestamp: 'DIGEST-OF-TIMESTAMP', body: 'DIGEST-OF-BODY', value: 'SIGNATURE-VALUE' };

/** Writes messages that a registered consumer signed, whatever else is in them: an insider's, the worst case. */
export function writer(dir: string): Write {
  const key = readFileSync(join(dir, FILES.volant.key), 'utf8');
  const pem = readFileSync(join(dir, FILES.volant.cert), 'utf8');
  const certificate = pem.replace(/-----[A-Z ]+-----|\s/g, '');
  return ({ payload = petition({}), blocks = '', envelope = '', prefixList, token = certificate, ...rest } = {}) => {
    const list =
      prefixList === undefined ? '' : `<ec:InclusiveNamespaces xmlns:ec="${NS.excC14n}" PrefixList="${prefixList}"/>`;
    const reference = (id: string, digest: string): string =>
      `<ds:Reference URI="#${id}"><ds:Transforms><ds:Transform Algorithm="${NS.excC14n}">${list}</ds:Transform></ds:Transforms>` +
      `<ds:DigestMethod Algorithm="${SHA256}"/><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>`;
    const [now, later] = [0, HOUR].map((ms) => new Date(systemClock.now() + ms).toISOString());
    const text =
      `<soapenv:Envelope xmlns:soapenv="${NS.soap}"${envelope}><soapenv:Header>${blocks}` +
      `<wsse:Security xmlns:wsse="${NS.wsse}" xmlns:wsu="${NS.wsu}" xmlns:ds="${NS.ds}">` +
      `<wsse:BinarySecurityToken wsu:Id="X" ValueType="${X509V3}" EncodingType="${BASE64}">${token}</wsse:BinarySecurityToken>` +
      `<wsu:Timestamp wsu:Id="T"><wsu:Created>${now}</wsu:Created><wsu:Expires>${later}</wsu:Expires></wsu:Timestamp>` +
      `<ds:Signature><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${NS.excC14n}"/>` +
      '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>' +
      `${reference('T', HOLD.timestamp)}${reference('B', HOLD.body)}${rest.references ?? ''}</ds:SignedInfo>` +
      `<ds:SignatureValue>${rest.signatureValue ?? HOLD.value}</ds:SignatureValue><ds:KeyInfo><wsse:SecurityTokenReference>` +
      `<wsse:Reference URI="#X" ValueType="${X509V3}"/></wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature>` +
      `</wsse:Security></soapenv:Header><soapenv:Body xmlns:wsu="${NS.wsu}" wsu:Id="B">${payload}</soapenv:Body></soapenv:Envelope>`;
    return signed(text, key, prefixList?.split(' ') ?? []);
  };
}

/** Fills in digests and signature, where the reader takes the message at all: what it refuses needs none. */
function signed(text: string, key: string, inclusive: string[]): string {
  try {
    const canonical = (whole: string, list: string[], ...path: string[]): string => {
      const { doc, element } = at(whole, ...path);
      return exclusiveC14n(doc, element, { inclusive: list });
    };
    const digested = text
      .replace(HOLD.timestamp, digestOf('sha256', canonical(text, inclusive, 'Header', 'Security', 'Timestamp')))
      .replace(HOLD.body, digestOf('sha256', canonical(text, inclusive, 'Body')));
    const info = canonical(digested, [], 'Header', 'Security', 'Signature', 'SignedInfo');
    return digested.replace(HOLD.value, sign('sha256', Buffer.from(info, 'latin1'), key).toString('base64'));
  } catch {
    return text;
  }
}

type Changes = Partial<PeticionInput>;

/** A petition of one solicitud, unless told otherwise. */
export const petition = (changes: Changes): string =>
  buildPeticion({
    modalitat: 'TITULAR',
    ens: ENS,
    purpose: { kind: 'finalitat', value: 'PROVES' },
    idPeticion: 'BENCH',
    now: systemClock.now(),
    solicituds: [solicitud()],
    ...changes,
  });

export const solicitud = (expedient = 'AJT/2026/001234'): PeticionInput['solicituds'][number] => ({
  persons: [{ tipus: 1, document: '12344321Z' }],
  municipi: MUNICIPI,
  expedient,
});

/**
 * A petition that is accepted, of a size: as many solicituds as the asynchronous frontal takes, indented as many
 * programs write them, and then longer file numbers until the size is reached.
 */
export function honest(bytes: number): string {
  const count = Math.max(1, Math.min(500, Math.floor(bytes / 4200)));
  const write = (expedient: string): string =>
    petition({
      nom: "Consorci Administració Oberta de Catalunya, Àrea d'Atenció Ciutadana",
      funcionari: { nom: 'Núria Muñoz i Peñarroya', nif: '12345678Z' },
      solicituds: Array.from({ length: count }, () => solicitud(expedient)),
    }).replace(/></g, '>\n                    <');
  const missing = bytes - Buffer.byteLength(write(''));
  return write(
    'AJT/2026/ Sol·licitud de beca '.repeat(missing).slice(0, Math.max(0, Math.floor((missing / count) * 0.95))),
  );
}
