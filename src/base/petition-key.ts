import { hash } from 'node:crypto';
import type { Peticion } from './peticion.ts';

/**
 * Key under which (ens, IdPeticion) is remembered, hexadecimal: the ens has ten digits, and blanks around count as little as
 * in an answer. Replays of signed messages are known by it (ADR 0003): with another key for the same petition, old messages
 * would be new ones.
 */
export const petitionKey = ({ ens, idPeticion }: Pick<Peticion, 'ens' | 'idPeticion'>): string =>
  hash('sha256', `peticion\n${ens}\n${idPeticion.trim()}`);
