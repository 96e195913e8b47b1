import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { probe, probeTargets } from '../../src/check/index.ts';
import { put } from '../../src/registry/index.ts';
import { openGateway } from '../support/gateway.ts';
import { municipality } from './support.ts';

const HOUR = 3_600_000;
const iso = (offset: number): string => new Date(Date.now() + offset).toISOString();

describe('a running gateway', () => {
  it('does not ask a server in its maintenance window, and says nothing of it to the consumer', async (t) => {
    const g = await openGateway(t);
    const url = g.stage.simulators['17023'].urls.http!;
    const window = (from: number, to: number) =>
      put('endpoint', {
        id: 'simulador-17023',
        environment: 'proves',
        url,
        maintenance: [{ from: iso(from), to: iso(to), message: 'Canvi de servidor' }],
      });
    await g.stage.gateway.registry.change([window(-HOUR, HOUR)], 'prova', 'maintenance');
    const before = g.received;
    const told = await g.ask();
    assert.deepEqual([told.status, told.estado, told.literal], [200, '0502', 'Error realitzant la operació.']);
    assert.doesNotMatch(told.text, /Canvi de servidor|manteniment/);
    assert.equal(g.received, before);
    assert.equal(g.journal().at(-1)?.fields.cause, 'forward.maintenance');
    await g.stage.gateway.registry.change([window(-2 * HOUR, -HOUR)], 'prova', 'it is over');
    assert.equal((await g.ask()).codigoResultado, 1);
  });

  it('probes an endpoint that has a probe document, under its seal; the breaker learns of it', async (t) => {
    const g = await openGateway(t);
    const { registry, checks } = g.stage.gateway;
    const simulator = await municipality(t);
    assert.equal(checks.probes.state('simulador-17023'), undefined, 'no document, no probe');
    const document = { municipi: '17023', tipus: 1, document: '12344321Z' };
    await registry.change(
      [put('endpoint', { id: 'simulador-17023', environment: 'proves', url: simulator.urls.http!, probe: document })],
      'prova',
      'a probe document',
    );
    const [target] = probeTargets(registry);
    const clock = { now: () => Date.now() };
    const sample = await probe(target!, checks.calls, clock, 2000);
    assert.deepEqual(
      [sample.ok, sample.cause, simulator.answered],
      [true, undefined, 1],
      'the simulator checks the seal',
    );
    simulator.fail('html-500');
    assert.equal((await probe(target!, checks.calls, clock, 2000)).cause, 'forward.status');
    simulator.fail('reset');
    const causes: (string | undefined)[] = [];
    for (let i = 0; i < 12; i++) causes.push((await probe(target!, checks.calls, clock, 2000)).cause);
    assert.equal(causes[0], 'forward.truncated');
    assert.equal(causes.at(-1), 'forward.open');
    const told = await g.ask();
    assert.equal(told.estado, '0502');
    assert.match(String(g.journal().at(-1)?.fields.cause), /^forward\.open/);
  });

  it('accepts an endpoint of its registry with its own seal, and marks it as verified', async (t) => {
    const g = await openGateway(t);
    const { registry, checks } = g.stage.gateway;
    const simulator = await municipality(t);
    await registry.change(
      [put('endpoint', { id: 'simulador-17023', environment: 'proves', url: simulator.urls.http! })],
      'prova',
      'one that checks signatures',
    );
    const { report, hash } = await checks.accept('simulador-17023', 'prova');
    assert.equal(report.accepted, true, JSON.stringify(report.findings));
    const { verified } = registry.get('endpoint', 'simulador-17023')!.doc;
    assert.deepEqual(verified, { at: report.at, report: hash, url: simulator.urls.http! });
    assert.deepEqual(await checks.store.report(hash), report);
    simulator.fail('fault');
    assert.equal((await checks.accept('simulador-17023', 'prova')).report.accepted, false);
    assert.deepEqual(registry.get('endpoint', 'simulador-17023')!.doc.verified, verified, 'the old mark stays');
    await assert.rejects(checks.accept('cap', 'prova'), { code: 'migration.unknown' });
  });

  it('migrates under traffic, and returns by itself when the new server fails', async (t) => {
    const g = await openGateway(t);
    const { registry, checks } = g.stage.gateway;
    const fresh = await municipality(t);
    await registry.change(
      [put('endpoint', { id: 'nou', environment: 'proves', url: fresh.urls.http! })],
      'prova',
      'new',
    );
    const { migrations } = checks;
    await migrations.open({ id: 'm', from: 'simulador-17023', to: 'nou', threshold: 20, window: 10 }, 'prova', 'move');
    assert.equal((await migrations.check('m', 'prova')).accepted, true);
    assert.equal((await migrations.compare('m', 'prova')).results, 0);
    await migrations.share('m', 50, 'prova', 'half');
    const before = fresh.answered;
    for (let i = 0; i < 12; i++) assert.equal((await g.ask({ idPeticion: `MIG-${i}` })).codigoResultado, 1);
    const taken = fresh.answered - before;
    assert.ok(taken > 0 && taken < 12, `${taken} of 12`);
    fresh.fail('html-500');
    const returned = new Promise<void>((resolve) => registry.onChange(resolve));
    for (let i = 0; i < 20; i++) await g.ask({ idPeticion: `MIGR-${i}` });
    await returned;
    assert.deepEqual(
      [registry.get('migration', 'm')?.doc.state, registry.get('migration', 'm')?.doc.share],
      ['returned', 0],
    );
    for (let i = 0; i < 6; i++) assert.equal((await g.ask({ idPeticion: `FI-${i}` })).codigoResultado, 1);
    assert.match(await g.metrics(), /^padro_migrations_returned_total 1$/m);
    assert.ok(g.logs.some((line) => line.includes('migration returned')));
  });
});
