import { copyFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { compose, type Gateway } from '../../compose.ts';
import { loadConfig } from '../../config/index.ts';
import { type DemoPki, demoPki } from '../../pki/index.ts';
import type { Logger } from '../../record/index.ts';
import { type Simulator, startSimulator } from '../../simulator/index.ts';
import { demoRegistry } from './registry.ts';

export interface StageOptions {
  readonly dir: string;
  /** Ports of the consumer plane (HTTP, HTTPS), the management and the public plane; one that is taken gives way to a free one. */
  readonly ports: {
    readonly http: number;
    readonly https: number;
    readonly management: number;
    readonly public: number;
  };
  readonly clock: Clock;
  readonly logger?: Logger;
  /** Variables that override the demo's configuration. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Somebody whom only IDESCAT can answer for. */
const NOT_INTEGRATED = '43148';

/** A gateway with all that it needs to answer: PKI, store, registry, two simulated municipalities and IDESCAT. */
export interface Stage {
  readonly gateway: Gateway;
  readonly pki: DemoPki;
  readonly simulators: { readonly '17023': Simulator; readonly '08001': Simulator; readonly idescat: Simulator };
  /** Absolute path of demo.json. */
  readonly file: string;
  close(): Promise<void>;
}

/** Sets everything up below one directory and starts it. @throws Error when a part cannot start */
export async function openStage(options: StageOptions): Promise<Stage> {
  const dir = resolve(options.dir);
  const pki = demoPki(join(dir, 'pki'));
  mkdirSync(join(dir, 'trust'), { recursive: true });
  copyFileSync(pki.ca.cert, join(dir, 'trust', 'autoritat-demo.pem'));
  const opened: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    for (const part of opened.splice(0).reverse()) await part.close();
  };
  try {
    const pair = ({ key, cert }: { key: string; cert: string }) => ({
      key: readFileSync(key, 'utf8'),
      cert: readFileSync(cert, 'utf8'),
    });
    const blanes = await startSimulator({
      municipis: ['17023'],
      checkSignatures: true,
      port: 0,
      volant: pair(pki.municipis['17023']),
      clock: options.clock,
    });
    opened.push(blanes);
    const tls = { port: 0, ...pair(pki.server) };
    const abrera = await startSimulator({
      municipis: ['08001'],
      checkSignatures: true,
      tls,
      volant: pair(pki.municipis['08001']),
      clock: options.clock,
    });
    opened.push(abrera);
    const idescat = await startSimulator({
      municipis: ['17023', '08001', NOT_INTEGRATED],
      idescat: true,
      port: 0,
      volant: pair(pki.seal),
      clock: options.clock,
    });
    opened.push(idescat);
    const gateway = await compose(await configFor(dir, pki, idescat.urls.http!, options), {
      clock: options.clock,
      ...(options.logger ? { logger: options.logger } : {}),
    });
    opened.push(gateway);
    const endpoints = { '17023': { url: blanes.urls.http! }, '08001': { url: abrera.urls.https!, ca: pki.ca.cert } };
    await gateway.registry.change(
      demoRegistry(pki, endpoints, options.clock.now()),
      'demo',
      'the registry of the demo',
    );
    const file = join(dir, 'demo.json');
    // Whoever waits for the file finds it whole.
    writeFileSync(`${file}.new`, `${JSON.stringify(describe(gateway, pki), null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return { gateway, pki, simulators: { '17023': blanes, '08001': abrera, idescat }, file, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function configFor(dir: string, pki: DemoPki, idescat: string, { ports, env }: StageOptions) {
  const http = await freePort(ports.http);
  return loadConfig({
    env,
    base: {
      consumer: {
        host: '127.0.0.1',
        port: http,
        tlsPort: await freePort(ports.https),
        tlsKeyFile: pki.server.key,
        tlsCertFile: pki.server.cert,
      },
      management: { host: '127.0.0.1', port: await freePort(ports.management) },
      public: { host: '127.0.0.1', port: await freePort(ports.public) },
      trust: { dir: join(dir, 'trust') },
      store: { path: join(dir, 'padro.sqlite') },
      seal: { keyFile: pki.seal.key, certFile: pki.seal.cert },
      forward: { allowPrivate: ['127.0.0.0/8', '::1'] },
      idescat: { url: idescat, environment: 'proves' },
      search: { enabled: true },
      log: { level: 'warn' },
    },
  });
}

/** The port itself while nobody listens on it, else 0. */
function freePort(port: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(port)));
  });
}

/** What a client needs to know, in a form that tests and scripts read. */
function describe({ origins }: Gateway, pki: DemoPki) {
  const pem = (file: string): string => readFileSync(file, 'utf8');
  const services = '/siri-proxy/services';
  return {
    sincron: `${origins.http}${services}/Sincron`,
    asincron: `${origins.http}${services}/Asincron`,
    asincronResposta: `${origins.http}${services}/AsincronResposta`,
    sincronTls: `${origins.https}${services}/Sincron`,
    management: origins.management,
    public: origins.public,
    ca: pki.ca.cert,
    consumer: {
      ens: pki.consumer.ens,
      key: pem(pki.consumer.key),
      cert: pem(pki.consumer.cert),
      p12: pki.consumer.p12,
      password: pki.consumer.password,
      sha1: true,
    },
    consumerStrict: {
      ens: pki.consumerStrict.ens,
      key: pem(pki.consumerStrict.key),
      cert: pem(pki.consumerStrict.cert),
      sha1: false,
    },
    municipis: [{ ine: '17023' }, { ine: '08001' }],
  };
}
