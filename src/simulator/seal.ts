import { type Clock, randomHex } from '../base/clock.ts';
import { BASE64, NS, X509V3 } from '../base/namespaces.ts';
import { only } from '../base/xml/tree.ts';
import { digestOf, type KeyAndCert, signerOf } from './sign.ts';

const LIFETIME_MS = 300_000;

/**
 * Signs answers as the real platform does (protocol section 12): the Body alone, then an unsigned Timestamp of 5 minutes.
 *
 * @returns takes an envelope as the simulator writes it
 * @throws Error when the key is neither RSA nor EC, or the certificate is another key's
 */
export function answerSigner(pair: KeyAndCert, clock: Clock): (xml: string) => string {
  const signer = signerOf(pair, 'answers');
  return (xml) => {
    const [id, token] = [`id-${randomHex()}`, `X509-${randomHex()}`];
    const named = xml.replace('<SOAP-ENV:Body>', `<SOAP-ENV:Body xmlns:wsu="${NS.wsu}" wsu:Id="${id}">`);
    const digest = digestOf(named, ({ root }) => only(root, NS.soap, 'Body')!);
    const reference = `<wsse:SecurityTokenReference><wsse:Reference URI="#${token}" ValueType="${X509V3}"/></wsse:SecurityTokenReference>`;
    const at = (ms: number): string => new Date(clock.now() + ms).toISOString();
    const security =
      `<wsse:Security xmlns:wsse="${NS.wsse}" xmlns:wsu="${NS.wsu}" SOAP-ENV:mustUnderstand="1">` +
      `<wsse:BinarySecurityToken EncodingType="${BASE64}" ValueType="${X509V3}" wsu:Id="${token}">${signer.certificate}</wsse:BinarySecurityToken>` +
      signer.sign(id, digest, reference) +
      `<wsu:Timestamp><wsu:Created>${at(0)}</wsu:Created><wsu:Expires>${at(LIFETIME_MS)}</wsu:Expires></wsu:Timestamp></wsse:Security>`;
    return named.replace('<SOAP-ENV:Header/>', `<SOAP-ENV:Header>${security}</SOAP-ENV:Header>`);
  };
}
