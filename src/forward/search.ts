import { setMaxListeners } from 'node:events';
import type { Calls, Consulta } from '../base/calls.ts';
import { asRefusal } from '../base/errors/refusal.ts';
import { MODALITATS } from '../base/modalitats.ts';
import type { Asked, Body } from '../base/request.ts';
import { respuestaIn, valueIn } from './data.ts';
import { checkStopped } from './protected.ts';
import { reask } from './reask.ts';

export interface SearchOptions {
  /** Municipalities asked at once. */
  readonly parallel: number;
  /** Time for the whole search, milliseconds. */
  readonly timeoutMs: number;
}

export interface Found {
  /** INE code of where the person is registered; undefined: nowhere among those that answered. */
  readonly municipi: string | undefined;
  /** Whom the search asked, in the order of their answers. */
  readonly asked: readonly Asked[];
}

const CONSTA = '1';
const NO_CONSTA = '2';
/** Asked, and no answer waited for: another municipality had said yes. */
const STOPPED = 'stopped';
const RESPUESTA = MODALITATS.get('RESIDENT_MUNICIPI')!.respuesta;

/** Asks municipalities, several at once, whether the person is registered there, until one says so. */
export async function search(
  consulta: Consulta,
  bodies: readonly Body[],
  calls: Calls,
  { parallel, timeoutMs }: SearchOptions,
): Promise<Found> {
  const stop = new AbortController();
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([stop.signal, deadline, ...(consulta.signal ? [consulta.signal] : [])]);
  setMaxListeners(parallel, signal);
  const asked: Asked[] = [];
  const waiting = bodies.values();
  let municipi: string | undefined;

  const askOne = async (body: Body): Promise<string> => {
    checkStopped(body);
    const { municipi, endpoint } = body;
    const idPeticion = `${consulta.incident}-${municipi}`;
    const message = reask(consulta.message, consulta.peticion.modalitat, 'RESIDENT_MUNICIPI', municipi, idPeticion);
    const { incident } = consulta;
    const answer = await calls.ask({ endpoint, message, idPeticion, incident, timeoutMs: endpoint.timeoutMs, signal });
    return valueIn(answer, respuestaIn(answer, RESPUESTA)!, 'codigoResultado')!;
  };
  const asker = async (): Promise<void> => {
    for (const body of waiting) {
      if (signal.aborted) return;
      const result = await askOne(body).catch((error: unknown) =>
        stop.signal.aborted ? STOPPED : asRefusal(error).code,
      );
      const answered = result === CONSTA || result === NO_CONSTA;
      asked.push({ body: body.municipi, result: answered ? 'answered' : result });
      if (result !== CONSTA) continue;
      municipi ??= body.municipi;
      stop.abort();
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, bodies.length) }, asker));
  return { municipi, asked };
}
