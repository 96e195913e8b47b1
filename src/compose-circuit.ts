import { readFileSync } from 'node:fs';
import type { Clock } from './base/clock.ts';
import type { Config } from './config/index.ts';
import { makeSmtp, type OutboxStore, PostOffice } from './notices/index.ts';
import type { Logger } from './record/index.ts';
import { Circuit, Links, type Office, type Registry } from './registry/index.ts';
import { makeCircuitDocuments, makeOutboxStore, type openSqlite } from './store/index.ts';

export interface OpenCircuit {
  readonly circuit: Circuit;
  readonly links: Links;
  readonly outbox: OutboxStore;
  readonly close: () => Promise<void>;
}

export interface CircuitParts {
  readonly config: Config;
  readonly db: Awaited<ReturnType<typeof openSqlite>>;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Origin of the public plane; undefined while there is none: letters with a link then wait. */
  readonly origin: () => string | undefined;
}

/** The circuit alone: nothing happens by itself. */
export const makeCircuit = (
  { config, db, registry, clock }: Omit<CircuitParts, 'logger' | 'origin'>,
  outbox: OutboxStore = makeOutboxStore(db),
): Circuit =>
  new Circuit({
    registry,
    outbox,
    documents: makeCircuitDocuments(db),
    office: () => officeOf(config, registry),
    clock,
  });

const TICK_MS = 60_000;
const POST_MS = 10_000;

/** The circuit, its links and its letters; what they do by themselves begins at once. @throws Error when the mail server's address cannot be read */
export function openCircuit({ config, db, registry, clock, logger, origin }: CircuitParts): OpenCircuit {
  const outbox = makeOutboxStore(db);
  const documents = makeCircuitDocuments(db);
  // A letter leaves when it is queued; what is left is tried again now and then.
  const queue: OutboxStore['queue'] = async (notices, now) => {
    await outbox.queue(notices, now);
    if (notices.length > 0) send();
  };
  const circuit = makeCircuit({ config, db, registry, clock }, { ...outbox, queue });
  const links = new Links({
    circuit,
    registry,
    clock,
    origin() {
      const found = origin();
      if (!found) throw new Error('there is no public plane for the link');
      return found;
    },
  });
  const tick = (): Promise<void> => circuit.tick((id, error) => logger.error({ id, error }, 'circuit'));
  const post = openPost({ config, outbox, documents, links, clock });
  const quietly = (what: string, act: () => Promise<unknown>) => () => {
    act().catch((error: unknown) => logger.error({ error }, what));
  };
  const send = quietly('outbox', async () => post?.run());
  const timers = [setInterval(quietly('circuit', tick), TICK_MS), setInterval(send, POST_MS)];
  for (const timer of timers) timer.unref();
  quietly('circuit', tick)();
  return {
    circuit,
    links,
    outbox,
    async close() {
      for (const timer of timers) clearInterval(timer);
      await post?.close();
    },
  };
}

interface PostParts extends Pick<CircuitParts, 'config' | 'clock'> {
  readonly outbox: OutboxStore;
  readonly documents: ReturnType<typeof makeCircuitDocuments>;
  readonly links: Links;
}

/** Undefined without a mail server. */
function openPost({ config: { mail }, outbox, documents, links, clock }: PostParts): PostOffice | undefined {
  if (mail.smtpUrlFile === undefined) return undefined;
  if (mail.from === undefined) throw new Error('mail.smtpUrlFile needs mail.from, the address that letters come from');
  const url = readFileSync(mail.smtpUrlFile, 'utf8').trim();
  const { from, replyTo, timeoutMs } = mail;
  return new PostOffice({
    outbox,
    hand: makeSmtp({ url, from, replyTo, timeoutMs }),
    link: (notice) => links.issue(notice),
    async document(sha256) {
      const bytes = await documents.read(sha256);
      if (!bytes) throw new Error(`there is no document ${sha256}`);
      return bytes;
    },
    domain: from.slice(from.indexOf('@') + 1),
    clock,
  });
}

/** The addresses are those that may query or watch, and PSIS: what a municipality lets in (protocol section 2). */
const officeOf = ({ mail }: Config, registry: Registry): Office => ({
  email: mail.replyTo ?? mail.from,
  template: mail.conveniUrl,
  addresses: registry.current.groups
    .map(({ name, environment, addresses }) => `- ${name} (${environment}): ${addresses.join(', ')}`)
    .join('\n'),
});
