import { hash } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import { RENEWALS_MS } from '../base/domain.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { petitionKey } from '../base/petition-key.ts';
import { type Answered, type Destination, extend, type Repeated, type Reply, type Routed } from '../base/request.ts';
import type { Trail } from '../base/trail.ts';
import type { Journal, Keys, Line } from './journal.ts';
import { type Marks, personalPart } from './part.ts';

export interface RecordPorts {
  readonly journal: Journal;
  readonly marks: Marks;
  readonly clock: Clock;
}

export interface Record {
  /**
   * What is about to be asked, durable, together with the replay key and (ens, IdPeticion). A repeated petition is
   * given another destination instead of a refusal: it is answered, and never forwarded.
   *
   * @throws Refusal `verify.replayed`, `record.unavailable`
   */
  intent<D extends Destination>(routed: Routed<D>): Promise<Routed<D | Repeated>>;
  /** What came of it, durable before the answer leaves. @throws Refusal `record.unavailable` */
  outcome(answered: Answered, reply: Reply): Promise<void>;
  /** A refusal of somebody who proved who they are. @throws Refusal `record.unavailable` */
  refusal(trail: Trail, refusal: Refusal): Promise<void>;
}

export function makeRecord({ journal, marks, clock }: RecordPorts): Record {
  const durable = <T>(written: Promise<T>): Promise<T> =>
    written.catch((cause: unknown) => {
      throw new Refusal('record.unavailable', {}, { cause, detail: (cause as Error).message });
    });
  return {
    async intent(routed) {
      const { destination } = routed;
      const lot = destination.kind === 'lot' ? destination.lot : undefined;
      const result = await durable(journal.intent(intentLine(routed, marks), keysOf(routed), lot));
      if (result === 'replayed') throw new Refusal('verify.replayed');
      return result === 'repeated' ? extend(routed, { destination: { kind: 'repeated' } as const }) : routed;
    },
    outcome: ({ trail, answer }, reply) =>
      durable(
        journal.append({
          kind: 'outcome',
          incident: trail.incident,
          fields: {
            at: new Date(clock.now()).toISOString(),
            outcome: answer.outcome,
            cause: answer.cause,
            asked: answer.asked,
            ms: Math.round(trail.elapsed()),
            bytes: reply.bytes.length,
            mac: marks.digest(hash('sha256', reply.bytes)),
          },
        }),
      ),
    refusal: (trail, refusal) =>
      durable(
        journal.append({
          kind: 'refusal',
          incident: trail.incident,
          fields: {
            at: new Date(clock.now()).toISOString(),
            frontal: trail.frontal,
            grup: trail.group,
            address: trail.address,
            ens: trail.ens,
            modalitat: trail.peticion?.modalitat.code,
            certificate: trail.fingerprint,
            psis: trail.evidence,
            algorithm: trail.algorithm,
            station: refusal.entry.station,
            code: refusal.code,
            ms: Math.round(trail.elapsed()),
          },
        }),
      ),
  };
}

/** What may not come again (ADR 0003). */
function keysOf({ destination, peticion, signer, replay, way, sha1 }: Routed<Destination>): Keys {
  // A poll changes nothing, so that a client may send the same one again, unless it says until when.
  if (destination.kind === 'poll') return { replay: replay?.dated ? replay : undefined };
  const key = petitionKey(peticion);
  const until = signer.notAfter + RENEWALS_MS;
  // One SignedInfo is one Body and so one petition: not with SHA-1, which collides, nor with a token, whose jti names none.
  if (!replay || way !== 'signature' || sha1) return { replay, petition: { key, until } };
  return { petition: { key, until: Math.max(until, replay.until), signed: replay.key } };
}

/** A certificate that was shown on the channel beside a signature is recorded, no more. */
const fingerprintOf = (der: Buffer | undefined): string | undefined => der && hash('sha256', der);

/** Who may be asked: told before anybody is. */
function whereTo(destination: Destination): Line['fields'] {
  const { kind } = destination;
  return {
    municipi: 'municipi' in destination ? destination.municipi : undefined,
    endpoint: 'endpoint' in destination ? destination.endpoint.id : kind,
    fallback: 'fallback' in destination ? destination.fallback?.id : undefined,
    search: kind === 'search' ? destination.bodies.map(({ municipi }) => municipi) : undefined,
    municipis: kind === 'lot' ? destination.municipis : undefined,
    lot: kind === 'poll' ? destination.lot : undefined,
  };
}

function intentLine(routed: Routed<Destination>, marks: Marks): Line {
  const { trail, peticion, destination, signer } = routed;
  const [first] = peticion.solicitudes;
  return {
    kind: 'intent',
    incident: trail.incident,
    fields: {
      at: new Date(trail.receivedAt).toISOString(),
      frontal: trail.frontal,
      environment: routed.environment,
      grup: routed.group,
      address: routed.address,
      ens: peticion.ens,
      producte: peticion.codigoProducto,
      modalitat: peticion.modalitat.code,
      [peticion.purpose.kind]: peticion.purpose.value,
      consentiment: first?.consentimiento,
      solicituds: peticion.solicitudes.length,
      withoutExpedient: peticion.solicitudes.filter(({ numExpediente }) => numExpediente === undefined).length,
      ...whereTo(destination),
      way: routed.way,
      certificate: signer.fingerprint,
      channel: routed.way === 'channel' ? undefined : fingerprintOf(routed.channel),
      anchor: signer.anchor,
      psis: trail.evidence,
      algorithm: routed.algorithm,
      sha1: routed.sha1 || undefined,
      bytes: routed.bytes.length,
      mac: marks.digest(routed.sha256),
    },
    part: personalPart(peticion, marks),
  };
}
