import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buildPeticion, envelope } from '../../src/base/build-peticion.ts';
import { randomHex } from '../../src/base/clock.ts';
import { type CertificateOptions, type Issued, issue } from '../../src/pki/index.ts';
import { put } from '../../src/registry/index.ts';
import { type OpenGateway, type Told, told } from '../support/gateway.ts';
import type { ClientOptions } from '../support/http.ts';
import { readPair } from '../support/pki.ts';

export interface Unsigned {
  readonly ens?: string;
  readonly idPeticion?: string;
}

/** What the Body of a petition holds. */
export const payload = (g: OpenGateway, { ens, idPeticion }: Unsigned = {}): string =>
  buildPeticion({
    modalitat: 'TITULAR',
    ens: ens ?? g.stage.pki.consumer.ens,
    nom: 'Ajuntament de l’Ametlla del Vallès',
    purpose: { kind: 'finalitat', value: 'PROVES' },
    idPeticion: idPeticion ?? `CANAL-${randomHex()}`,
    now: Date.now(),
    solicituds: [{ persons: [{ tipus: 1, document: '12344321Z' }], municipi: '17023', idescat: 0 }],
  });

export const unsigned = (g: OpenGateway, options?: Unsigned): string => envelope(payload(g, options));

const pem = (file: string): string => readFileSync(file, 'utf8');

export interface Pair {
  readonly key: string;
  readonly cert: string;
}

export const demoAuthority = (g: OpenGateway): Pick<Issued, 'keyPem' | 'certPem'> => {
  const { key, cert } = readPair(g.stage.pki.ca);
  return { keyPem: key, certPem: cert };
};

export const consumerPair = (g: OpenGateway): Pair => readPair(g.stage.pki.consumer);
export const strictPair = (g: OpenGateway): Pair => readPair(g.stage.pki.consumerStrict);

/** HTTPS, with this client certificate or with none. */
export const overTls = (g: OpenGateway, pair?: Pair): ClientOptions => ({ ca: pem(g.stage.pki.ca.cert), ...pair });

/** A certificate like a consumer's seal, but for what the options change. */
export function sealLike(by: Pick<Issued, 'keyPem' | 'certPem'>, options: Partial<CertificateOptions> = {}): Pair {
  const { keyPem, certPem } = issue(by, {
    subject: { C: 'ES', O: 'Ens de prova', CN: 'Segell de prova' },
    key: 'P-256',
    basicConstraints: { ca: false },
    keyUsage: ['digitalSignature'],
    extKeyUsage: ['clientAuth'],
    ...options,
  });
  return { key: keyPem, cert: certPem };
}

export const send = async (g: OpenGateway, body: string | Buffer, client: ClientOptions): Promise<Told> =>
  told(await g.post(body, client));

/** The gateway's code for a refusal, or the state of the answer. */
export const outcome = ({ fault, estado, text }: Told): string => fault?.detail.code ?? estado ?? text;

/** Writes the demo's first consumer anew. */
export async function rewriteConsumer(
  g: OpenGateway,
  change: {
    readonly ways?: { signature?: boolean; channel?: boolean; token?: boolean };
    readonly fingerprints?: string[];
    readonly acceptNif?: boolean;
  },
): Promise<void> {
  const { ens, nif, cert } = g.stage.pki.consumer;
  const doc = { ens, name: 'Consumidor de demostració', nif, fingerprints: [fingerprint(pem(cert))], ...change };
  await g.stage.gateway.registry.change([put('consumer', doc)], 'prova', 'another record');
}

export const fingerprint = (certPem: string): string =>
  new X509Certificate(certPem).fingerprint256.replaceAll(':', '').toLowerCase();
