import { z } from 'zod';
import { issueOf } from '../../base/errors/issue.ts';
import { Refusal } from '../../base/errors/refusal.ts';
import { ACTS, type Act, type ActName, type Effect, type Sending } from './acts.ts';
import type { Document, Expedient, Letter, Opening } from './expedient.ts';
import { FACTS, type FactName } from './facts.ts';
import { type Data, FIELDS, type FieldName } from './fields.ts';
import { STEPS } from './steps.ts';
import type { Actor } from './words.ts';

/** Who does something: an account or link, and the office that it acts for. */
export interface Doer {
  readonly who: string;
  readonly actor: Actor;
}

export interface Doing {
  readonly act: ActName;
  /** Raw fields, checked here. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** A document that was checked and kept already. */
  readonly document?: Omit<Document, 'at' | 'who'>;
}

export interface Advanced {
  readonly expedient: Expedient;
  readonly effects: readonly Effect[];
  /** Letters that this act sends; they are in the expedient too. */
  readonly letters: readonly Letter[];
}

const iso = (now: number): string => new Date(now).toISOString();

/**
 * Opens an expedient with its first act.
 *
 * @param now milliseconds since the epoch
 * @throws Refusal as `advance`
 */
export function begin(opening: Opening, doing: Doing, by: Doer, now: number): Advanced {
  const { from } = actOf(doing.act);
  if (!from.includes('start')) throw new Refusal('circuit.not-now', { act: doing.act, step: 'start', turn: 'LM, OT' });
  const empty = { tickets: [], data: {}, documents: {}, letters: [], links: [], history: [] };
  return done({ ...opening, ...empty, step: 'triage', since: iso(now) }, doing, by, now);
}

/**
 * What an act makes of an expedient. Pure: what it asks of the rest of the registry is in `effects`.
 *
 * @param now milliseconds since the epoch
 * @throws Refusal `circuit.not-now`, `circuit.not-yours`, `circuit.missing`, `circuit.field`: what is missing, and whose turn it is
 */
export function advance(expedient: Expedient, doing: Doing, by: Doer, now: number): Advanced {
  const { from } = actOf(doing.act);
  if (!from.includes(expedient.step)) {
    throw new Refusal('circuit.not-now', { act: doing.act, step: expedient.step, turn: turnText(expedient, now) });
  }
  return done(expedient, doing, by, now);
}

function done(before: Expedient, doing: Doing, by: Doer, now: number): Advanced {
  const act = actOf(doing.act);
  if (!act.by.includes(by.actor)) {
    throw new Refusal('circuit.not-yours', { act: doing.act, actor: by.actor, by: act.by.join(', ') });
  }
  const { ticket, ...given } = checkFields(act, doing);
  const at = iso(now);
  const kept = Object.entries(before.data).filter(([name]) => !act.forgets?.includes(name as FieldName));
  const document = act.document && doing.document && { [act.document]: { ...doing.document, at, who: by.who } };
  const filled: Expedient = {
    ...before,
    data: { ...Object.fromEntries(kept), ...given },
    documents: { ...before.documents, ...document },
    tickets: ticket === undefined ? before.tickets : [...new Set([...before.tickets, ticket])],
  };
  checkNeeds(act, doing, filled, now);
  const step = act.to?.find((way) => (way.at ?? before.step) === before.step && holds(way.when, filled, now))?.step;
  const letters = (act.letters ?? [])
    .filter(({ unless }) => unless === undefined || !holds(unless, filled, now))
    .map((sending, i) => toLetter(filled, sending, before.letters.length + i + 1, now));
  const { reminded, ...rest } = filled;
  const stays = step === undefined || step === before.step;
  const why = given.reason ? { why: given.reason } : {};
  const entry = { at, who: by.who, actor: by.actor, act: doing.act, step: step ?? before.step, ...why };
  const expedient: Expedient = {
    ...rest,
    ...(stays ? reminded && { reminded } : { step, since: at }),
    letters: [...before.letters, ...letters],
    history: [...before.history, entry],
  };
  return { expedient, effects: act.effects ?? [], letters };
}

const actOf = (name: ActName): Act => ACTS[name];

const holds = (fact: FactName | undefined, expedient: Expedient, now: number): boolean =>
  fact === undefined || FACTS[fact].holds(expedient, now);

/** The fields of an act: what a form, a command or the REST face may send. */
export function shapeOf(name: ActName): Readonly<Record<string, z.ZodType>> {
  const { fields = [], optional = [] } = actOf(name);
  const described = (field: FieldName): z.ZodType => FIELDS[field].schema.describe(FIELDS[field].label.en);
  return {
    ...Object.fromEntries(fields.map((field) => [field, described(field)])),
    ...Object.fromEntries([...optional, 'ticket' as const].map((field) => [field, described(field).optional()])),
  };
}

function checkFields(act: Act, { act: name, fields = {} }: Doing): Data {
  const missing = (act.fields ?? []).filter((field) => fields[field] === undefined);
  if (missing.length > 0) {
    throw new Refusal('circuit.missing', { act: name, missing: missing.join(', '), turn: act.by.join(', ') });
  }
  const parsed = z.strictObject(shapeOf(name)).safeParse(fields);
  if (parsed.success) return parsed.data as Data;
  const { path: field, expected: problem } = issueOf(parsed.error, name);
  throw new Refusal('circuit.field', { field, problem });
}

function checkNeeds(act: Act, { act: name, document }: Doing, expedient: Expedient, now: number): void {
  const missing = (act.needs ?? []).filter((fact) => !holds(fact, expedient, now)).map((fact) => FACTS[fact].text.ca);
  if (act.document && !document) missing.push(act.document);
  if (missing.length > 0) {
    throw new Refusal('circuit.missing', { act: name, missing: missing.join(', '), turn: turnText(expedient, now) });
  }
}

/** A letter of an expedient; its number makes its id, so that it is queued once whatever happens in between. */
export function toLetter(expedient: Expedient, { letter, link, attach }: Sending, number: number, now: number): Letter {
  const { contactEmail } = expedient.data;
  if (contactEmail === undefined) {
    throw new Refusal('circuit.missing', { act: letter, missing: 'contactEmail', turn: turnText(expedient, now) });
  }
  const copy = attach && lastSigned(expedient)?.sha256;
  return {
    id: `${expedient.id}-${number}`,
    letter,
    at: iso(now),
    to: contactEmail,
    ...(link && { link }),
    ...(copy && { attach: copy }),
  };
}

const lastSigned = ({ documents }: Expedient): Document | undefined =>
  Object.values(documents)
    .sort((a, b) => a.at.localeCompare(b.at))
    .at(-1);

/** Whose turn it is; undefined when nobody's. */
export function turnOf(expedient: Expedient, now: number): Actor | undefined {
  const { turns } = STEPS[expedient.step];
  return turns.find(({ until }) => until === undefined || !holds(until, expedient, now))?.actor;
}

const turnText = (expedient: Expedient, now: number): string => turnOf(expedient, now) ?? '—';

/** What the actor, or anybody, may do now. */
export const actsOf = (expedient: Expedient, actor?: Actor): ActName[] =>
  (Object.keys(ACTS) as ActName[]).filter((name) => {
    const { from, by } = actOf(name);
    return from.includes(expedient.step) && (actor === undefined || by.includes(actor));
  });
