import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { put } from '../../src/registry/index.ts';
import { answering } from '../child.ts';
import { ENS, FILES } from '../material.ts';
import { shipped } from '../shipped.ts';

/** The whole gateway with its EC seal, in front of many municipalities. */
const [dir, codes, urls] = process.argv.slice(2) as [string, string, string];
const { compose } = await shipped<typeof import('../../src/compose.ts')>('compose');
const { loadConfig } = await shipped<typeof import('../../src/config/index.ts')>('config/index');

const here = (name: string): string => join(dir, name);
const gateway = await compose(
  loadConfig({
    env: {},
    base: {
      consumer: { host: '127.0.0.1', port: 0 },
      management: { port: 0 },
      public: { port: 0 },
      trust: { dir: here(FILES.trust) },
      store: { path: here('store-lots.sqlite') },
      seal: { keyFile: here(FILES.ec.key), certFile: here(FILES.ec.cert) },
      forward: { allowPrivate: ['127.0.0.0/8'] },
      log: { level: 'warn' },
    },
  }),
);
const { fingerprint256 } = new X509Certificate(readFileSync(here(FILES.rsa.cert)));
const endpoints = codes
  .split(',')
  .flatMap((ine, i) => [
    put('endpoint', { id: `m${ine}`, environment: 'proves', url: urls.split(',')[i]! }),
    put('municipality', { ine, name: 'Bench', endpoints: { proves: `m${ine}` } }),
  ]);
await gateway.registry.change(
  [
    put('addressGroup', { name: 'bench', environment: 'proves', may: ['query', 'health'], addresses: ['127.0.0.0/8'] }),
    put('consumer', { ens: ENS, name: 'Bench', fingerprints: [fingerprint256.replaceAll(':', '').toLowerCase()] }),
    put('authorisation', { ens: ENS, producte: 'PADRO', modalitats: '*', finalitat: 'PROVES', from: '2020-01-01' }),
    ...endpoints,
  ],
  'bench',
  'bench',
);

/** What the process needs after all that can go has gone. */
const measured = (): { rss: number; heap: number } => {
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, heap: heapUsed + external };
};
answering({ http: gateway.origins.http, management: gateway.origins.management }, measured, gateway.close);
