import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { monotonic } from '../../src/base/clock.ts';
import { request } from '../support/http.ts';
import type { Env } from '../support/stores.ts';
import { type Answered, read } from './support.ts';

interface Node {
  child?: ChildProcess;
  /** Where it listens; undefined while it is dead. */
  origin?: string | undefined;
}

/** Gateways over one store, each in a process of its own, behind something that asks one after the other. */
export class GatewayNodes {
  readonly #dir: string;
  readonly #env: Env;
  readonly #endpoints: string;
  readonly #nodes: Node[];
  #next = 0;
  /** When the last of them began to listen. */
  started = 0;

  /** @param endpoints address of each municipality's server */
  constructor(dir: string, env: Env, endpoints: Readonly<Record<string, string>>, count: number) {
    this.#dir = dir;
    this.#env = env;
    this.#endpoints = JSON.stringify(endpoints);
    this.#nodes = Array.from({ length: count }, () => ({}));
  }

  /** @returns when it listens; one that is there takes up the store */
  async start(index: number): Promise<void> {
    const node = this.#nodes[index]!;
    const env = JSON.stringify({ ...this.#env, PADRO_STORE_NODE: `node-${index}` });
    const file = fileURLToPath(new URL('gateway-process.ts', import.meta.url));
    const child = fork(file, [this.#dir, this.#endpoints, env], { execArgv: ['--import', 'tsx'] });
    node.child = child;
    node.origin = await new Promise<string>((resolve, reject) => {
      child.once('message', (message) => resolve(message as string));
      child.once('exit', () => reject(new Error('a gateway did not start')));
    });
    this.started = monotonic();
  }

  /** SIGKILL. */
  kill(index: number): void {
    const node = this.#nodes[index]!;
    node.origin = undefined;
    node.child?.kill('SIGKILL');
  }

  killAll(): void {
    for (const index of this.#nodes.keys()) this.kill(index);
  }

  /** Asks the next one that is not known to be dead. @throws Error when it is */
  async post(path: string, body: string): Promise<Answered> {
    const alive = this.#nodes.filter(({ origin }) => origin !== undefined);
    const { origin } = alive[this.#next++ % alive.length] ?? {};
    if (origin === undefined) throw new Error('no gateway listens');
    return read(await request(origin + path, body));
  }
}
