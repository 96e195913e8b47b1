import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Changed } from '../../src/registry/index.ts';
import { chain } from '../support/chain.ts';
import { type Office, openOffice, type Setting } from './office.ts';

/** What a writer was told that it is done. */
export type Acknowledged =
  | { readonly change: string }
  | { readonly expedient: string; readonly act: string; readonly letters: readonly string[] }
  | { readonly document: string }
  | { readonly incident: string };

/** Stopped together, each time with the name of the change as the reason. */
export const STOPPED = ['00001', '00002'] as const;

const ALL = ['queued', 'sending', 'sent', 'failed', 'unknown'] as const;
const LATER_MS = 3 * 86_400_000;

/** Opens a store whose writer was killed: it is whole, and nothing that was acknowledged is missing. */
export async function checkStore(setting: Setting, acknowledged: readonly Acknowledged[]): Promise<void> {
  const office = await openOffice(setting);
  try {
    if (setting.url === undefined) {
      const { rows } = await sql`PRAGMA integrity_check`.execute(office.db);
      assert.deepEqual(rows, [{ integrity_check: 'ok' }]);
    }
    await checkHistory(office);
    const links = await chain(office.db, setting.url === undefined ? undefined : setting.node);
    const there = {
      changes: new Set((await office.registry.history('stop', `municipality/${STOPPED[0]}`)).map(({ why }) => why)),
      incidents: new Set(links.map(({ line }) => (JSON.parse(line) as { incident: string }).incident)),
      letters: await office.outbox.ids(),
    };
    for (const told of acknowledged) assert.ok(await isThere(told, there, office), `lost: ${JSON.stringify(told)}`);
  } finally {
    await office.close();
  }
}

interface There {
  readonly changes: ReadonlySet<string>;
  readonly incidents: ReadonlySet<string>;
  readonly letters: ReadonlySet<string>;
}

async function isThere(told: Acknowledged, { changes, incidents, letters }: There, office: Office): Promise<boolean> {
  if ('change' in told) return changes.has(told.change);
  if ('incident' in told) return incidents.has(told.incident);
  if ('document' in told) return (await office.documents.read(told.document)) !== undefined;
  const { history } = office.circuit.get(told.expedient).expedient;
  return history.some(({ act }) => act === told.act) && told.letters.every((id) => letters.has(id));
}

/** Each record is what its history says, version by version; what was changed together is there together. */
async function checkHistory({ registry }: Office): Promise<void> {
  const last = new Map<string, Changed>();
  for (const change of await registry.changesSince(0, Number.MAX_SAFE_INTEGER)) {
    const key = `${change.kind} ${change.id}`;
    const before = last.get(key);
    assert.equal(change.version, (before?.version ?? 0) + 1, key);
    assert.deepEqual(change.before, before?.after ?? null, key);
    last.set(key, change);
  }
  for (const { kind, id, version, after } of last.values()) {
    const record = registry.get(kind as 'stop', id);
    assert.deepEqual([record?.version, record?.doc], [version, after], `${kind} ${id}`);
  }
  const [one, other] = STOPPED.map((id) => registry.get('stop', `municipality/${id}`)?.doc.reason);
  assert.equal(one, other);
}

/**
 * Sends all letters that are still to be sent, days later: in the end each went out once, or it is not known and shown to
 * operators.
 *
 * @param arrived how often the mail server took each Message-ID
 * @returns how many were sent, and of how many it is not known
 */
export async function checkLetters(setting: Setting, arrived: ReadonlyMap<string, number>) {
  const now = setting.now + LATER_MS;
  const office = await openOffice({ ...setting, now });
  try {
    await office.circuit.tick((id, error) => assert.fail(`${id}: ${(error as Error).message}`));
    await office.post.run();
    const states = new Map((await office.outbox.list(ALL)).map(({ id, state }) => [id, state]));
    const letters = office.circuit.list().flatMap((expedient) => expedient.letters.map(({ id }) => id));
    for (const id of letters) {
      const times = arrived.get(`<${id}@example.cat>`) ?? 0;
      const state = states.get(id);
      assert.ok(
        state === 'sent' ? times === 1 : state === 'unknown' && times <= 1,
        `${id} is ${state}: ${times} times`,
      );
    }
    assert.deepEqual([...states.keys()].sort(), letters.sort());
    return { letters: letters.length, unknown: [...states.values()].filter((state) => state === 'unknown').length };
  } finally {
    await office.close();
  }
}
