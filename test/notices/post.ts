import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { makeSmtp, PostOffice } from '../../src/notices/index.ts';
import { makeOutboxStore, openSqlite } from '../../src/store/index.ts';

export const NOTICE = {
  id: 'i-17023-1',
  about: 'i-17023',
  to: 'padro@example.cat',
  subject: 'Prova',
  body: 'Aquí: {link}\n',
};
const PDF = Buffer.from('%PDF-1.7\n%%EOF\n');

export function temporary(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'padro-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A post office over the store at `path`, with a clock that stands at `now`. */
export async function openPost(path: string, url: string, now: { value: number }) {
  const db = await openSqlite(path);
  const outbox = makeOutboxStore(db);
  const clock = { now: () => now.value };
  const post = new PostOffice({
    outbox,
    hand: makeSmtp({ url, from: 'oficina@example.cat', replyTo: undefined, timeoutMs: 60_000 }),
    link: async () => ({ link: 'https://x.example.cat/t', expires: '2026-04-01' }),
    document: async () => PDF,
    domain: 'example.cat',
    clock,
  });
  return { db, outbox, post };
}
