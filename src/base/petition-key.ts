import { createHash } from 'node:crypto';
import type { Peticion } from './peticion.ts';

/** Key under which (ens, IdPeticion) is remembered: the ens has ten digits, and blanks around count as little as in an answer. */
export const petitionKey = ({ ens, idPeticion }: Pick<Peticion, 'ens' | 'idPeticion'>): Buffer =>
  createHash('sha256').update(`peticion\n${ens}\n${idPeticion.trim()}`).digest();
