import { Guard } from '../../base/outbound/guard.ts';
import { Migrations } from '../../check/index.ts';
import type { Config } from '../../config/index.ts';
import { judgeOf, signerOf } from '../check/signer.ts';
import type { Io } from '../io.ts';
import { type Opened, operator, withRegistry } from '../registry/open.ts';
import { actOn } from '../remote/act-on.ts';
import type { Where } from '../remote/options.ts';
import { allMigrations, remoteMoves } from './remote.ts';
import { type Done, listed, type Moves, type StepValues, stepOf } from './steps.ts';

export interface MigrationValues extends Where, StepValues {
  readonly json: boolean;
}

/** `padro-gateway migration`: returns the exit status. */
export async function runMigration(operands: readonly string[], values: MigrationValues, io: Io): Promise<0 | 1> {
  const [name = '', ...given] = operands;
  const step = stepOf(name, given, values);
  const [id = '', ...rest] = given;
  const act = (migrations: Moves): Promise<Done> =>
    step!.act({ migrations, id, rest, values, why: values.why ?? '', who: operator() });
  const done = await actOn(values, io, {
    store: (config) =>
      withRegistry(config, io.clock, async (opened) =>
        step ? act(storedMoves(opened, config, io)) : listed(opened.registry.list('migration').map(({ doc }) => doc)),
      ),
    gateway: async (api) => (step ? act(remoteMoves(api, io.signal)) : listed(await allMigrations(api))),
  });
  return print(io, values, done);
}

const storedMoves = ({ registry, store }: Opened, config: Config, { clock, signal }: Io): Moves =>
  new Migrations({
    registry,
    store,
    clock,
    signal,
    guard: new Guard(config.forward.allowPrivate),
    judgeSigned: judgeOf(config, clock),
    sign: async (payload) => (await signerOf({}, config, clock))(payload),
    alarm: () => {},
    trouble: () => {},
  });

function print({ stdout }: Io, { json }: MigrationValues, { result, text, good = true }: Done): 0 | 1 {
  stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : text);
  return good ? 0 : 1;
}
