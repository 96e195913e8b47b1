import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { buildPeticion } from '../../src/base/build-peticion.ts';
import { randomHex, systemClock } from '../../src/base/clock.ts';
import { openStage, type Stage } from '../../src/cli/demo/stage.ts';
import { type Answer, readAnswer } from '../../src/cli/request/answer.ts';
import { type SignOptions, signEnvelope } from '../../src/cli/request/sign.ts';
import { put } from '../../src/registry/index.ts';
import type { Backend, Cleanup } from './backend.ts';
import { type ClientOptions, type HttpAnswer, type RawOptions, raw, request } from './http.ts';
import { type JournalRow, journalRows } from './journal.ts';
import { copyPki } from './pki.ts';

export const SINCRON = '/siri-proxy/services/Sincron';
export const ASINCRON = '/siri-proxy/services/Asincron';
export const RESPOSTA = '/siri-proxy/services/AsincronResposta';

export interface Ask {
  readonly modalitat?: string;
  readonly ens?: string;
  readonly document?: string;
  /** The others of VALIDACIO_CONVIVENTS, after `document`. */
  readonly others?: readonly string[];
  /** Null: none is named. */
  readonly municipi?: string | null;
  readonly idescat?: 0 | 1;
  readonly convivents?: number;
  readonly idPeticion?: string;
  readonly nom?: string;
  readonly funcionari?: { readonly nom: string; readonly nif: string };
  readonly sign?: Partial<SignOptions>;
  /** Changes the payload before it is signed. */
  readonly edit?: (payload: string) => string;
}

/** What the record of the endpoint says besides where it is. */
export interface ServedBy {
  readonly ca?: string[];
  readonly pins?: string[];
  readonly timeoutMs?: number;
  readonly signature?: { fingerprints: string[]; required?: boolean };
}

/** What a test asked, and what it was told. */
export type Told = Answer & { readonly text: string };

export interface OpenGateway {
  readonly stage: Stage;
  /** SQLite file of registry and journal. */
  readonly store: string;
  /** Every line that was logged so far. */
  readonly logs: readonly string[];
  /** Bytes of a signed petition that is good unless told. */
  petition(ask?: Ask): Buffer;
  /** Sends a signed petition and reads the answer. */
  ask(ask?: Ask, client?: ClientOptions): Promise<Told>;
  post(body: string | Buffer, client?: ClientOptions, path?: string): Promise<HttpAnswer>;
  /** Exactly these bytes on a connection of their own. */
  raw(bytes: string | Buffer, options?: RawOptions): Promise<{ text: string; closed: boolean }>;
  journal(): JournalRow[];
  metrics(): Promise<string>;
  /** A management address, `/health/ready`. */
  management(path: string, client?: ClientOptions): Promise<HttpAnswer>;
  /** Municipality 17/023 is served there from now on. */
  serveFrom(url: string | Backend, endpoint?: ServedBy): Promise<void>;
  /** Petitions that reached one of the simulated municipalities. */
  readonly received: number;
  close(): Promise<void>;
}

/** A whole gateway in a folder of its own, with two simulated municipalities; closed after the test. */
export async function openGateway(t: Cleanup, env: Readonly<Record<string, string>> = {}): Promise<OpenGateway> {
  const dir = mkdtempSync(join(tmpdir(), 'padro-gateway-'));
  mkdirSync(dir, { recursive: true });
  copyPki(join(dir, 'pki'));
  const logs: string[] = [];
  const logger = pino({ level: 'debug', base: null }, { write: (line: string) => logs.push(line) });
  const ports = { http: 0, https: 0, management: 0, public: 0 };
  const stage = await openStage({ dir, ports, clock: systemClock, logger, env });
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await stage.close();
  };
  // Nothing writes there any more when the folder goes.
  t.after(async () => {
    await close();
    rmSync(dir, { recursive: true, force: true });
  });
  const { gateway, pki, simulators } = stage;
  const keyPem = readFileSync(pki.consumer.key, 'utf8');
  const certPem = readFileSync(pki.consumer.cert, 'utf8');
  const store = join(dir, 'padro.sqlite');

  const petition = ({ document = '12344321Z', municipi = '17023', ...ask }: Ask = {}): Buffer => {
    const payload = buildPeticion({
      modalitat: ask.modalitat ?? 'TITULAR',
      ens: ask.ens ?? pki.consumer.ens,
      nom: ask.nom,
      purpose: { kind: 'finalitat', value: 'PROVES' },
      idPeticion: ask.idPeticion ?? `PROVA-${randomHex()}`,
      now: Date.now(),
      funcionari: ask.funcionari,
      solicituds: [
        {
          persons: [document, ...(ask.others ?? [])].map((one) => ({ tipus: 1, document: one })),
          municipi: municipi ?? undefined,
          idescat: ask.idescat ?? 0,
          convivents: ask.convivents,
        },
      ],
    });
    return Buffer.from(signEnvelope(ask.edit?.(payload) ?? payload, { keyPem, certPem, now: Date.now(), ...ask.sign }));
  };
  const post: OpenGateway['post'] = (body, client = {}, path = SINCRON) => {
    const origin = client.ca ? gateway.origins.https! : gateway.origins.http;
    return request(origin + path, body, client);
  };
  return {
    stage,
    store,
    logs,
    petition,
    post,
    ask: async (ask, client) => told(await post(petition(ask), client)),
    raw: (bytes, options) => raw(Number(new URL(gateway.origins.http).port), bytes, options),
    journal: () => journalRows(store),
    metrics: async () => (await request(`${gateway.origins.management}/metrics`, '', { method: 'GET' })).text,
    management: (path, client = {}) => request(gateway.origins.management + path, '', { method: 'GET', ...client }),
    serveFrom: async (to, endpoint = {}) => {
      const url = typeof to === 'string' ? to : to.url;
      const change = put('endpoint', { id: 'simulador-17023', environment: 'proves', url, ...endpoint });
      await gateway.registry.change([change], 'prova', 'another server');
    },
    get received() {
      return simulators['17023'].received + simulators['08001'].received;
    },
    close,
  };
}

/** Reads an answer the way a client does. */
export const told = ({ status, headers, text }: HttpAnswer): Told => ({
  ...readAnswer({ status, contentType: headers['content-type'] ?? '', bytes: Buffer.from(text) }),
  text,
});
