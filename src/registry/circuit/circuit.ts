import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors/refusal.ts';
import type { Notice, OutboxStore } from '../../notices/index.ts';
import { put } from '../records.ts';
import { VersionConflict } from '../store.ts';
import type { ActName } from './acts.ts';
import { type Advanced, actsOf, advance, begin, type Doer, type Doing } from './advance.ts';
import { changesOf } from './changes.ts';
import { type Due, due } from './due.ts';
import type { Expedient, Opening } from './expedient.ts';
import { FACTS } from './facts.ts';
import { type Office, toNotice } from './notices.ts';
import { checkPdf } from './pdf.ts';
import type { CircuitDocuments, CircuitRegistry } from './ports.ts';
import { remind, reminder } from './remind.ts';
import type { DocumentKind } from './words.ts';

export interface CircuitPorts {
  readonly registry: CircuitRegistry;
  readonly outbox: Pick<OutboxStore, 'queue' | 'ids' | 'list' | 'again'>;
  readonly documents: CircuitDocuments;
  readonly office: () => Office;
  readonly clock: Clock;
}

/** An expedient with the version that an editor must name to change it. */
export interface Versioned {
  readonly expedient: Expedient;
  readonly version: number;
}

/** An act as it comes from outside: fields as they were sent, a document as bytes. */
export interface Request {
  readonly act: ActName;
  readonly fields?: Doing['fields'];
  readonly document?: Buffer | undefined;
}

interface On {
  readonly version?: number;
  readonly spends?: string;
}

const CLOCK: Doer = { who: 'padro-gateway', actor: 'rellotge' };

/** The integrations of the registry: what there is, what can be done, and doing it. Every act is one change of the registry. */
export class Circuit {
  readonly #ports: CircuitPorts;

  constructor(ports: CircuitPorts) {
    this.#ports = ports;
  }

  list(): Expedient[] {
    return this.#ports.registry.list('integration').map(({ doc }) => doc);
  }

  /** @throws Refusal `circuit.unknown` */
  get(id: string): Versioned {
    const found = this.#ports.registry.get('integration', id);
    if (!found) throw new Refusal('circuit.unknown', { id });
    return { expedient: found.doc, version: found.version };
  }

