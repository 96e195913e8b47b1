import { readFileSync } from 'node:fs';
import {
  ACTS,
  type Act,
  type Actor,
  type Circuit,
  type CircuitRequest,
  isAct,
  MUNICIPIS,
  type Opening,
} from '../../registry/index.ts';
import { UsageError } from '../failure.ts';

export interface Asked {
  readonly id: string;
  readonly act: string;
  readonly actor: Actor;
  readonly who: string;
  /** `field=value` */
  readonly set: readonly string[];
  readonly document: string | undefined;
  readonly municipi: string | undefined;
  readonly environment: Opening['environment'];
  readonly language: Opening['language'];
}

/** @throws UsageError when it is written wrongly */
export function requestOf({ act, set, document }: Asked): CircuitRequest {
  if (!isAct(act)) throw new UsageError(`there is no act ${act}: ${Object.keys(ACTS).join(', ')}`);
  const fields = set.map((pair): [string, string] => {
    const equals = pair.indexOf('=');
    if (equals < 1) throw new UsageError(`--set ${pair}: expected FIELD=VALUE`);
    return [pair.slice(0, equals), pair.slice(equals + 1)];
  });
  return {
    act,
    fields: Object.fromEntries(fields),
    document: document === undefined ? undefined : readFileSync(document),
  };
}

/** Does an act; one that begins an expedient needs its municipality. Resolves to the step that it led to. */
export async function doAct(circuit: Circuit, asked: Asked): Promise<string> {
  const request = requestOf(asked);
  const { id, actor, who } = asked;
  const begins = (ACTS[request.act] as Act).from.includes('start');
  const by = { who, actor };
  const { step } = begins ? await circuit.open(openingOf(asked), request, by) : await circuit.act(id, request, by);
  return step;
}

function openingOf({ id, municipi = '', environment, language }: Asked): Opening {
  const name = MUNICIPIS.get(municipi);
  if (!name) throw new UsageError('--municipi: expected the five digits of a municipality of Catalonia');
  return { id, municipi, name, environment, language };
}
