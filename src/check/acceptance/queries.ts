import { buildPeticion } from '../../base/build-peticion.ts';
import { randomHex } from '../../base/clock.ts';
import { ine10 } from '../../base/codes.ts';
import { MODALITATS } from '../../base/modalitats.ts';
import type { Target, TestPerson } from '../target.ts';

/** A test query: who is asked for, in which modalitat. */
export interface Query {
  readonly modalitat: string;
  readonly person: TestPerson;
}

/** The payload of a test query. `*_PROPI` ask as the municipality itself, whose padró they are about. */
export function payloadOf(
  { modalitat, person }: Query,
  { ens, finalitat }: Pick<Target, 'ens' | 'finalitat'>,
  now: number,
): string {
  const own = ine10(person.municipi);
  const { source } = MODALITATS.get(modalitat)!;
  return buildPeticion({
    modalitat,
    ens: source === 'own' ? own : (ens ?? own),
    purpose: { kind: 'finalitat', value: finalitat },
    idPeticion: `COMPROVACIO-${randomHex()}`,
    now,
    funcionari: { nom: 'Comprovació de la passarel·la', nif: '00000000U' },
    solicituds: [
      {
        persons: [{ tipus: person.tipus, document: person.document }],
        municipi: person.municipi,
        idescat: 0,
        convivents: person.household ?? 1,
      },
    ],
  });
}
