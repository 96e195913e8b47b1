import { LATER, type Notice, renderLetter, type Values } from '../../notices/index.ts';
import type { Expedient, Letter } from './expedient.ts';
import { STEPS } from './steps.ts';

/** What letters say of the deployment. */
export interface Office {
  /** Address that people write to. */
  readonly email: string | undefined;
  /** Address of the conveni's template. */
  readonly template: string | undefined;
  /** Addresses that a municipality opens its firewall to: a line for each group. */
  readonly addresses: string;
}

const text = (value: unknown): string | undefined => (value === undefined ? undefined : String(value));

/** What the letters of an expedient can say. */
export function valuesOf(expedient: Expedient, office: Office): Values {
  const { data, id, name, tickets, step, since, language } = expedient;
  return {
    name,
    reference: [id, ...tickets].join(', '),
    office: office.email,
    template: office.template,
    addresses: office.addresses,
    step: STEPS[step].title[language],
    since: since.slice(0, 10),
    bodyName: data.bodyName,
    httpPort: text(data.httpPort),
    httpsPort: text(data.httpsPort),
    migrationWeek: data.migrationWeek,
    reason: data.reason,
  };
}

/** A letter as it is queued. @throws Refusal `circuit.hole` when a value is missing */
export function toNotice(expedient: Expedient, { id, letter, to, link, attach }: Letter, office: Office): Notice {
  const later = link ? LATER : [];
  const { subject, body } = renderLetter(letter, expedient.language, valuesOf(expedient, office), later);
  return { id, about: expedient.id, to, subject, body, link, attach };
}
