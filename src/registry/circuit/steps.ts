import { type Texts, texts } from '../../base/errors/catalogue/entry.ts';
import type { ActOfEns } from './acts.ts';
import type { FactName } from './facts.ts';
import type { Actor, StepName } from './words.ts';

/** Somebody whose turn it is until a fact is there. */
export interface Turn {
  readonly actor: Actor;
  readonly until?: FactName;
}

export interface Step {
  readonly title: Texts;
  /** The first whose fact is missing is the one that the step waits for. */
  readonly turns: readonly Turn[];
  /** Days from entering the step until it is overdue. */
  readonly days?: number;
  /** Days between reminders, once it is overdue; they go to the ens by letter, to the others in the list of what is due. */
  readonly remindDays?: number;
  /** What the ens can do in it by a link. */
  readonly link?: ActOfEns;
}

const ours = (actor: Actor, title: Texts, days = 5): Step => ({ title, turns: [{ actor }], days, remindDays: 5 });
const theirs = (title: Texts, days: number, link?: ActOfEns): Step => ({
  title,
  turns: [{ actor: 'ens' }],
  days,
  remindDays: 15,
  ...(link && { link }),
});
const rest = (title: Texts): Step => ({ title, turns: [] });

/** What each step waits for, and how long. */
export const STEPS: Readonly<Record<StepName, Step>> = {
  invited: theirs(texts('Convidat', 'Invitado', 'Invited'), 30, 'request'),
  triage: ours('OT', texts('Triatge', 'Triaje', 'Triage')),
  question: theirs(texts('Pregunta feta', 'Pregunta hecha', 'Question asked'), 15, 'request'),
  decision: ours('OT', texts('Cal conveni?', '¿Hace falta convenio?', 'Is a conveni needed?')),
  delegation: theirs(
    texts(
      "Pendent de l'ens supramunicipal",
      'Pendiente del ente supramunicipal',
      'Waiting for the supramunicipal body',
    ),
    30,
  ),
  'a-data': theirs(texts('Dades de signatura', 'Datos de firma', 'Signature data'), 15, 'give-data'),
  'b-signatures': {
    title: texts('Signatures del conveni', 'Firmas del convenio', 'Signatures of the conveni'),
    turns: [
      { actor: 'AJ', until: 'aoc-signed' },
      { actor: 'ens', until: 'ens-signed' },
    ],
    days: 20,
    remindDays: 15,
    link: 'sign-ens',
  },
  'e-register': ours('AJ', texts('Registre del conveni', 'Registro del convenio', 'Registration of the conveni')),
  'f-tell': ours('AJ', texts('Avís a la OT', 'Aviso a la OT', 'AJ tells the OT'), 2),
  form: theirs(texts("Formulari d'integració", 'Formulario de integración', 'Integration form'), 15, 'fill-in'),
  'g-set-up': ours('OT', texts('Posada a punt', 'Puesta a punto', 'Technical set-up'), 20),
  verification: ours('OT', texts('Verificació', 'Verificación', 'Verification')),
  live: rest(texts('En línia', 'En línea', 'Live')),
  paused: rest(texts('En pausa', 'En pausa', 'Paused')),
  consumer: rest(texts('Només vol consumir', 'Solo quiere consumir', 'Wants to consume only')),
  refused: rest(texts('Denegat', 'Denegado', 'Refused')),
  withdrawn: rest(texts('Donat de baixa', 'Dado de baja', 'Withdrawn')),
};
