import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { it } from 'node:test';
import { loadConfig } from '../../src/config/index.ts';
import { collect, send } from '../lots/support.ts';
import { openGateway } from '../support/gateway.ts';
import { cli } from './harness.ts';

it('lots lists what is kept, and the solicituds of one lot', async (t) => {
  const g = await openGateway(t);
  const config = `${g.store}.yaml`;
  writeFileSync(config, `store:\n  path: ${g.store}\n`);
  const lots = (...more: string[]) => cli(['lots', ...more, '--config', config]);
  assert.equal((await lots()).out, 'Nothing is kept.\n');
  await send(g, { idPeticion: 'LOT-1', solicituds: [{}, { municipi: '08001' }] });
  await collect(g, 'LOT-1');
  const [found] = JSON.parse((await lots('--json')).out) as { id: string; answered: number }[];
  assert.equal(found!.answered, 2);
  assert.match((await lots()).out, new RegExp(`^${found!.id}  .*  9821920002  TITULAR; 2 of 2 answered; kept until `));
  const { status, out } = await lots(found!.id);
  assert.equal(status, 0);
  assert.equal(out, '1  simulador-17023; 1 attempt(s); answered\n2  simulador-08001; 1 attempt(s); answered\n');
  assert.equal((await lots('0'.repeat(32))).status, 1);
});

it('request --poll fetches the answer to an asynchronous petition', async (t) => {
  const g = await openGateway(t);
  const { consumer } = g.stage.pki;
  const own = ['--key', consumer.key, '--cert', consumer.cert, '--ens', consumer.ens, '--finalitat', 'PROVES'];
  const request = (...more: string[]) =>
    cli(['request', 'TITULAR_CERCA', '--url', g.stage.gateway.origins.http, ...own, ...more]);
  assert.match((await request('--poll')).err, /--id is missing/);
  assert.match((await request('--id', 'CERCA-1', '--document', '12344321Z')).out, /0001 pendent/);
  await collect(g, 'CERCA-1', { modalitat: 'TITULAR_CERCA' });
  const { status, out } = await request('--poll', '--id', 'CERCA-1');
  assert.equal(status, 0);
  assert.match(out, /CONSTA/);
});

it('what would be deleted before it is answered is refused at the start', () => {
  const env = { PADRO_LOTS_KEEP_MS: '5000', PADRO_LOTS_DEADLINE_MS: '5000' };
  assert.throws(() => loadConfig({ base: {}, env }), /lots\.keepMs: must be more than lots\.deadlineMs/);
});
