import {
  ACTS,
  type Act,
  type Actor,
  type CircuitRequest,
  isAct,
  MUNICIPIS,
  type Opening,
} from '../../registry/index.ts';
import { UsageError } from '../failure.ts';
import { read } from '../files.ts';

export interface Asked {
  readonly id: string;
  readonly act: string;
  readonly actor: Actor;
  /** `field=value` */
  readonly set: readonly string[];
  readonly document: string | undefined;
  readonly municipi: string | undefined;
  readonly environment: Opening['environment'];
  readonly language: Opening['language'];
}

/** An act as it is understood. */
export interface Acting {
  readonly id: string;
  readonly actor: Actor;
  readonly request: CircuitRequest;
  /** What it is about, of an act that begins an expedient. */
  readonly opening: Opening | undefined;
}

/** @throws UsageError when it is written wrongly, Failure when the document cannot be read */
export function actingOf(asked: Asked): Acting {
  const { id, act, actor, set, document } = asked;
  if (!isAct(act)) throw new UsageError(`there is no act ${act}: ${Object.keys(ACTS).join(', ')}`);
  const { from, document: takes }: Act = ACTS[act];
  const fields = set.map((pair): [string, string] => {
    const equals = pair.indexOf('=');
    if (equals < 1) throw new UsageError(`--set ${pair}: expected FIELD=VALUE`);
    return [pair.slice(0, equals), pair.slice(equals + 1)];
  });
  const opening = from.includes('start') ? openingOf(asked) : undefined;
  if (document !== undefined && !takes) throw new UsageError(`${act} takes no --document`);
  const bytes = document === undefined ? undefined : read(document);
  return { id, actor, request: { act, fields: Object.fromEntries(fields), document: bytes }, opening };
}

function openingOf({ id, municipi = '', environment, language }: Asked): Opening {
  const name = MUNICIPIS.get(municipi);
  if (!name) throw new UsageError('--municipi: expected the five digits of a municipality of Catalonia');
  return { id, municipi, name, environment, language };
}
