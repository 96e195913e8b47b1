import type { Clock } from '../base/clock.ts';
import type { Consumer, Live, Period, Purpose } from '../base/domain.ts';
import { Refusal } from '../base/errors/refusal.ts';
import type { Peticion, Solicitud } from '../base/peticion.ts';
import { type Authorised, extend, type Verified } from '../base/request.ts';

/** What each ens may ask. One look-up in a compiled table. */
export interface Authorisations {
  /** Periods in which the ens may ask this modalitat for this purpose; undefined when it never may. */
  find(ens: string, modalitat: string, purpose: Purpose): readonly Period[] | undefined;
  /** Whether its stop switch is thrown. */
  stopped(what: 'consumer' | 'modalitat', id: string): boolean;
}

export interface AuthorisePorts {
  readonly authorisations: Live<Authorisations>;
  readonly clock: Clock;
  /** The official's name and NIF are required. */
  readonly funcionario: boolean;
  /** There is a seal: an unsigned petition can be forwarded inside it, and a PDF be signed by it. */
  readonly sealed: boolean;
}

/**
 * That the signer may speak for the ens, and the ens ask this for this purpose today (protocol section 6). That every
 * solicitud says the same as the petition was checked when it was read.
 *
 * @throws Refusal `authorise.*`
 */
export function makeAuthorise({
  authorisations,
  clock,
  funcionario,
  sealed,
}: AuthorisePorts): (verified: Verified) => Authorised {
  return (verified) => {
    const { peticion, trail } = verified;
    const consumer = speaker(verified);
    trail.ens = consumer.ens;
    if (!consumer.ways[verified.way] || (verified.way !== 'signature' && !sealed)) throw new Refusal('authorise.way');
    const { current } = authorisations;
    for (const [what, id] of [
      ['consumer', consumer.ens],
      ['modalitat', peticion.modalitat.code],
    ] as const) {
      if (current.stopped(what, id)) throw new Refusal('authorise.stopped', { what: id });
    }
    const params = { ens: consumer.ens, modalitat: peticion.modalitat.code };
    const periods = current.find(consumer.ens, peticion.modalitat.code, peticion.purpose);
    if (!periods) throw new Refusal('authorise.not-authorised', params);
    const now = clock.now();
    if (!periods.some(({ from, to }) => from <= now && (to === null || now < to))) {
      throw new Refusal('authorise.out-of-dates', params);
    }
    if (funcionario && !everyOfficialNamed(peticion)) throw new Refusal('authorise.funcionario');
    checkExtensions(peticion, sealed);
    return extend(verified, { consumer });
  };
}

function speaker({ consumers, peticion }: Verified): Consumer {
  if (consumers.length === 0) throw new Refusal('authorise.unknown');
  const consumer = consumers.find(({ ens }) => ens === peticion.ens);
  if (!consumer) throw new Refusal('authorise.not-bound', { ens: peticion.ens });
  return consumer;
}

const officialNamed = (peticion: Peticion, solicitud: Solicitud): boolean => {
  const official = solicitud.funcionario ?? peticion.funcionario;
  return Boolean(official?.nombreCompleto?.trim() && official.nif?.trim());
};

const everyOfficialNamed = (peticion: Peticion): boolean =>
  peticion.solicitudes.every((solicitud) => officialNamed(peticion, solicitud));

/** A PDF names the official who asked for it, and is signed (protocol section 4). */
function checkExtensions(peticion: Peticion, sealed: boolean): void {
  const asking = peticion.solicitudes.filter(({ extensiones }) => extensiones?.pdf);
  if (asking.length > 0 && !sealed) throw new Refusal('authorise.pdf-unavailable');
  if (!asking.every((solicitud) => officialNamed(peticion, solicitud))) throw new Refusal('authorise.pdf-funcionario');
}
