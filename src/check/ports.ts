import type { Migration, Registry } from '../registry/index.ts';
import type { Report } from './finding.ts';
import type { Comparison } from './shadow/run.ts';

/** What this folder needs of the registry. */
export type CheckRegistry = Pick<Registry, 'get' | 'list' | 'change' | 'onChange'>;

/** One probe of an endpoint. */
export interface Sample {
  readonly endpoint: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly ok: boolean;
  /** Milliseconds of the exchange. */
  readonly ms: number;
  /** Code of the error catalogue; none: it answered well. */
  readonly cause?: string | undefined;
}

/** Where reports and the history of probes are kept. */
export interface CheckStore extends TaskStore {
  saveReport(hash: string, report: Report): Promise<void>;
  report(hash: string): Promise<Report | undefined>;
  /** Adds samples and forgets those before a time (milliseconds since the epoch), all or nothing. */
  saveSamples(samples: readonly Sample[], forgetBefore: number): Promise<void>;
  /** The newest samples of an endpoint, the newest first. */
  samples(endpoint: string, limit: number): Promise<Sample[]>;
}

/** Long work that somebody asked for. Times are milliseconds since the epoch. */
export interface Task {
  readonly id: string;
  readonly kind: TaskKind;
  /** Endpoint or migration. */
  readonly about: string;
  readonly who: string;
  readonly started: number;
  /** None while it runs. */
  readonly ended?: number;
  readonly outcome?: TaskOutcome;
}

export type TaskKind = 'check' | 'migration-check' | 'migration-compare';

export interface TaskOutcome {
  /** The check accepted, or the comparison found no other result. */
  readonly good: boolean;
  /** SHA-256 of the report of a check. */
  readonly report?: string;
  readonly comparison?: Comparison;
  /** Code of the error catalogue: why it could not be done. */
  readonly problem?: string;
}

export interface WhichTasks {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly about?: string | undefined;
}

/** Keeps tasks, so that any node can tell what became of them. */
export interface TaskStore {
  /** Forgets those that started before, too. */
  addTask(task: Task, forgetBefore: number): Promise<void>;
  endTask(id: string, ended: number, outcome: TaskOutcome): Promise<void>;
  task(id: string): Promise<Task | undefined>;
  /** The newest first: those behind one, those about something, at most so many. */
  tasks(which: WhichTasks): Promise<Task[]>;
}

/** A migration whose new endpoint failed too often went back to the old one. */
export type Alarm = (migration: Migration) => void;
