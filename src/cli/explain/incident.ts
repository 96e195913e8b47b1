import type { Station } from '../../base/trail.ts';
import type { JournalLine } from '../../store/index.ts';
import { type Reason, reasonOf } from './reason.ts';

/** What the journal says of an incident; nothing in it is about a person. */
export interface Story {
  readonly incident: string;
  readonly at: string | null;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly passed: readonly Station[];
  /** Where it stopped; null: nowhere. `process` and `unknown`: the journal does not say where. */
  readonly stopped: Station | 'cli' | 'process' | 'unknown' | null;
  readonly reason: Reason | null;
  readonly outcome: string;
  /** What the answer took, milliseconds. */
  readonly ms: number | null;
}

const BEFORE_RECORD: readonly Station[] = ['listen', 'admit', 'parse', 'verify', 'authorise', 'route'];
const WHOLE: readonly Station[] = [...BEFORE_RECORD, 'record', 'forward', 'seal', 'record'];

/** Codes of one station that are found out at another one. */
const FOUND_AT: Readonly<Record<string, Station>> = { 'verify.replayed': 'record' };

/** What is told of a line, by its name in the journal. */
const FACTS = [
  'ens',
  'grup',
  'environment',
  'frontal',
  'producte',
  'modalitat',
  'finalitat',
  'procediment',
  'solicituds',
  'municipi',
  'endpoint',
  'fallback',
  'way',
  'certificate',
  'anchor',
  'algorithm',
  'sha1',
  'psis',
] as const;

/** The longest that an endpoint may be waited for. */
const LONGEST_MS = 600_000;
const STOPPED = 'no outcome: the gateway stopped while the petition was in flight';
const IN_FLIGHT = 'no outcome yet: the petition may still be in flight';

/** @param lines of one incident, at least one */
export function storyOf(lines: readonly JournalLine[], now: number): Story {
  const of = (...kinds: string[]): JournalLine | undefined => lines.find(({ kind }) => kinds.includes(kind));
  const begun = of('intent', 'repeated');
  const first = begun ?? lines[0]!;
  const common = { incident: first.incident, at: textOf(first.at) ?? null, facts: factsOf(first) };
  const refusal = of('refusal');
  if (refusal) return { ...common, ...refused(refusal, begun !== undefined) };
  const outcome = of('outcome');
  if (outcome) return { ...common, ...answered(outcome, first) };
  const young = now - Date.parse(common.at ?? '') < LONGEST_MS;
  return {
    ...common,
    passed: [...BEFORE_RECORD, 'record'],
    stopped: 'forward',
    reason: null,
    outcome: young ? IN_FLIGHT : STOPPED,
    ms: null,
  };
}

type Ending = Pick<Story, 'passed' | 'stopped' | 'reason' | 'outcome' | 'ms'>;

function refused(line: JournalLine, begun: boolean): Ending {
  const code = textOf(line.code) ?? '';
  const reason = reasonOf(code, paramsOf(line));
  const stopped = FOUND_AT[code] ?? reason.station;
  return { passed: passedBefore(stopped, begun), stopped, reason, outcome: 'refused', ms: numberOf(line.ms) };
}

/** A refusal is written of signers who are known only: where its place is not said, `parse` at least was passed. */
function passedBefore(stopped: Story['stopped'], begun: boolean): readonly Station[] {
  const place = begun ? WHOLE.indexOf(stopped as Station, BEFORE_RECORD.length + 1) : WHOLE.indexOf(stopped as Station);
  if (place >= 0) return WHOLE.slice(0, place);
  return WHOLE.slice(0, begun ? BEFORE_RECORD.length + 1 : WHOLE.indexOf('verify'));
}

function answered(line: JournalLine, first: JournalLine): Ending {
  const outcome = textOf(line.outcome) ?? '';
  const cause = first.kind === 'repeated' ? 'record.repeated' : textOf(line.cause)?.split(' ', 1)[0];
  const ms = numberOf(line.ms);
  if (cause === undefined) return { passed: WHOLE, stopped: null, reason: null, outcome, ms };
  const reason = reasonOf(cause, paramsOf(first));
  const at = WHOLE.indexOf(reason.station as Station);
  return { passed: at < 0 ? [] : WHOLE.slice(0, at), stopped: reason.station, reason, outcome, ms };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Values of the catalogue's texts that the journal keeps. */
const paramsOf = ({ ens, modalitat, grup }: JournalLine) => ({
  ...(textOf(ens) ? { ens: textOf(ens)! } : {}),
  ...(textOf(modalitat) ? { modalitat: textOf(modalitat)! } : {}),
  ...(textOf(grup) ? { group: textOf(grup)! } : {}),
});

const factsOf = (line: JournalLine): Story['facts'] =>
  Object.fromEntries(
    FACTS.flatMap((name) => {
      const value = line[name];
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [[name, value]]
        : [];
    }),
  );
