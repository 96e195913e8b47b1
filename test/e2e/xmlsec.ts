import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BASE64, NS, X509V3 } from '../../src/base/namespaces.ts';

/** The command-line tool of libxmlsec: an implementation of XML Signature that owes nothing to ours. */
export const noXmlsec = spawnSync('xmlsec1', ['--version']).status !== 0 && 'xmlsec1 is not installed';

const IDS = [`${NS.soap}:Body`, `${NS.wsu}:Timestamp`].flatMap((name) => ['--id-attr:Id', name]);

function run(
  args: (dir: string) => readonly string[],
  files: Readonly<Record<string, string | Buffer>>,
): { ok: boolean; out: string } {
  const dir = mkdtempSync(join(tmpdir(), 'xmlsec-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
    const { status } = spawnSync('xmlsec1', args(dir), { encoding: 'utf8' });
    const out = status === 0 && args(dir).includes('--output') ? readFileSync(join(dir, 'out.xml'), 'utf8') : '';
    return { ok: status === 0, out };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

export interface XmlsecOptions {
  readonly keyPem: string;
  readonly certPem: string;
  /** Milliseconds. */
  readonly now: number;
  readonly signature?: string;
  readonly digest?: string;
  readonly timestamp?: 'signed' | 'unsigned' | 'none';
}

const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** An envelope around the payload, signed by xmlsec1 from a template laid out as people write them. */
export function signWithXmlsec(payload: string, options: XmlsecOptions): string {
  const { keyPem, certPem, now, timestamp = 'signed', digest = SHA256 } = options;
  const signature = options.signature ?? 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
  const der = certPem.replace(/-----[^-]+-----|\s/g, '');
  const instant = (ms: number): string => new Date(ms).toISOString();
  const reference = (id: string): string => `
          <ds:Reference URI="#${id}">
            <ds:Transforms><ds:Transform Algorithm="${NS.excC14n}"/></ds:Transforms>
            <ds:DigestMethod Algorithm="${digest}"/>
            <ds:DigestValue/>
          </ds:Reference>`;
  const time = `
      <wsu:Timestamp wsu:Id="TS-1"><wsu:Created>${instant(now)}</wsu:Created><wsu:Expires>${instant(now + 60_000)}</wsu:Expires></wsu:Timestamp>`;
  const template = `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="${NS.soap}" xmlns:wsu="${NS.wsu}">
  <soapenv:Header>
    <wsse:Security xmlns:wsse="${NS.wsse}" soapenv:mustUnderstand="1">
      <wsse:BinarySecurityToken EncodingType="${BASE64}" ValueType="${X509V3}" wsu:Id="X509-1">${der}</wsse:BinarySecurityToken>
      <ds:Signature xmlns:ds="${NS.ds}">
        <ds:SignedInfo>
          <ds:CanonicalizationMethod Algorithm="${NS.excC14n}"/>
          <ds:SignatureMethod Algorithm="${signature}"/>${reference('B-1')}${timestamp === 'signed' ? reference('TS-1') : ''}
        </ds:SignedInfo>
        <ds:SignatureValue/>
        <ds:KeyInfo><wsse:SecurityTokenReference><wsse:Reference URI="#X509-1" ValueType="${X509V3}"/></wsse:SecurityTokenReference></ds:KeyInfo>
      </ds:Signature>${timestamp === 'none' ? '' : time}
    </wsse:Security>
  </soapenv:Header>
  <soapenv:Body wsu:Id="B-1">${payload}</soapenv:Body>
</soapenv:Envelope>`;
  const { ok, out } = run(
    (dir) => [
      '--sign',
      ...IDS,
      '--privkey-pem',
      join(dir, 'key.pem'),
      '--output',
      join(dir, 'out.xml'),
      join(dir, 'in.xml'),
    ],
    { 'key.pem': keyPem, 'in.xml': template },
  );
  if (!ok) throw new Error('xmlsec1 did not sign');
  return out;
}

/** True when xmlsec1 finds the signature good, with the certificate's key. */
export const verifiedByXmlsec = (xml: string | Buffer, certPem: string): boolean =>
  run((dir) => ['--verify', ...IDS, '--pubkey-cert-pem', join(dir, 'cert.pem'), join(dir, 'in.xml')], {
    'cert.pem': certPem,
    'in.xml': xml,
  }).ok;
