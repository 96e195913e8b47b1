import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from '../../src/compose.ts';
import { loadConfig } from '../../src/config/index.ts';
import { demoPki } from '../../src/pki/index.ts';
import { put } from '../../src/registry/index.ts';

/** A gateway in a process of its own, to be killed. Tells its origin, and takes up a store that is there. */
const [dir, endpoints, env] = process.argv.slice(2) as [string, string, string];
const pki = demoPki(join(dir, 'pki'));
const gateway = await compose(
  loadConfig({
    env: JSON.parse(env),
    base: {
      consumer: { host: '127.0.0.1', port: 0 },
      management: { port: 0 },
      public: { port: 0 },
      trust: { dir: join(dir, 'trust') },
      seal: { keyFile: pki.seal.key, certFile: pki.seal.cert },
      forward: { allowPrivate: ['127.0.0.0/8'] },
      lots: { leaseMs: 2_000, pollMs: 50, retryMs: 200, longestRetryMs: 1_000, deadlineMs: 15_000, perEndpoint: 2 },
      log: { level: 'error' },
    },
  }),
);
if (gateway.registry.list('consumer').length === 0) {
  const { ens, cert } = pki.consumer;
  const { fingerprint256 } = new X509Certificate(readFileSync(cert));
  const urls = Object.entries(JSON.parse(endpoints) as Record<string, string>);
  await gateway.registry.change(
    [
      put('addressGroup', { name: 'chaos', environment: 'proves', may: ['query'], addresses: ['127.0.0.0/8'] }),
      put('consumer', { ens, name: 'Caos', fingerprints: [fingerprint256.replaceAll(':', '').toLowerCase()] }),
      put('authorisation', { ens, producte: 'PADRO', modalitats: '*', finalitat: 'PROVES', from: '2020-01-01' }),
      ...urls.flatMap(([ine, url]) => [
        put('endpoint', { id: `m${ine}`, environment: 'proves', url }),
        put('municipality', { ine, name: `Municipi ${ine}`, endpoints: { proves: `m${ine}` } }),
      ]),
    ],
    'caos',
    'municipalities to be asked',
  );
}
process.send!(gateway.origins.http);
