import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { monotonic } from '../../src/base/clock.ts';
import { type DemoPki, demoPki } from '../../src/pki/index.ts';
import { MUNICIPIS } from '../../src/registry/index.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import type { Cleanup } from '../support/backend.ts';
import { ASINCRON, RESPOSTA } from '../support/gateway.ts';
import { copyPki } from '../support/pki.ts';
import type { Env } from '../support/stores.ts';
import { GatewayNodes } from './gateway-nodes.ts';
import { type Answered, lotOf, pollOf } from './support.ts';

export interface Plan {
  /** Gateways over the one store. */
  readonly nodes: number;
  readonly env: Env;
  readonly municipis: number;
  readonly solicituds: number;
  readonly kills: number;
  readonly everyMs: number;
}

export interface Survived {
  readonly answer: Answered;
  /** Solicitud by solicitud, who was to be asked and whether that one is dead. */
  readonly asked: readonly { readonly municipi: string; readonly dead: boolean }[];
  /** Other lots whose confirmation arrived, by IdPeticion, with what was collected. */
  readonly others: ReadonlyMap<string, Answered>;
  /** From the last start of a gateway to the answer. */
  readonly sinceRestartMs: number;
}

const DEAD = 5;
const SLOW = 5;
const SLOW_MS = 700;
/** Lots are still handed in while nobody listens, or one fewer. */
const AFTER_KILL_MS = 200;
const PAUSE_MS = 30;
const PERSON = { tipus: 1, document: '00000000T' };

/**
 * A lot over simulated municipalities, five dead and five slow, on gateways of which one after the other is killed
 * (SIGKILL), while other lots keep coming to those that live.
 */
export async function survive(t: Cleanup, plan: Plan): Promise<Survived> {
  const dir = mkdtempSync(join(tmpdir(), 'padro-chaos-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  copyPki(join(dir, 'pki'));
  const pki = demoPki(join(dir, 'pki'));
  mkdirSync(join(dir, 'trust'));
  copyFileSync(pki.ca.cert, join(dir, 'trust', 'ca.pem'));
  const codes = [...MUNICIPIS.keys()].slice(0, plan.municipis);
  const nodes = new GatewayNodes(dir, plan.env, await openMunicipis(t, pki, codes), plan.nodes);
  t.after(() => nodes.killAll());
  // The first one fills the registry.
  for (let index = 0; index < plan.nodes; index++) await nodes.start(index);

  const solicituds = Array.from({ length: plan.solicituds }, (_, i) => ({
    municipi: codes[i % codes.length]!,
    persons: [PERSON],
  }));
  const confirmed = await nodes.post(ASINCRON, lotOf(pki, { idPeticion: 'CAOS', solicituds }));
  if (confirmed.estado !== '0001') throw new Error(confirmed.text);
  const others: string[] = [];
  for (let killed = 0; killed < plan.kills; killed++) {
    const round = new Sending(nodes, (n) => {
      const idPeticion = `CAOS-${killed}-${n}`;
      return { idPeticion, lot: lotOf(pki, { idPeticion, solicituds: solicituds.slice(-3) }) };
    });
    await wait(plan.everyMs);
    while (round.confirmed.length === 0) await wait(PAUSE_MS);
    nodes.kill(killed % plan.nodes);
    await wait(AFTER_KILL_MS);
    others.push(...(await round.stop()));
    await nodes.start(killed % plan.nodes);
  }
  const answer = await collected(nodes, pki, 'CAOS');
  const sinceRestartMs = monotonic() - nodes.started;
  const found = new Map<string, Answered>();
  for (const idPeticion of others) found.set(idPeticion, await collected(nodes, pki, idPeticion));
  const asked = solicituds.map(({ municipi }) => ({ municipi, dead: codes.indexOf(municipi) < DEAD }));
  return { answer, asked, others: found, sinceRestartMs };
}

/** @returns address of each one's server */
async function openMunicipis(t: Cleanup, pki: DemoPki, codes: readonly string[]): Promise<Record<string, string>> {
  const { key, cert } = pki.municipis['17023'];
  const volant = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  const urls: Record<string, string> = {};
  for (const [i, municipi] of codes.entries()) {
    const latencyMs = i >= DEAD && i < DEAD + SLOW ? SLOW_MS : 0;
    const one = await startSimulator({ municipis: [municipi], port: 0, volant, latencyMs });
    t.after(() => one.close());
    if (i < DEAD) one.fail('reset');
    urls[municipi] = one.urls.http!;
  }
  return urls;
}

/** Hands in one lot after the other. */
class Sending {
  /** IdPeticion of those whose confirmation arrived. */
  readonly confirmed: string[] = [];
  readonly #ended: Promise<void>;
  #stopped = false;

  constructor(nodes: GatewayNodes, make: (n: number) => { readonly idPeticion: string; readonly lot: string }) {
    this.#ended = this.#send(nodes, make);
  }

  async #send(...[nodes, make]: ConstructorParameters<typeof Sending>): Promise<void> {
    for (let n = 0; !this.#stopped; n++) {
      const { idPeticion, lot } = make(n);
      const answer = await nodes.post(ASINCRON, lot).catch(() => undefined);
      if (answer?.estado === '0001') this.confirmed.push(idPeticion);
      await wait(PAUSE_MS);
    }
  }

  /** @returns those confirmed */
  async stop(): Promise<readonly string[]> {
    this.#stopped = true;
    await this.#ended;
    return this.confirmed;
  }
}

async function collected(nodes: GatewayNodes, pki: DemoPki, idPeticion: string): Promise<Answered> {
  for (;;) {
    const answer = await nodes.post(RESPOSTA, pollOf(pki, idPeticion));
    if (answer.estado !== '0001' && answer.estado !== '0002') return answer;
    await wait(100);
  }
}
