import { Refusal } from '../../base/errors/refusal.ts';
import { type Migration, put, VersionConflict } from '../../registry/index.ts';
import { type AcceptPorts, acceptEndpoint, targetOf } from '../accept.ts';
import type { Report } from '../finding.ts';
import type { Alarm } from '../ports.ts';
import { type Comparison, compareShadow } from '../shadow/run.ts';
import { advance, type MigrationEvent } from './transition.ts';
import { Window } from './window.ts';

export interface MigrationPorts extends AcceptPorts {
  readonly alarm: Alarm;
  /** Told when a migration's traffic could not be given back. It is tried again at the next failure. */
  readonly trouble: (migration: string, error: unknown) => void;
}

/** What a new migration is made of. */
export type NewMigration = Pick<Migration, 'id' | 'from' | 'to'> & Partial<Pick<Migration, 'threshold' | 'window'>>;

const SELF = 'padro-gateway';

/**
 * Moves municipalities from one endpoint to a new one beside it. Each step is a change of the migration's record, with
 * who and why, and is in force when its promise is kept.
 */
export class Migrations {
  readonly #ports: MigrationPorts;
  /** Outcomes of the new endpoint of each migration that has a share, in this process; by the endpoint's id. */
  readonly #windows = new Map<string, { readonly migration: string; readonly window: Window; returning: boolean }>();
  readonly #stop: () => void;

  constructor(ports: MigrationPorts) {
    this.#ports = ports;
    this.#stop = ports.registry.onChange(() => this.#watch());
    this.#watch();
  }

  close(): void {
    this.#stop();
  }

  /** @throws VersionConflict when it is there already, Error when the two endpoints do not fit */
  async open(migration: NewMigration, who: string, why: string): Promise<Migration> {
    await this.#ports.registry.change([{ ...put('migration', migration), expected: 0 }], who, why);
    return this.#get(migration.id).doc;
  }

  /** Whether a long step is possible now. @throws Refusal `migration.unknown`, `migration.step` */
  ready(id: string, step: 'check' | 'compare'): Migration {
    const { doc } = this.#get(id);
    const at = new Date(this.#ports.clock.now()).toISOString();
    if (step === 'check') advance(doc, { kind: 'checked', accepted: true, report: '' });
    else advance(doc, { kind: 'compared', comparison: { at, queries: 0, results: 0, differences: 0 } });
    return doc;
  }

  /** The acceptance check of the new endpoint, about the people of the old one's municipalities. @throws Refusal */
  async check(id: string, who: string): Promise<Report> {
    // A step that is not possible is refused before anybody is asked.
    const doc = this.ready(id, 'check');
    const target = targetOf(this.#ports.registry, doc.to);
    const { report, hash } = await acceptEndpoint(this.#ports, target, who);
    const { accepted } = report;
    if (accepted) await this.#advance(id, { kind: 'checked', accepted, report: hash }, who, `report ${hash}`);
    return report;
  }

  /** The same test queries to both endpoints. @throws Refusal */
  async compare(id: string, who: string): Promise<Comparison> {
    const { registry, clock } = this.#ports;
    const doc = this.ready(id, 'compare');
    const record = ({ queries, results, differences }: Comparison): MigrationEvent => {
      const at = new Date(clock.now()).toISOString();
      return { kind: 'compared', comparison: { at, queries, results, differences: differences.length } };
    };
    const [old, fresh] = [targetOf(registry, doc.from), targetOf(registry, doc.to)];
    const comparison = await compareShadow(old, fresh, this.#ports);
    await this.#advance(id, record(comparison), who, 'shadow comparison');
    return comparison;
  }

  /**
   * So much of the traffic to the new endpoint, 1 to 99 per cent.
   *
   * @param seen version that the caller saw, here and below; none: the newest
   * @throws Refusal; VersionConflict when another came first
   */
  share(id: string, share: number, who: string, why: string, seen?: number): Promise<Migration> {
    return this.#advance(id, { kind: 'share', share }, who, why, seen);
  }

  /** @throws Refusal */
  all(id: string, who: string, why: string, seen?: number): Promise<Migration> {
    return this.#advance(id, { kind: 'all' }, who, why, seen);
  }

  /** @throws Refusal */
  giveBack(id: string, who: string, why: string, seen?: number): Promise<Migration> {
    return this.#advance(id, { kind: 'returned', reason: why }, who, why, seen);
  }

  /** The municipalities are at the new endpoint from now on, in the same change. @throws Refusal */
  retire(id: string, who: string, why: string, seen?: number): Promise<Migration> {
    return this.#advance(id, { kind: 'retired' }, who, why, seen);
  }

  /** @throws Refusal */
  again(id: string, who: string, why: string, seen?: number): Promise<Migration> {
    return this.#advance(id, { kind: 'again' }, who, why, seen);
  }

  /** What became of a petition that an endpoint was asked. Too many failures of a new one give its traffic back. */
  outcome(endpoint: string, ok: boolean): void {
    const watched = this.#windows.get(endpoint);
    if (!watched?.window.add(ok) || watched.returning) return;
    watched.returning = true;
    void this.#giveBackFailed(watched.migration).finally(() => {
      watched.returning = false;
    });
  }

  /** Another node may have been first, or an operator: then there is nothing left to do. */
  async #giveBackFailed(id: string): Promise<void> {
    const reason = 'too many failures of the new endpoint';
    try {
      this.#ports.alarm(await this.#advance(id, { kind: 'returned', reason }, SELF, reason));
    } catch (error) {
      if (!(error instanceof VersionConflict || error instanceof Refusal)) this.#ports.trouble(id, error);
    }
  }

  #get(id: string) {
    const found = this.#ports.registry.get('migration', id);
    if (!found) throw new Refusal('migration.unknown', { kind: 'migration', id });
    return found;
  }

  async #advance(id: string, event: MigrationEvent, who: string, why: string, seen?: number): Promise<Migration> {
    const { doc, version } = this.#get(id);
    const next = advance(doc, event);
    const moved = next.state === 'retired' ? this.#moved(next) : [];
    await this.#ports.registry.change([{ ...put('migration', next), expected: seen ?? version }, ...moved], who, why);
    return next;
  }

  /** The municipalities of the old endpoint at the new one, and their expedients: who resumes later opens the new one. */
  #moved({ from, to }: Migration) {
    const expedients = this.#ports.registry.list('integration').flatMap(({ doc, version }) => {
      if (doc.data.endpoint !== from) return [];
      return [{ ...put('integration', { ...doc, data: { ...doc.data, endpoint: to } }), expected: version }];
    });
    const municipalities = this.#ports.registry.list('municipality').flatMap(({ doc, version }) => {
      const endpoints = Object.fromEntries(
        Object.entries(doc.endpoints).map(([environment, id]) => [environment, id === from ? to : id]),
      );
      const stays = Object.values(doc.endpoints).every((id) => id !== from);
      return stays ? [] : [{ ...put('municipality', { ...doc, endpoints }), expected: version }];
    });
    return [...municipalities, ...expedients];
  }

  /** A window for each migration with a share; a new share begins anew. */
  #watch(): void {
    const active = this.#ports.registry
      .list('migration')
      .map(({ doc }) => doc)
      .filter(({ state }) => state === 'share' || state === 'all');
    for (const [endpoint, { migration }] of this.#windows) {
      if (!active.some(({ id, to }) => id === migration && to === endpoint)) this.#windows.delete(endpoint);
    }
    for (const { id, to, window, threshold } of active) {
      if (this.#windows.has(to)) continue;
      this.#windows.set(to, { migration: id, window: new Window(window, threshold), returning: false });
    }
  }
}
