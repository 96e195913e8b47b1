import type { LetterKind } from '../../notices/index.ts';
import type { FactName } from './facts.ts';
import type { FieldName } from './fields.ts';
import type { Actor, DocumentKind, StepName } from './words.ts';

/** What an act changes in the rest of the registry. */
export type Effect = 'endpoint' | 'open' | 'close';

/** What the ens itself does. */
export type ActOfEns = 'request' | 'give-data' | 'sign-ens' | 'fill-in';

/** A letter that goes out to the ens; with `link` it carries a single-use link to that act. */
export interface Sending {
  readonly letter: LetterKind;
  readonly link?: ActOfEns;
  /** With the conveni as it was last signed, where there is one. */
  readonly attach?: true;
  /** It does not go out where this is so. */
  readonly unless?: FactName;
}

/** Where an act leads, from the step `at` (none: from any) and where the fact `when` holds. */
export interface Way {
  readonly at?: StepName;
  readonly when?: FactName;
  readonly step: StepName;
}

export interface Act {
  /** Steps in which it can be done; `start` opens an expedient. */
  readonly from: readonly (StepName | 'start')[];
  readonly by: readonly Actor[];
  readonly fields?: readonly FieldName[];
  readonly optional?: readonly FieldName[];
  readonly document?: DocumentKind;
  /** Facts that must be there, this act's fields included. */
  readonly needs?: readonly FactName[];
  /** Fields that are no longer true once this is done. */
  readonly forgets?: readonly FieldName[];
  /** The first way that is open is taken; none: it stays. */
  readonly to?: readonly Way[];
  readonly letters?: readonly Sending[];
  readonly effects?: readonly Effect[];
}

const CONTACT = ['contactName', 'contactEmail'] as const;
const BEFORE_SIGNING: readonly StepName[] = ['invited', 'triage', 'question', 'decision', 'a-data', 'b-signatures'];
const BEFORE_SET_UP: readonly StepName[] = [...BEFORE_SIGNING, 'delegation', 'e-register', 'f-tell', 'form'];
const BEFORE_LIVE: readonly StepName[] = [...BEFORE_SET_UP, 'g-set-up', 'verification'];

