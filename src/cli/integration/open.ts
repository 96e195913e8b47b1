import { existsSync } from 'node:fs';
import { compileAddresses } from '../../admit/index.ts';
import type { Clock } from '../../base/clock.ts';
import { Guard } from '../../base/outbound/guard.ts';
import { makeCircuit } from '../../compose-circuit.ts';
import { loadConfig } from '../../config/index.ts';
import type { OutboxStore } from '../../notices/index.ts';
import { type Circuit, Registry } from '../../registry/index.ts';
import { makeOutboxStore, makeRegistryStore, openSqlite } from '../../store/index.ts';
import { Failure } from '../failure.ts';

/** Uses the circuit of the configured store; a gateway that runs on it takes over what is changed. @throws Failure when there is no store */
export async function withCircuit<T>(
  file: string | undefined,
  clock: Clock,
  use: (circuit: Circuit, outbox: OutboxStore) => Promise<T> | T,
): Promise<T> {
  const config = loadConfig({ file });
  const { path } = config.store;
  if (!existsSync(path)) throw new Failure(`${path}: there is no store; name the gateway's configuration by --config`);
  const db = await openSqlite(path);
  try {
    const guard = new Guard(config.forward.allowPrivate);
    const compiling = {
      timeoutMs: config.forward.timeoutMs,
      checkGroups: compileAddresses,
      checkUrl: ({ hostname }: URL) => guard.checkHost(hostname),
    };
    const registry = await Registry.open(makeRegistryStore(db), compiling, clock);
    return await use(makeCircuit({ config, db, registry, clock }), makeOutboxStore(db));
  } finally {
    await db.destroy();
  }
}
