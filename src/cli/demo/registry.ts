import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { DemoPki } from '../../pki/index.ts';
import { type Change, put } from '../../registry/index.ts';

const DAY = 86_400_000;
const fingerprint = (file: string): string =>
  new X509Certificate(readFileSync(file)).fingerprint256.replaceAll(':', '').toLowerCase();

export interface DemoEndpoints {
  readonly '17023': { readonly url: string; readonly ca?: string };
  readonly '08001': { readonly url: string; readonly ca?: string };
}

/** The registry of the demo: loopback may query, two consumers may ask everything for PROVES, two municipalities answer. */
export function demoRegistry(pki: DemoPki, endpoints: DemoEndpoints, now: number): Change[] {
  const consumer = (ens: string, name: string, nif: string, cert: string, sha1: boolean): Change[] => [
    put('consumer', {
      ens,
      name,
      nif,
      fingerprints: [fingerprint(cert)],
      ...(sha1 ? { sha1Until: new Date(now + 365 * DAY).toISOString().slice(0, 10) } : {}),
    }),
    put('authorisation', { ens, producte: 'PADRO', modalitats: '*', finalitat: 'PROVES', from: '2020-01-01' }),
  ];
  const municipality = (ine: keyof DemoEndpoints, name: string): Change[] => {
    const { url, ca } = endpoints[ine];
    return [
      put('endpoint', { id: `simulador-${ine}`, environment: 'proves', url, ca: ca ? [readFileSync(ca, 'utf8')] : [] }),
      put('municipality', { ine, name, endpoints: { proves: `simulador-${ine}` } }),
    ];
  };
  return [
    put('addressGroup', {
      name: 'demo',
      environment: 'proves',
      may: ['query', 'health', 'read', 'write'],
      addresses: ['127.0.0.0/8', '::1'],
    }),
    ...consumer('9821920002', 'Consumidor de demostració', pki.consumer.nif, pki.consumer.cert, true),
    ...consumer('0801930008', 'Consumidor de demostració 2', pki.consumerStrict.nif, pki.consumerStrict.cert, false),
    ...municipality('17023', 'Blanes'),
    ...municipality('08001', 'Abrera'),
  ];
}
