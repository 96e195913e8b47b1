import { hash } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { preferred } from '../base/negotiate.ts';
import type { Peticion } from '../base/peticion.ts';
import { type Admitted, type Collected, extend, type Frontal, type Parsed, type Rest } from '../base/request.ts';
import { payloadOf } from './payload.ts';

/** A form that an answer may leave in. */
export type Form = 'application/json' | 'application/xml' | 'application/pdf';

const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/**
 * The bytes of a REST request, once, after what its head says of them was judged.
 *
 * @throws Refusal `api.media-type`, and what reading the body refuses
 */
export async function collect(admitted: Admitted): Promise<Collected> {
  if (headOf(admitted).method === 'POST' && !JSON_TYPE.test(admitted.contentType?.trim() ?? '')) {
    throw new Refusal('api.media-type', { type: 'application/json' });
  }
  const bytes = await admitted.body();
  admitted.trail.bytesIn = bytes.length;
  return extend(admitted, { bytes, sha256: hash('sha256', bytes) });
}

/** What the contract of the frontals reads of an envelope. @throws Refusal `parse.*` */
export type ReadMessage = (
  bytes: Buffer,
  of: Pick<Collected, 'frontal' | 'trail'>,
) => Pick<Parsed, 'envelope' | 'contract'>;

/**
 * Turns a REST request into the petition that the frontal would have got, and reads that by the frontal's own contract.
 *
 * @throws Refusal `parse.*`, `http.not-found`, `http.malformed`, `http.not-acceptable`
 */
export function makeParse(readMessage: ReadMessage, clock: Clock): (collected: Collected) => Parsed {
  return (collected) => {
    const { frontal, bytes } = collected;
    const rest = headOf(collected);
    const { envelope, contract } = readMessage(payloadOf(frontal, rest, bytes, clock.now()), collected);
    const acceptable = (): Peticion => {
      const peticion = contract();
      if (!preferred(rest.accept, possible(frontal, peticion))) throw new Refusal('http.not-acceptable');
      return peticion;
    };
    return extend(collected, { envelope, contract: acceptable });
  };
}

/** The forms that the answer to a petition may come in. */
function possible(frontal: Frontal, { modalitat, solicitudes }: Peticion): Form[] {
  const pdf = modalitat.code.endsWith('_PDF') || solicitudes.some(({ extensiones }) => extensiones?.pdf);
  return ['application/json', 'application/xml', ...(frontal === 'sincron' && pdf ? ['application/pdf' as const] : [])];
}

export function headOf({ rest }: Pick<Admitted, 'rest'>): Rest {
  if (!rest) throw new Error('not a REST request');
  return rest;
}
