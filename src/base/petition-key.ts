import { hash } from 'node:crypto';
import type { Peticion } from './peticion.ts';

/**
 * Key under which (ens, IdPeticion) is remembered, hexadecimal: the ens has ten digits, and blanks around count as little as
 * in an answer.
 */
export const petitionKey = ({ ens, idPeticion }: Pick<Peticion, 'ens' | 'idPeticion'>): string =>
  hash('sha256', `peticion\n${ens}\n${idPeticion.trim()}`);
