import { type Clock, localTimestamp } from '../base/clock.ts';
import { XmlError } from '../base/xml/error.ts';
import { answer, type Sources } from './answers.ts';
import { Padro } from './padro.ts';
import { type Population, peopleOf } from './people.ts';
import { PetitionError, readPetition } from './petition.ts';
import { fault, respuesta } from './respuesta.ts';
import type { KeyAndCert } from './sign.ts';
import { issueVolants } from './volants.ts';

/** Where petitions are read and answered. */
export interface Desk {
  /** Petitions that a `Respuesta` was made for. */
  readonly answered: number;
  /** HTTP status and envelope; a SOAP Fault where the body is no petition. */
  answer(body: Buffer): { readonly status: number; readonly xml: string };
}

/** @throws Error when a municipality's code or the key is wrong */
export function openDesk(population: Population, fuente: Sources['fuente'], volant: KeyAndCert, clock: Clock): Desk {
  const wrong = population.municipis.find((code) => !/^[0-9]{5}$/.test(code));
  if (wrong !== undefined) throw new Error(`municipis: expected INE codes of five digits, not '${wrong}'`);
  const padro = new Padro(peopleOf(population));
  const volants = issueVolants(volant);
  let answered = 0;

  const reply = (body: Buffer): string => {
    const petition = readPetition(body);
    const timestamp = localTimestamp(clock.now());
    const sources = { padro, volants, fuente, day: timestamp.slice(0, 10).replaceAll('-', '') };
    const answers = petition.solicitudes.map((solicitud) => answer(solicitud, sources));
    return respuesta(petition, answers, timestamp);
  };
  return {
    get answered() {
      return answered;
    },
    answer: (body) => {
      try {
        const xml = reply(body);
        answered++;
        return { status: 200, xml };
      } catch (error) {
        if (!(error instanceof PetitionError || error instanceof XmlError)) throw error;
        return { status: 500, xml: fault('Client', error.message) };
      }
    },
  };
}
