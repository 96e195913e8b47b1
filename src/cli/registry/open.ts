import { userInfo } from 'node:os';
import { compileAddresses } from '../../admit/index.ts';
import type { Clock } from '../../base/clock.ts';
import type { Config } from '../../config/index.ts';
import { Registry } from '../../registry/index.ts';
import { makeRegistryStore, openStore } from '../../store/index.ts';
import { Failure } from '../failure.ts';

/** Who changes the registry by a command, as its history has it. */
export const who = (): string => `${userInfo().username} (command)`;

/**
 * The registry of the configured store, to be changed; a gateway that runs takes the change over within a second.
 *
 * @throws Failure when it cannot be opened, or the change does not fit
 */
export async function withRegistry<T>(config: Config, clock: Clock, use: (registry: Registry) => Promise<T>) {
  const db = await openStore(config.store).catch(failed);
  try {
    const options = { timeoutMs: config.forward.timeoutMs, checkUrl: () => {}, checkGroups: compileAddresses };
    return await use(await Registry.open(makeRegistryStore(db), options, clock)).catch(failed);
  } finally {
    await db.destroy();
  }
}

const failed = (error: unknown): never => {
  throw new Failure((error as Error).message);
};
