import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { compileAddresses } from '../../admit/index.ts';
import type { Clock } from '../../base/clock.ts';
import { Guard } from '../../base/outbound/guard.ts';
import type { CheckStore } from '../../check/index.ts';
import type { Config } from '../../config/index.ts';
import { Registry } from '../../registry/index.ts';
import { makeCheckStore, makeRegistryStore, openStore } from '../../store/index.ts';
import { Failure } from '../failure.ts';

/** Who a change is recorded of, when a command makes it. */
export const operator = (): string => `cli:${userInfo().username}`;

export interface Opened {
  readonly registry: Registry;
  readonly store: CheckStore;
  readonly db: Awaited<ReturnType<typeof openStore>>;
}

/**
 * The registry of the configured store, to be changed; a gateway that runs on it takes changes over within a second. Hosts
 * that it has already were allowed where they were written, whatever addresses this process allows: only a new one is judged.
 *
 * @throws Failure when there is no store, or its records do not fit
 */
export async function withRegistry<T>(
  { store: where, forward }: Config,
  clock: Clock,
  use: (opened: Opened) => Promise<T> | T,
): Promise<T> {
  const { path, url } = where;
  if (!url && !existsSync(path))
    throw new Failure(`${path}: there is no store; name the gateway's configuration by --config`);
  const db = await openStore(where).catch((error: Error) => {
    throw new Failure(error.message);
  });
  try {
    const guard = new Guard(forward.allowPrivate);
    const kept = new Set<string>();
    let judge = (hostname: string): void => void kept.add(hostname);
    const compiling = {
      timeoutMs: forward.timeoutMs,
      checkGroups: compileAddresses,
      checkUrl: ({ hostname }: URL) => judge(hostname),
    };
    const registry = await Registry.open(makeRegistryStore(db), compiling, clock);
    judge = (hostname) => {
      if (!kept.has(hostname)) guard.checkHost(hostname);
    };
    return await use({ registry, store: makeCheckStore(db), db });
  } finally {
    await db.destroy();
  }
}
