import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createSecretKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { Peticion } from '../../src/base/peticion.ts';
import { Marks } from '../../src/record/index.ts';
import { personalPart } from '../../src/record/part.ts';
import { JournalWriter, openSqlite } from '../../src/store/index.ts';

const dir = mkdtempSync(join(tmpdir(), 'padro-chain-'));
after(() => rmSync(dir, { recursive: true }));

const script = fileURLToPath(new URL('../../docs/examples/check-chain.py', import.meta.url));
const path = join(dir, 'padro.sqlite');

function check(): { status: number | null; out: string } {
  const { status, stdout, stderr } = spawnSync('python3', [script, path], { encoding: 'utf8' });
  return { status, out: (stdout + stderr).replace(/; last hash .*/, '').trim() };
}

/** Changes the store, checks, and puts everything back. */
async function changed(statement: string): Promise<ReturnType<typeof check>> {
  const db = await openSqlite(path);
  await sql`CREATE TABLE kept AS SELECT * FROM journal`.execute(db);
  await sql`CREATE TABLE kept_part AS SELECT * FROM journal_part`.execute(db);
  await sql.raw(statement).execute(db);
  const result = check();
  await sql`DELETE FROM journal`.execute(db);
  await sql`DELETE FROM journal_part`.execute(db);
  await sql`INSERT INTO journal SELECT * FROM kept`.execute(db);
  await sql`INSERT INTO journal_part SELECT * FROM kept_part`.execute(db);
  await sql`DROP TABLE kept`.execute(db);
  await sql`DROP TABLE kept_part`.execute(db);
  await db.destroy();
  return result;
}

test('docs/examples/check-chain.py checks a journal as docs/architecture.md says', async () => {
  await (await openSqlite(path)).destroy();
  const journal = new JournalWriter(path, 0);
  const marks = new Marks(createSecretKey(Buffer.alloc(32, 7)));
  const solicitud = { idSolicitud: 'ç', documents: [{ tipo: 1, documentacion: '12344321Z' }] };
  const peticion = { idPeticion: 'à€𝒳', funcionario: undefined, solicitudes: [solicitud] } as unknown as Peticion;
  const part = personalPart(peticion, marks);
  await journal.append({ kind: 'intent', incident: 'a', fields: { ens: '0801930008' }, part });
  await journal.append({ kind: 'outcome', incident: 'a', fields: { outcome: 'answered' } });
  await journal.append({ kind: 'refusal', incident: 'b', fields: { code: 'verify.digest' } });
  await journal.close();

  assert.deepEqual(check(), { status: 0, out: '3 links, 0 wrong, 0 parts purged' });
  assert.deepEqual(await changed('DELETE FROM journal_part'), { status: 0, out: '3 links, 0 wrong, 1 parts purged' });
  for (const statement of [
    "UPDATE journal SET line = replace(line, 'answered', 'refused!') WHERE seq = 2",
    "UPDATE journal_part SET text = replace(text, '1', '2')",
    'DELETE FROM journal WHERE seq = 1',
    'DELETE FROM journal WHERE seq = 2',
  ]) {
    assert.equal((await changed(statement)).status, 1, statement);
  }
  assert.equal(check().status, 0);
});
