import type { Clock } from '../../base/clock.ts';
import { makeCircuit } from '../../compose-circuit.ts';
import type { Config } from '../../config/index.ts';
import type { OutboxStore } from '../../notices/index.ts';
import type { Circuit } from '../../registry/index.ts';
import { makeOutboxStore } from '../../store/index.ts';
import { withRegistry } from '../registry/open.ts';

/** Uses the circuit of the configured store; a gateway that runs on it takes over what is changed. @throws Failure when there is no store */
export function withCircuit<T>(
  config: Config,
  clock: Clock,
  use: (circuit: Circuit, outbox: OutboxStore) => Promise<T> | T,
): Promise<T> {
  return withRegistry(config, clock, ({ registry, db }) =>
    use(makeCircuit({ config, db, registry, clock }), makeOutboxStore(db)),
  );
}
