import { type ChildProcess, fork } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { monotonic } from '../../src/base/clock.ts';
import { demoPki } from '../../src/pki/index.ts';
import { MUNICIPIS } from '../../src/registry/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { ASINCRON, RESPOSTA } from '../support/gateway.ts';
import { request } from '../support/http.ts';
import { copyPki } from '../support/pki.ts';
import { type Answered, lotOf, pollOf, read } from './support.ts';

export interface Plan {
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
  readonly store: string;
  /** From the last start of the gateway to the answer. */
  readonly sinceRestartMs: number;
}

const DEAD = 5;
const SLOW = 5;
const SLOW_MS = 700;
const PERSON = { tipus: 1, document: '00000000T' };

/**
 * A lot over simulated municipalities, five dead and five slow, on a gateway that is killed again and again (SIGKILL),
 * while other lots keep coming.
 */
export async function survive(plan: Plan, after: (clean: () => unknown) => void): Promise<Survived> {
  const dir = mkdtempSync(join(tmpdir(), 'padro-chaos-'));
  after(() => rmSync(dir, { recursive: true, force: true }));
  copyPki(join(dir, 'pki'));
  const pki = demoPki(join(dir, 'pki'));
  mkdirSync(join(dir, 'trust'));
  copyFileSync(pki.ca.cert, join(dir, 'trust', 'ca.pem'));
  const volant = {
    key: readFileSync(pki.municipis['17023'].key, 'utf8'),
    cert: readFileSync(pki.municipis['17023'].cert, 'utf8'),
  };
  const codes = [...MUNICIPIS.keys()].slice(0, plan.municipis);
  const simulators = new Map<string, Simulator>();
  for (const [i, municipi] of codes.entries()) {
    const latencyMs = i >= DEAD && i < DEAD + SLOW ? SLOW_MS : 0;
    const one = await startSimulator({ municipis: [municipi], port: 0, volant, latencyMs });
    after(() => one.close());
    if (i < DEAD) one.fail('reset');
    simulators.set(municipi, one);
  }
  const urls = Object.fromEntries([...simulators].map(([municipi, { urls }]) => [municipi, urls.http!]));

  let child: ChildProcess | undefined;
  let origin = '';
  let started = 0;
  const kill = (): void => void child?.kill('SIGKILL');
  after(kill);
  const start = async (): Promise<void> => {
    child = fork(fileURLToPath(new URL('gateway-process.ts', import.meta.url)), [dir, JSON.stringify(urls)], {
      execArgv: ['--import', 'tsx'],
    });
    origin = await new Promise((resolve, reject) => {
      child!.once('message', (message) => resolve(message as string));
      child!.once('exit', () => reject(new Error('the gateway did not start')));
    });
    started = monotonic();
  };
  const post = async (path: string, body: string): Promise<Answered> => read(await request(origin + path, body));
  const collected = async (idPeticion: string): Promise<Answered> => {
    for (;;) {
      const answer = await post(RESPOSTA, pollOf(pki, idPeticion));
      if (answer.estado !== '0001' && answer.estado !== '0002') return answer;
      await wait(100);
    }
  };

  await start();
  const municipiOf = (i: number): string => codes[i % codes.length]!;
  const solicituds = Array.from({ length: plan.solicituds }, (_, i) => ({
    municipi: municipiOf(i),
    persons: [PERSON],
  }));
  const confirmed = await post(ASINCRON, lotOf(pki, { idPeticion: 'CAOS', solicituds }));
  if (confirmed.estado !== '0001') throw new Error(confirmed.text);

  const others: string[] = [];
  for (let killed = 0; killed < plan.kills; killed++) {
    const end = monotonic() + plan.everyMs;
    const sending = (async () => {
      for (let n = 0; monotonic() < end + 200; n++) {
        const idPeticion = `CAOS-${killed}-${n}`;
        const lot = lotOf(pki, { idPeticion, solicituds: solicituds.slice(-3) });
        const answer = await post(ASINCRON, lot).catch(() => undefined);
        if (answer?.estado === '0001') others.push(idPeticion);
        else break;
        await wait(30);
      }
    })();
    await wait(plan.everyMs);
    kill();
    await sending;
    await start();
  }
  const answer = await collected('CAOS');
  const sinceRestartMs = monotonic() - started;
  const found = new Map<string, Answered>();
  for (const idPeticion of others) found.set(idPeticion, await collected(idPeticion));
  const asked = solicituds.map(({ municipi }) => ({ municipi, dead: codes.indexOf(municipi) < DEAD }));
  return { answer, asked, others: found, store: join(dir, 'padro.sqlite'), sinceRestartMs };
}