/** Everything that can be done to an integration. The ens acts through a link, or an office records what it sent. */
export const ACTS = {
  invite: {
    from: ['start'],
    by: ['LM'],
    fields: CONTACT,
    to: [{ step: 'invited' }],
    letters: [{ letter: 'invitation', link: 'request' }],
  },
  open: {
    from: ['start'],
    by: ['OT'],
    fields: CONTACT,
    optional: ['wants', 'delegated'],
    to: [{ when: 'offers', step: 'decision' }, { when: 'consumes', step: 'consumer' }, { step: 'triage' }],
  },
  request: {
    from: ['invited', 'triage', 'question'],
    by: ['ens', 'OT'],
    fields: ['wants', 'delegated', ...CONTACT],
    optional: ['contactPhone', 'bodyName'],
    to: [{ when: 'offers', step: 'decision' }, { step: 'consumer' }],
  },
  ask: {
    from: ['triage'],
    by: ['OT'],
    to: [{ step: 'question' }],
    letters: [{ letter: 'question', link: 'request' }],
  },
  delegate: {
    from: ['decision'],
    by: ['OT'],
    fields: ['body', 'bodyName'],
    to: [{ step: 'delegation' }],
    letters: [{ letter: 'delegated' }],
  },
  include: {
    from: ['delegation'],
    by: ['OT'],
    fields: ['endpoint'],
    to: [{ step: 'verification' }],
    effects: ['endpoint'],
  },
  convene: {
    from: ['decision'],
    by: ['OT', 'AJ'],
    to: [{ step: 'a-data' }],
    letters: [{ letter: 'signature-data', link: 'give-data' }],
  },
  'give-data': {
    from: ['a-data'],
    by: ['ens', 'AJ'],
    fields: ['ensNif', 'signatoryName', 'signatoryPosition'],
    to: [{ step: 'b-signatures' }],
  },
  'sign-aoc': {
    from: ['b-signatures'],
    by: ['AJ'],
    document: 'conveni-aoc',
    to: [{ when: 'both-signed', step: 'e-register' }],
    letters: [{ letter: 'conveni', link: 'sign-ens', attach: true, unless: 'ens-signed' }],
  },
  'sign-ens': {
    from: BEFORE_SIGNING,
    by: ['ens', 'AJ'],
    document: 'conveni-ens',
    to: [{ at: 'b-signatures', when: 'both-signed', step: 'e-register' }],
  },
  register: {
    from: ['e-register'],
    by: ['AJ'],
    fields: ['conveniNumber', 'conveniFrom'],
    optional: ['conveniTo'],
    needs: ['both-signed'],
    to: [{ step: 'f-tell' }],
  },
  tell: {
    from: ['f-tell'],
    by: ['AJ'],
    to: [{ when: 'form-there', step: 'g-set-up' }, { step: 'form' }],
    letters: [{ letter: 'form', link: 'fill-in', unless: 'form-there' }],
  },
  'fill-in': {
    from: BEFORE_SET_UP,
    by: ['ens', 'OT'],
    fields: [...CONTACT, 'vendor', 'host'],
    optional: ['contactPhone', 'httpPort', 'httpsPort', 'certificate'],
    to: [{ at: 'form', step: 'g-set-up' }],
  },
  'set-up': {
    from: ['g-set-up'],
    by: ['OT'],
    fields: ['endpoint', 'httpPort', 'httpsPort'],
    to: [{ step: 'verification' }],
    letters: [{ letter: 'ports' }],
    effects: ['endpoint'],
  },
  fail: {
    from: ['verification'],
    by: ['OT'],
    fields: ['reason'],
    forgets: ['checkReport'],
    to: [{ step: 'g-set-up' }],
  },
  verify: {
    from: ['verification'],
    by: ['OT'],
    fields: ['checkReport'],
    needs: ['conveni-in-force'],
    to: [{ step: 'live' }],
    letters: [{ letter: 'acceptance', attach: true }],
    effects: ['open'],
  },
  migrate: {
    from: ['live'],
    by: ['OT'],
    fields: ['migrationWeek'],
    letters: [{ letter: 'migration' }],
  },
  pause: {
    from: ['live'],
    by: ['OT'],
    fields: ['reason'],
    to: [{ step: 'paused' }],
    effects: ['close'],
  },
  lapse: {
    from: ['live'],
    by: ['rellotge', 'AJ'],
    needs: ['conveni-lapsed'],
    to: [{ step: 'paused' }],
    letters: [{ letter: 'lapse' }],
    effects: ['close'],
  },
  renew: {
    from: ['live', 'paused'],
    by: ['AJ'],
    fields: ['conveniNumber', 'conveniFrom'],
    optional: ['conveniTo'],
    forgets: ['conveniTo'],
  },
  resume: {
    from: ['paused'],
    by: ['OT'],
    needs: ['conveni-in-force', 'verified'],
    to: [{ step: 'live' }],
    effects: ['open'],
  },
  refuse: {
    from: BEFORE_LIVE,
    by: ['OT', 'AJ'],
    fields: ['reason'],
    to: [{ step: 'refused' }],
    letters: [{ letter: 'refusal' }],
  },
  withdraw: {
    from: [...BEFORE_LIVE, 'live', 'paused'],
    by: ['OT'],
    fields: ['reason'],
    to: [{ step: 'withdrawn' }],
    letters: [{ letter: 'withdrawal' }],
    effects: ['close'],
  },
} satisfies Readonly<Record<string, Act>>;

export type ActName = keyof typeof ACTS;
export const isAct = (name: string): name is ActName => Object.hasOwn(ACTS, name);
