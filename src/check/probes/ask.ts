import { envelope } from '../../base/build-peticion.ts';
import type { Calls } from '../../base/calls.ts';
import { type Clock, monotonic, timedId } from '../../base/clock.ts';
import { Refusal } from '../../base/errors/refusal.ts';
import { readXml } from '../../base/xml/reader.ts';
import { payloadOf, testId } from '../acceptance/queries.ts';
import { judgeAnswer } from '../answer/judge.ts';
import type { Sample } from '../ports.ts';
import type { ProbeTarget } from './targets.ts';

/** One test query to an endpoint, under the gateway's seal. What the call learns reaches the breaker by itself. */
export async function probe(
  { endpoint, person }: ProbeTarget,
  calls: Calls,
  clock: Clock,
  timeoutMs: number,
): Promise<Sample> {
  const at = clock.now();
  const idPeticion = testId();
  const payload = payloadOf({ modalitat: 'RESIDENT_MUNICIPI', person }, { finalitat: 'PROVES' }, at, idPeticion);
  const begun = monotonic();
  const sample = (cause?: string): Sample => ({
    endpoint: endpoint.id,
    at,
    ok: cause === undefined,
    ms: monotonic() - begun,
    cause,
  });
  try {
    const message = readXml(Buffer.from(envelope(payload)), 'message');
    const { bytes } = await calls.ask({ endpoint, message, idPeticion, incident: timedId(at), timeoutMs });
    const { defects, result } = judgeAnswer({ status: 200, contentType: 'text/xml', bytes }, payload);
    return sample(defects[0]?.code ?? (result === '1' ? undefined : 'answer.result'));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sample(error.code);
  }
}
