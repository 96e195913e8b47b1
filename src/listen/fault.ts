import { sayExpected } from '../base/errors/catalogue/expected.ts';
import { fill, type Language, oneLine, type Refusal } from '../base/errors/refusal.ts';
import { NS } from '../base/namespaces.ts';
import type { Reply } from '../base/request.ts';
import { escapeText } from '../base/xml/escape.ts';

/** Namespace of the gateway's own code in the `detail` of a Fault. */
export const ERROR_NS = 'urn:padro-gateway:error';

const leaf = (name: string, value: string | number): string =>
  `<${name}>${escapeText(oneLine(String(value)))}</${name}>`;

/**
 * A refusal as a SOAP 1.1 Fault, unsigned (protocol sections 12 and 15): what the outside is told, our code, the
 * incident, and what to do next.
 */
export function renderFault(refusal: Refusal, incident: string, language: Language): Reply {
  const { code, entry } = refusal.told;
  const params = code === refusal.code ? refusal.params : {};
  const faultcode = entry.fault === '1013' ? '1013' : `SOAP-ENV:${entry.fault}`;
  const { path, expected } = params;
  const text =
    `<SOAP-ENV:Envelope xmlns:SOAP-ENV="${NS.soap}"><SOAP-ENV:Body><SOAP-ENV:Fault>` +
    leaf('faultcode', faultcode) +
    leaf('faultstring', fill(entry.text[language], params, language)) +
    `<detail><pg:error xmlns:pg="${ERROR_NS}">` +
    leaf('pg:code', code) +
    (entry.scsp ? leaf('pg:scsp', entry.scsp) : '') +
    (path === undefined ? '' : leaf('pg:path', path)) +
    (expected === undefined ? '' : leaf('pg:expected', sayExpected(String(expected), language))) +
    leaf('pg:next', entry.next[language]) +
    leaf('pg:incident', incident) +
    '</pg:error></detail></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>';
  return {
    status: entry.respuesta ? 500 : entry.http,
    contentType: 'text/xml; charset=utf-8',
    bytes: Buffer.from(text, 'utf8'),
  };
}
