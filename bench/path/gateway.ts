import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { put } from '../../src/registry/index.ts';
import { lastDelay } from '../abuse/loop.ts';
import { answering } from '../child.ts';
import { ENS, FILES, MUNICIPI } from '../material.ts';
import { shipped } from '../shipped.ts';

/** The whole gateway, with a store of its own, between the load and the municipality. */
const [dir, upstream, seal] = process.argv.slice(2) as [string, string, 'none' | 'rsa' | 'ec'];
const { compose } = await shipped<typeof import('../../src/compose.ts')>('compose');
const { loadConfig } = await shipped<typeof import('../../src/config/index.ts')>('config/index');

const here = (name: string): string => join(dir, name);
const config = loadConfig({
  env: {},
  base: {
    consumer: { host: '127.0.0.1', port: 0 },
    management: { port: 0 },
    public: { port: 0 },
    trust: { dir: here(FILES.trust) },
    store: { path: here(`store-${seal}.sqlite`) },
    seal: seal === 'none' ? {} : { keyFile: here(FILES[seal].key), certFile: here(FILES[seal].cert) },
    forward: { allowPrivate: ['127.0.0.0/8'] },
    log: { level: 'warn' },
  },
});
const gateway = await compose(config);
const { fingerprint256 } = new X509Certificate(readFileSync(here(FILES.signer)));
await gateway.registry.change(
  [
    put('addressGroup', { name: 'bench', environment: 'proves', may: ['query'], addresses: ['127.0.0.0/8'] }),
    put('consumer', { ens: ENS, name: 'Bench', fingerprints: [fingerprint256.replaceAll(':', '').toLowerCase()] }),
    put('authorisation', { ens: ENS, producte: 'PADRO', modalitats: '*', finalitat: 'PROVES', from: '2020-01-01' }),
    put('endpoint', { id: 'bench', environment: 'proves', url: upstream }),
    put('municipality', { ine: MUNICIPI, name: 'Bench', endpoints: { proves: 'bench' } }),
  ],
  'bench',
  'bench',
);
answering(gateway.origins.http, (question) => (question === 'delay' ? lastDelay() : process.cpuUsage()), gateway.close);
