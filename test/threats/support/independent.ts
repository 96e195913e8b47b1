import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ParseOption, XmlC14NMode, XmlDocument } from 'libxml2-wasm';
import { NS } from '../../../src/base/namespaces.ts';
import type { Verified } from '../../../src/base/request.ts';
import { exclusiveC14n } from '../../../src/base/xml/c14n.ts';

/** What is routed, as somebody else reads it from the bytes that are forwarded. */
export interface Routing {
  readonly ens: string;
  readonly modalitat: string;
  readonly finalitat: string;
  readonly municipi: string;
  readonly documentacion: string;
}

const names = { s: NS.soap, o: NS.openuri, p: NS.peticion, d: NS.padro, wsse: NS.wsse };
const PETICION = '/s:Envelope/s:Body/o:procesa/p:Peticion';
const ATRIBUTOS = `${PETICION}/p:Atributos`;
const REQUEST = `${PETICION}/p:Solicitudes/p:SolicitudTransmision/p:DatosEspecificos/d:*`;
const PLACES = {
  ens: `${ATRIBUTOS}/p:DatosAutorizacion/p:IdentificadorSolicitante`,
  modalitat: `${ATRIBUTOS}/p:CodigoCertificado`,
  finalitat: `${ATRIBUTOS}/p:DatosAutorizacion/p:Finalidad`,
  municipi: `${REQUEST}/d:codigoMunicipio`,
  provincia: `${REQUEST}/d:codigoProvincia`,
  documentacion: `${REQUEST}/d:documentacion`,
} as const;

const only = (doc: XmlDocument, path: string): string => {
  const found = doc.find(path, names);
  assert.equal(found.length, 1, `libxml2 finds ${found.length} of ${path}`);
  return found[0]!.content;
};
const collapse = (text: string): string => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');

function read<T>(bytes: Buffer, use: (doc: XmlDocument) => T): T {
  const doc = XmlDocument.fromBuffer(bytes, { option: ParseOption.XML_PARSE_NOWARNING });
  try {
    return use(doc);
  } finally {
    doc.dispose();
  }
}

function routingIn(doc: XmlDocument): Routing {
  return {
    ens: collapse(only(doc, PLACES.ens)),
    modalitat: collapse(only(doc, PLACES.modalitat)),
    finalitat: only(doc, PLACES.finalitat),
    municipi:
      collapse(only(doc, PLACES.provincia)).padStart(2, '0') + collapse(only(doc, PLACES.municipi)).padStart(3, '0'),
    documentacion: only(doc, PLACES.documentacion),
  };
}

/** What the gateway routes by. */
export function routingOf({ peticion }: Verified): Routing {
  const [solicitud] = peticion.solicitudes;
  return {
    ens: peticion.ens,
    modalitat: peticion.modalitat.code,
    finalitat: peticion.purpose.value,
    municipi: solicitud?.municipi ?? '',
    documentacion: solicitud?.documents[0]?.documentacion ?? '',
  };
}

/** libxml2 reads in the forwarded bytes what the gateway routes by. */
export function assertReadAlike(verified: Verified): void {
  assert.deepEqual(read(verified.bytes, routingIn), routingOf(verified));
}

/** The Body's canonical form is libxml2's. */
export function assertCanonicalAlike(verified: Verified): void {
  const { doc, body } = verified.envelope;
  const theirs = read(verified.bytes, (parsed) =>
    parsed.get('/s:Envelope/s:Body', names)!.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 }),
  );
  assert.equal(Buffer.from(exclusiveC14n(doc, body), 'latin1').toString('utf8'), theirs);
}

export const noXmlsec = spawnSync('xmlsec1', ['--version']).status !== 0 && 'xmlsec1 is not installed';

const IDS = [`${NS.soap}:Body`, `${NS.wsu}:Timestamp`].flatMap((name) => ['--id-attr:Id', name]);

/** xmlsec1 in a folder of its own. */
export class Xmlsec {
  readonly dir = mkdtempSync(join(tmpdir(), 'xmlsec-'));
  #count = 0;

  /** What xmlsec1 says against the signature, made with the key of the token; empty when it verifies. */
  verify(bytes: Buffer): Promise<string> {
    const token = read(bytes, (doc) => only(doc, '/s:Envelope/s:Header/wsse:Security/wsse:BinarySecurityToken'));
    const base = join(this.dir, String(this.#count++));
    writeFileSync(`${base}.xml`, bytes);
    writeFileSync(`${base}.der`, Buffer.from(token, 'base64'));
    return new Promise((resolve) => {
      execFile('xmlsec1', ['--verify', ...IDS, '--pubkey-cert-der', `${base}.der`, `${base}.xml`], (error, out, err) =>
        resolve(error ? `${out}${err}` : ''),
      );
    });
  }

  /** Signs a message whose DigestValues and SignatureValue are empty. @throws Error with what xmlsec1 says */
  sign(template: string, keyPem: string): Buffer {
    const base = join(this.dir, String(this.#count++));
    writeFileSync(`${base}.xml`, template);
    writeFileSync(`${base}.pem`, keyPem);
    const { status, stdout, stderr } = spawnSync('xmlsec1', [
      '--sign',
      ...IDS,
      '--privkey-pem',
      `${base}.pem`,
      `${base}.xml`,
    ]);
    if (status !== 0) throw new Error(stderr.toString());
    return stdout;
  }

  close(): void {
    rmSync(this.dir, { recursive: true });
  }
}