  /** @throws Refusal as `advance`; VersionConflict when there is one of that id */
  async open(opening: Opening, request: Request, by: Doer): Promise<Expedient> {
    const begun = begin(opening, doingOf(request), by, this.#ports.clock.now());
    await this.#keep(request);
    return this.#write(begun, 0, by, request.act);
  }

  /**
   * @param on version that the editor saw (none: the newest), and the hash of the link that is spent by it
   * @throws Refusal as `advance`, `circuit.unknown`, `circuit.document`; VersionConflict when another came first
   */
  async act(id: string, request: Request, by: Doer, on: On = {}): Promise<Expedient> {
    const now = this.#ports.clock.now();
    const { expedient, version } = this.get(id);
    const advanced = advance(expedient, doingOf(request), by, now);
    await this.#keep(request);
    const spent = { ...advanced, expedient: spend(advanced.expedient, on.spends, now) };
    return this.#write(spent, on.version ?? version, by, request.act);
  }

  /**
   * Sends the ens what it is waited for once more, with a new link.
   *
   * @throws Refusal `circuit.not-now`, `circuit.unknown`; VersionConflict when another came first
   */
  async remind(id: string, by: Doer, on: Pick<On, 'version'> = {}): Promise<Expedient> {
    const { expedient, version } = this.get(id);
    const now = this.#ports.clock.now();
    return this.#write(reminder(expedient, by, now), on.version ?? version, by, 'remind');
  }

  /** A document of an expedient. @throws Refusal `circuit.unknown`, `circuit.no-document` */
  async document(id: string, kind: DocumentKind): Promise<Buffer> {
    const { sha256 = '' } = this.get(id).expedient.documents[kind] ?? {};
    const bytes = await this.#ports.documents.read(sha256);
    if (!bytes) throw new Refusal('circuit.no-document', { id, kind });
    return bytes;
  }

  /**
   * Queues a letter again that failed or may not have left, and notes who asked for it.
   *
   * @throws Refusal `circuit.letter` when there is none of that id in such a state
   */
  async again(letter: string, by: string): Promise<void> {
    const { registry, outbox, clock } = this.#ports;
    const stuck = (await outbox.list(['failed', 'unknown'])).find(({ id }) => id === letter);
    if (!stuck) throw new Refusal('circuit.letter', { id: letter });
    const { expedient, version } = this.get(stuck.about);
    await registry.change([{ ...put('integration', expedient), expected: version }], by, `letter again ${letter}`);
    await outbox.again(letter, clock.now());
  }

  /** The letters that an act would send; nothing is written. @throws as `act` */
  preview(id: string, request: Request, by: Doer): Notice[] {
    return this.#notices(advance(this.get(id).expedient, doingOf(request), by, this.#ports.clock.now()));
  }

  /** The letters that opening an expedient would send; nothing is written. @throws Refusal as `advance` */
  previewOpening(opening: Opening, request: Request, by: Doer): Notice[] {
    return this.#notices(begin(opening, doingOf(request), by, this.#ports.clock.now()));
  }

  /** What somebody may do to an expedient now. */
  may(id: string, actor?: Doer['actor']): ActName[] {
    return actsOf(this.get(id).expedient, actor);
  }

  due(): Due[] {
    return due(this.list(), this.#ports.clock.now());
  }

  /**
   * What time brings: convenis that lapsed, reminders, letters that a crash kept from the outbox. To be called now and then.
   *
   * @param failed told of an expedient that this could not be done for; the others are gone on with
   */
  async tick(failed: (id: string, error: unknown) => void): Promise<void> {
    const queued = await this.#ports.outbox.ids();
    for (const { id } of this.list()) {
      try {
        await this.#tick(id, queued);
      } catch (error) {
        // Another node that ticks was first.
        if (!(error instanceof VersionConflict)) failed(id, error);
      }
    }
  }

  async #tick(id: string, queued: ReadonlySet<string>): Promise<void> {
    const { outbox, clock, office } = this.#ports;
    const now = clock.now();
    const { expedient, version } = this.get(id);
    const lost = expedient.letters.filter((letter) => !queued.has(letter.id));
    const notices = lost.map((letter) => toNotice(expedient, letter, office()));
    await outbox.queue(notices, now);
    const next = lapsed(expedient, now) ?? remind(expedient, CLOCK, now);
    if (next) await this.#write(next, version, CLOCK, next.expedient.history.at(-1)!.act);
  }

  async #keep({ document }: Request): Promise<void> {
    if (document) await this.#ports.documents.keep(checkPdf(document).sha256, document);
  }

  /** Letters are made before anything is written, so that one with a hole stops the act; their ids make queueing them safe to repeat. */
  async #write(advanced: Advanced, expected: number, by: Doer, why: string): Promise<Expedient> {
    const { registry, outbox, clock } = this.#ports;
    const { expedient, effects } = advanced;
    const notices = this.#notices(advanced);
    const others = changesOf(effects, expedient, registry, clock.now());
    await registry.change([{ ...put('integration', expedient), expected }, ...others], by.who, why);
    await outbox.queue(notices, clock.now());
    return expedient;
  }

  #notices({ expedient, letters }: Advanced): Notice[] {
    const office = this.#ports.office();
    return letters.map((letter) => toNotice(expedient, letter, office));
  }
}

function doingOf({ act, fields, document }: Request): Doing {
  return { act, ...(fields && { fields }), ...(document && { document: checkPdf(document) }) };
}

const spend = (expedient: Expedient, hash: string | undefined, now: number): Expedient => ({
  ...expedient,
  links: expedient.links.map((link) => (link.hash === hash ? { ...link, spent: new Date(now).toISOString() } : link)),
});

/** A live integration whose conveni is no longer in force is paused; undefined when nothing is to be done. */
function lapsed(expedient: Expedient, now: number): Advanced | undefined {
  if (expedient.step !== 'live' || FACTS['conveni-in-force'].holds(expedient, now)) return undefined;
  return advance(expedient, { act: 'lapse' }, CLOCK, now);
}
