import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildPeticion, buildPoll } from '../../src/base/build-peticion.ts';
import { signEnvelope } from '../../src/cli/request/sign.ts';
import { type Child, startChild } from '../child.ts';
import { ENS, FILES } from '../material.ts';
import type { LotRow } from '../report.ts';
import { summarise } from '../statistics.ts';

export interface LotPlan {
  /** Lots of 500 that are handed in together, and how often: one row for each. */
  readonly lots: readonly (readonly [count: number, rounds: number])[];
  /** Lots before the first measurement: as many requests as the other rows have. */
  readonly warmUp: number;
}

const SOLICITUDS = 500;
const MUNICIPIS = Array.from({ length: 50 }, (_, i) => `08${String(i + 1).padStart(3, '0')}`);
const PURPOSE = { kind: 'finalitat', value: 'PROVES' } as const;
const MB = 1_048_576;
/** How often it is looked whether all is answered: each look costs the gateway some milliseconds, so long runs get fewer. */
const LOOK_MS = 50;
const LOOKS = 50;

type Gateway = Child & { readonly ready: { readonly http: string; readonly management: string } };

/** Solicituds of TITULAR answered a second, from the first lot handed in to the last one collected, and memory after. */
export async function lotRows(dir: string, { lots, warmUp }: LotPlan): Promise<LotRow[]> {
  const codes = MUNICIPIS.join(',');
  const municipalities = await startChild<string[]>('lots/municipalities.ts', dir, codes);
  const urls = municipalities.ready.join(',');
  const gateway: Gateway = await startChild('lots/gateway.ts', dir, codes, urls);
  const read = (name: string): string => readFileSync(join(dir, name), 'utf8');
  const client = new Client(gateway.ready, { keyPem: read(FILES.rsa.key), certPem: read(FILES.rsa.cert) });
  try {
    await client.run('WARM', warmUp);
    const rows: LotRow[] = [];
    for (const [count, rounds] of lots) {
      const samples: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const seconds = await client.run(`BENCH-${count}-${round}`, count);
        samples.push((seconds * 1e6) / (count * SOLICITUDS));
      }
      const { rss, heap } = await gateway.ask<{ rss: number; heap: number }>();
      const name = `lots/${count}x${SOLICITUDS}`;
      const row = summarise(name, 'us/solicitud', samples);
      rows.push({
        ...row,
        perSecond: 1e6 / row.median,
        rssMb: rss / MB,
        heapMb: heap / MB,
      });
    }
    return rows;
  } finally {
    await gateway.stop();
    await municipalities.stop();
  }
}

class Client {
  readonly #origins: Gateway['ready'];
  readonly #pair: { readonly keyPem: string; readonly certPem: string };

  constructor(origins: Gateway['ready'], pair: { readonly keyPem: string; readonly certPem: string }) {
    this.#origins = origins;
    this.#pair = pair;
  }

  /** @returns seconds */
  async run(name: string, count: number): Promise<number> {
    const ids = Array.from({ length: count }, (_, i) => `${name}-${i}`);
    const lots = ids.map((id) => this.#lot(id));
    // Connections that ended while this process signed are seen to have ended.
    await wait(LOOK_MS);
    const began = performance.now();
    for (const lot of lots) await this.#post('Asincron', lot, /CodigoEstado>0001</);
    while ((await this.#open()) > 0) await wait(Math.max(LOOK_MS, (performance.now() - began) / LOOKS));
    for (const id of ids) await this.#post('AsincronResposta', this.#poll(id), /CodigoEstado>0003</);
    return (performance.now() - began) / 1000;
  }

  #lot(idPeticion: string): string {
    const solicituds = Array.from({ length: SOLICITUDS }, (_, i) => {
      const municipi = MUNICIPIS[i % MUNICIPIS.length]!;
      const number = 1 + (((i / MUNICIPIS.length) % 4) | 0);
      return { municipi, persons: [{ tipus: 1, document: `${municipi}00${number}U` }] };
    });
    return this.#signed(
      buildPeticion({ modalitat: 'TITULAR', ens: ENS, purpose: PURPOSE, idPeticion, now: Date.now(), solicituds }),
    );
  }

  #poll(idPeticion: string): string {
    return this.#signed(buildPoll({ modalitat: 'TITULAR', ens: ENS, purpose: PURPOSE, idPeticion, now: Date.now() }));
  }

  #signed(payload: string): string {
    return signEnvelope(payload, { ...this.#pair, now: Date.now(), lifetimeMs: 3_600_000 });
  }

  async #post(frontal: string, body: string, expected: RegExp): Promise<void> {
    const headers = { 'content-type': 'text/xml; charset=utf-8' };
    const answer = await fetch(`${this.#origins.http}/siri-proxy/services/${frontal}`, {
      method: 'POST',
      headers,
      body,
    });
    const text = await answer.text();
    if (!expected.test(text)) throw new Error(text.slice(0, 1000));
  }

  async #open(): Promise<number> {
    const text = await (await fetch(`${this.#origins.management}/metrics`)).text();
    return Number(/^padro_lots_open (\d+)/m.exec(text)?.[1] ?? Number.NaN);
  }
}
