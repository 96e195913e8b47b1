import { hash, type KeyObject } from 'node:crypto';
import { randomHex } from '../base/clock.ts';
import type { Peticion, Solicitud } from '../base/peticion.ts';
import { Hmac } from './hmac.ts';
import type { Part } from './journal.ts';

/** Keyed one-way forms of what must not be kept: equal inputs give equal marks, and nobody without the key can try inputs. */
export class Marks {
  readonly #hmac: Hmac;

  constructor(key: KeyObject) {
    this.#hmac = new Hmac(key);
  }

  /** @param sha256 of a message, hexadecimal */
  digest(sha256: string): string {
    return this.#hmac.of(sha256);
  }

  /** Document of a person: blanks and case do not make it another. */
  document(documentacion: string): string {
    return this.#hmac.of(`document\n${documentacion.trim().toUpperCase()}`);
  }
}

/** The personal part of an intent: what Llei 39/2015 article 28 asks to be recorded with each query. */
export function personalPart(peticion: Peticion, marks: Marks): Part {
  return partOf({
    idPeticion: peticion.idPeticion,
    funcionario: peticion.funcionario,
    solicituds: peticion.solicitudes.map((solicitud) => personal(solicitud, marks)),
  });
}

const personal = ({ idSolicitud, documents, numExpediente, funcionario }: Solicitud, marks: Marks) => ({
  idSolicitud,
  documents: documents.map(({ tipo, documentacion }) => ({ tipo, hmac: marks.document(documentacion) })),
  expedient: numExpediente,
  funcionario,
});

/** A part that can be purged, and the salted hash by which the chain holds it. */
export function partOf(value: unknown): Part {
  const salt = randomHex();
  const text = JSON.stringify(value);
  return { salt, text, hash: hash('sha256', salt + text) };
}
