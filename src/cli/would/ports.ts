import { compileAddresses } from '../../admit/index.ts';
import type { Config } from '../../config/index.ts';
import { put, SHIPPED_GROUPS, type Tables, tablesOf } from '../../registry/index.ts';
import { loadTrust, type TrustStore } from '../../verify/index.ts';
import { fromStore } from '../explain/store.ts';
import { Failure } from '../failure.ts';

/** The registry of the configured store, as it is in force at a time (milliseconds); one that is empty has what a gateway would start it with. */
export function registryOf(config: Config, at: number): Tables {
  const kept = fromStore(config, (reader) => reader.registryRows());
  const shipped = () => SHIPPED_GROUPS.map((group) => ({ ...put('addressGroup', group), version: 0 }));
  const rows = kept.length > 0 ? kept : shipped();
  const options = { timeoutMs: config.forward.timeoutMs, checkUrl: () => {}, checkGroups: compileAddresses };
  return tablesOf(rows, options, at);
}

/** @throws Failure when the trust directory is wrong */
export function trustOf({ trust }: Config): TrustStore {
  try {
    return loadTrust(trust.dir);
  } catch (error) {
    throw new Failure(`trust.dir: ${(error as Error).message}`);
  }
}
