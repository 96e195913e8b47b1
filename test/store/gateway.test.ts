import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { openPostgres } from '../../src/store/index.ts';
import { openGateway } from '../support/gateway.ts';
import { noPostgres, type Server, startPostgres } from '../support/postgres.ts';

describe('two nodes on one PostgreSQL', { skip: noPostgres }, () => {
  let server: Server;
  before(() => {
    server = startPostgres();
  });
  after(() => server.stop());

  it('share spent keys, and each has a chain of its own', async (t) => {
    const url = await server.fresh();
    const node = (name: string) => openGateway(t, { PADRO_STORE_URL: url, PADRO_STORE_NODE: name });
    const a = await node('a');
    const petition = a.petition();
    assert.equal((await a.post(petition)).status, 200);
    assert.match((await a.post(petition)).text, /verify\.replayed/);
    const b = await node('b');
    assert.match((await b.post(petition)).text, /verify\.replayed/);
    assert.equal((await b.ask()).codigoResultado, 1);
    const db = await openPostgres({ url });
    t.after(() => db.destroy());
    const { rows } = await sql<{ node: string; lines: number }>`
      SELECT node, count(*) AS lines FROM journal GROUP BY node ORDER BY node`.execute(db);
    assert.deepEqual(
      rows.map(({ node }) => node),
      ['a', 'b'],
    );
  });
});
