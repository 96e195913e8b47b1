import { makeSmtp, PostOffice } from '../../src/notices/index.ts';
import { Circuit, Links, Registry } from '../../src/registry/index.ts';
import {
  makeCircuitDocuments,
  makeOutboxStore,
  makeRegistryStore,
  openJournal,
  openStore,
} from '../../src/store/index.ts';

/** Where a store is, its mail server, and the time that it is there. */
export interface Setting {
  readonly path: string;
  readonly url?: string;
  readonly node: string;
  readonly smtp: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export type Office = Awaited<ReturnType<typeof openOffice>>;

/** Everything that writes the store, over it. */
export async function openOffice(setting: Setting) {
  const began = Date.now();
  const clock = { now: () => setting.now + Date.now() - began };
  const db = await openStore(setting);
  const journal = await openJournal(setting, setting.now);
  const compiling = { timeoutMs: 1000, checkUrl: () => {}, checkGroups: () => {} };
  const registry = await Registry.open(makeRegistryStore(db), compiling, clock);
  const outbox = makeOutboxStore(db);
  const documents = makeCircuitDocuments(db);
  const facts = { email: 'oficina@example.cat', template: 'https://example.cat/conveni', addresses: '- proves' };
  const circuit = new Circuit({ registry, outbox, documents, office: () => facts, clock });
  const links = new Links({ circuit, registry, clock, origin: () => 'https://x.example.cat' });
  const post = new PostOffice({
    outbox,
    hand: makeSmtp({ url: setting.smtp, from: 'oficina@example.cat', replyTo: undefined, timeoutMs: 10_000 }),
    link: (notice) => links.issue(notice),
    document: async (sha256) => (await documents.read(sha256))!,
    domain: 'example.cat',
    clock,
  });
  return {
    ...{ db, journal, registry, circuit, outbox, documents, post },
    async close() {
      await post.close();
      await journal.close();
      await db.destroy();
    },
  };
}
