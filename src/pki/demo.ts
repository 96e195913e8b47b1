import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemClock } from '../base/clock.ts';
import { type CertificateOptions, createAuthority, type Issued, issue } from './certificate.ts';
import { writeP12 } from './p12.ts';

export interface PemFiles {
  readonly key: string;
  readonly cert: string;
}

/** Absolute paths of the demo's keys and certificates. */
export interface DemoPki {
  readonly ca: PemFiles;
  /** TLS server certificate for localhost and 127.0.0.1. */
  readonly server: PemFiles;
  readonly consumer: PemFiles & {
    readonly ens: string;
    readonly nif: string;
    readonly p12: string;
    readonly password: string;
  };
  readonly consumerStrict: PemFiles & { readonly ens: string; readonly nif: string };
  readonly seal: PemFiles;
  readonly sealEc: PemFiles;
  /** Keys that sign the volants of the simulated municipalities, by INE code. */
  readonly municipis: Readonly<Record<'17023' | '08001', PemFiles>>;
}

const PASSWORD = 'demo';
const DAYS = 365;
const MARGIN = 86_400_000;

const seal = (commonName: string, organisation: string, nif: string): CertificateOptions => ({
  subject: { C: 'ES', O: organisation, organizationIdentifier: `VATES-${nif}`, serialNumber: nif, CN: commonName },
  basicConstraints: { ca: false },
  keyUsage: ['digitalSignature', 'nonRepudiation'],
  extKeyUsage: ['clientAuth', 'emailProtection'],
  policies: ['0.4.0.194112.1.1', '2.16.724.1.3.5.6.2'],
  days: DAYS,
});

const CONSUMER = { ens: '9821920002', nif: 'Q0000000J' };
const CONSUMER_STRICT = { ens: '0801930008', nif: 'P0801900B' };
const GATEWAY = ['Passarel·la de demostració', 'Q0000001H'] as const;

const LEAVES = {
  server: {
    subject: { C: 'ES', O: 'padro-gateway', CN: 'localhost' },
    basicConstraints: { ca: false },
    keyUsage: ['digitalSignature', 'keyEncipherment'],
    extKeyUsage: ['serverAuth'],
    altNames: { dns: ['localhost'], ip: ['127.0.0.1'] },
    days: DAYS,
  },
  consumer: seal('Segell de demostració 1', 'Consumidor de demostració 1', CONSUMER.nif),
  'consumer-strict': seal('Segell de demostració 2', 'Consumidor de demostració 2', CONSUMER_STRICT.nif),
  seal: seal('Segell de la passarel·la', ...GATEWAY),
  'seal-ec': { ...seal('Segell EC de la passarel·la', ...GATEWAY), key: 'P-256' },
  'municipi-17023': seal('Segell del padró 17/023', 'Ajuntament simulat 17/023', 'Q0000002F'),
  'municipi-08001': seal('Segell del padró 08/001', 'Ajuntament simulat 08/001', 'Q0000003D'),
} satisfies Record<string, CertificateOptions>;

/**
 * The demo's PKI under `dir`: what is missing or about to expire is made, what is there stays. A new authority makes
 * everything anew. Keys have mode 0600.
 */
export function demoPki(dir: string): DemoPki {
  const root = resolve(dir);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const files = (name: string): PemFiles => ({ key: join(root, `${name}.key`), cert: join(root, `${name}.pem`) });
  const ca = files('ca');
  const renew = !current(ca);
  if (renew) save(ca, createAuthority({ commonName: 'Autoritat de demostració', days: 2 * DAYS }));
  const authority = load(ca);

  const at = {} as Record<keyof typeof LEAVES, PemFiles>;
  const p12 = join(root, 'consumer.p12');
  for (const [name, options] of Object.entries(LEAVES) as [keyof typeof LEAVES, CertificateOptions][]) {
    at[name] = files(name);
    if (!renew && current(at[name])) continue;
    save(at[name], issue(authority, options));
    if (name === 'consumer') rmSync(p12, { force: true });
  }
  if (!existsSync(p12)) {
    const { keyPem, certPem } = load(at.consumer);
    writeFileSync(p12, writeP12(keyPem, certPem, [authority.certPem], PASSWORD), { mode: 0o600 });
  }
  return {
    ca,
    server: at.server,
    consumer: { ...CONSUMER, ...at.consumer, p12, password: PASSWORD },
    consumerStrict: { ...CONSUMER_STRICT, ...at['consumer-strict'] },
    seal: at.seal,
    sealEc: at['seal-ec'],
    municipis: { '17023': at['municipi-17023'], '08001': at['municipi-08001'] },
  };
}

function current({ key, cert }: PemFiles): boolean {
  if (!existsSync(key) || !existsSync(cert)) return false;
  return Date.parse(new X509Certificate(readFileSync(cert)).validTo) > systemClock.now() + MARGIN;
}

const load = ({ key, cert }: PemFiles) => ({ keyPem: readFileSync(key, 'utf8'), certPem: readFileSync(cert, 'utf8') });

function save({ key, cert }: PemFiles, { keyPem, certPem }: Issued): void {
  writeFileSync(key, keyPem, { mode: 0o600 });
  writeFileSync(cert, certPem);
}
