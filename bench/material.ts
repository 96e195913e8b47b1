import { sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPeticion } from '../src/base/build-peticion.ts';
import { systemClock } from '../src/base/clock.ts';
import { exclusiveC14n } from '../src/base/xml/c14n.ts';
import { readXml } from '../src/base/xml/reader.ts';
import { type Element, elements, textOf } from '../src/base/xml/tree.ts';
import { signEnvelope } from '../src/cli/request/sign.ts';
import { createAuthority, type Issued, issue, type PemFiles } from '../src/pki/index.ts';
import { digestOf } from '../src/verify/signature.ts';

/** What the contenders are given, below one directory. */
export const FILES = {
  message: 'message.xml',
  messages: 'messages.json',
  trust: 'trust',
  signer: 'signer.pem',
  volant: { key: 'volant.key', cert: 'volant.pem' },
  rsa: { key: 'seal-rsa.key', cert: 'seal-rsa.pem' },
  ec: { key: 'seal-ec.key', cert: 'seal-ec.pem' },
} as const;

export const ENS = '9821920002';
export const MUNICIPI = '17023';

const HOUR = 3_600_000;
const place = '0'.repeat(12);

/**
 * Makes keys, certificates, and messages that differ in their IdPeticion, each with its own signature.
 *
 * @returns bytes of one message
 */
export function makeMaterial(dir: string, count: number): number {
  mkdirSync(join(dir, FILES.trust), { recursive: true });
  const authority = createAuthority({ commonName: 'Autoritat del banc de proves' });
  writeFileSync(join(dir, FILES.trust, 'bench.pem'), authority.certPem);
  const signer = issueSeal(authority);
  writeFileSync(join(dir, FILES.signer), signer.certPem);
  save(dir, FILES.volant, issueSeal(authority));
  save(dir, FILES.rsa, issueSeal(authority));
  save(dir, FILES.ec, issueSeal(authority, 'P-256'));

  const template = signedTemplate(signer);
  writeFileSync(join(dir, FILES.message), template);
  const resign = resigner(template, signer.keyPem);
  writeFileSync(join(dir, FILES.messages), JSON.stringify(Array.from({ length: count }, (_, i) => resign(i + 1))));
  return Buffer.byteLength(template);
}

/** A seal of a public body. Those of Catalan authorities have about 2 kB, for policies, addresses and alternative names. */
function issueSeal(authority: Issued, key: 2048 | 'P-256' = 2048): Issued {
  const policies = Buffer.alloc(1150, 'http://psc.example.cat/dpc ');
  const value = Buffer.concat([Buffer.of(0x0c, 0x82, policies.length >> 8, policies.length & 0xff), policies]);
  return issue(authority, {
    subject: {
      C: 'ES',
      O: 'Ajuntament de Sant Iscle de la Muntanya',
      organizationIdentifier: 'VATES-Q0000000J',
      serialNumber: 'Q0000000J',
      CN: "Segell electrònic de l'ajuntament",
    },
    key,
    basicConstraints: { ca: false },
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    extKeyUsage: ['clientAuth', 'emailProtection'],
    extensions: [{ oid: '1.3.6.1.4.1.99999.1', value }],
  });
}

function save(dir: string, files: PemFiles, { keyPem, certPem }: Issued): void {
  writeFileSync(join(dir, files.key), keyPem, { mode: 0o600 });
  writeFileSync(join(dir, files.cert), certPem);
}

function signedTemplate({ keyPem, certPem }: Issued): string {
  const now = systemClock.now();
  const payload = buildPeticion({
    modalitat: 'TITULAR',
    ens: ENS,
    nom: "Consorci Administració Oberta de Catalunya, Àrea d'Atenció Ciutadana",
    purpose: { kind: 'finalitat', value: 'PROVES' },
    idPeticion: `BENCH-${place}`,
    now,
    funcionari: { nom: 'Núria Muñoz i Peñarroya', nif: '12345678Z' },
    solicituds: [
      {
        persons: [{ tipus: 1, document: '12344321Z' }],
        municipi: MUNICIPI,
        expedient: 'AJT/2026/001234 Sol·licitud de beca',
      },
    ],
  });
  return signEnvelope(payload, { keyPem, certPem, now, lifetimeMs: HOUR });
}

/** Writes another IdPeticion of the same length into a signed message, and signs it again: far quicker than signing from the start. */
function resigner(template: string, key: string): (id: number) => string {
  return (id) => {
    const text = template.replace(place, String(id).padStart(place.length, '0'));
    const body = at(text, 'Body');
    const digest = digestOf('sha256', exclusiveC14n(body.doc, body.element));
    const digests = [...text.matchAll(/<ds:DigestValue>([^<]+)</g)].map((found) => found[1]!);
    const digested = text.replace(digests[1]!, digest);
    const info = at(digested, 'Header', 'Security', 'Signature', 'SignedInfo');
    const canonical = Buffer.from(exclusiveC14n(info.doc, info.element), 'latin1');
    const value = at(digested, 'Header', 'Security', 'Signature', 'SignatureValue');
    return digested.replace(textOf(value.doc, value.element), sign('sha256', canonical, key).toString('base64'));
  };
}

/** The element at a path of local names below the root. */
export function at(text: string, ...path: string[]) {
  const doc = readXml(Buffer.from(text), 'message');
  let element: Element = doc.root;
  for (const local of path) element = elements(element).find((child) => child.local === local)!;
  return { doc, element };
}
