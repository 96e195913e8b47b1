import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { put, Registry } from '../../src/registry/index.ts';
import { makeRegistryStore } from '../../src/store/index.ts';
import { type Kind, onEveryStore } from '../support/stores.ts';
import { cli } from './harness.ts';

const OPTIONS = { timeoutMs: 1000, checkUrl: () => {}, checkGroups: () => {} };
const ENS = '0801930008';
const FINGERPRINT = 'ab'.repeat(32);

const CHANGES = [
  put('ens', { ens: ENS, name: 'Ajuntament: «de prova» #1', nif: 'P0801900B', kind: 'municipality' }),
  put('consumer', { ens: ENS, name: "Nom amb l'apòstrof", fingerprints: [FINGERPRINT] }),
  put('certificate', { ens: ENS, label: 'segell\u00a02027', fingerprint: 'cd'.repeat(32), from: '2027-01-01' }),
  put('authorisation', { ens: ENS, producte: 'PADRO', modalitats: ['TITULAR'], finalitat: 'yes', from: '2020-01-01' }),
  put('endpoint', { id: 'prova', environment: 'proves', url: 'https://padro.example.cat:8443/x' }),
  put('municipality', { ine: '08001', name: 'null', endpoints: { proves: 'prova' } }),
  put('stop', { what: 'modalitat', id: 'TITULAR_PDF', reason: 'a\nb\n' }),
];

async function open(t: TestContext, kind: Kind, changes = CHANGES) {
  const { db, config } = await kind.fresh(t);
  const dir = mkdtempSync(join(tmpdir(), 'padro-registry-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const options = join(dir, 'padro-gateway.yaml');
  writeFileSync(options, JSON.stringify({ store: config }));
  const registry = await Registry.open(makeRegistryStore(db), OPTIONS, { now: () => Date.now() });
  await registry.change(changes, 'prova', 'x');
  const file = join(dir, 'registre.yaml');
  return {
    ...{ registry, file },
    run: (what: 'export' | 'import', ...more: string[]) => cli(['registry', what, file, ...more, '--config', options]),
    read: () => readFileSync(file, 'utf8'),
    edit(from: string | RegExp, to: string): void {
      const text = readFileSync(file, 'utf8');
      assert.match(text, from instanceof RegExp ? from : new RegExp(from));
      writeFileSync(file, text.replace(from, to));
    },
    docs: async () => {
      await registry.refresh();
      const kinds = ['addressGroup', ...CHANGES.map(({ kind }) => kind)] as const;
      return kinds.map((kind) => registry.list(kind as 'consumer').map(({ id, doc }) => [kind, id, doc]));
    },
  };
}

const body = (text: string): string => text.slice(text.indexOf('\naddressGroup:'));

onEveryStore('the registry as a file', (kind) => {
  it('comes back as it was, here and in another store', async (t) => {
    const o = await open(t, kind);
    const exported = await o.run('export');
    assert.deepEqual([exported.status, exported.err], [0, '']);
    assert.equal(statSync(o.file).mode & 0o777, 0o600);
    const { seq } = o.registry;
    assert.equal((await o.run('import')).out, 'Nothing differs.\n');
    await o.registry.refresh();
    assert.equal(o.registry.seq, seq);

    const other = await open(t, kind, []);
    writeFileSync(other.file, o.read());
    assert.equal((await other.run('import', '--why', 'a copy')).status, 0);
    assert.deepEqual(await other.docs(), await o.docs());
    const [change] = await other.registry.history('consumer', ENS);
    assert.match(`${change?.who} ${change?.why}`, /^cli:\S+ a copy$/);
    const text = o.read();
    rmSync(other.file);
    await other.run('export');
    assert.equal(body(other.read()), body(text));
    assert.equal((await other.run('export')).status, 1, 'nothing is written over');
  });

  it('shows each record that would change, and changes nothing, on a dry run', async (t) => {
    const o = await open(t, kind);
    await o.run('export');
    o.edit("Nom amb l'apòstrof", 'Un altre nom');
    o.edit(/stop:\n(.|\n)*/, 'stop: []\n');
    o.edit(/\nens:\n/, `\nens:\n  - ens: "1702370006"\n    name: Prova\n    kind: consumer\n`);
    const { seq } = o.registry;
    const { status, out } = await o.run('import', '--dry-run');
    assert.equal(status, 0);
    assert.equal(
      out,
      [
        '+ ens 1702370006',
        '    warning: The code breaks its control digits, as some codes in use do: was it mistyped?',
        `~ consumer ${ENS}`,
        `    name: "Nom amb l'apòstrof" → "Un altre nom"`,
        '- stop modalitat/TITULAR_PDF',
        '1 added, 1 changed, 1 taken away; nothing was changed.',
        '',
      ].join('\n'),
    );
    await o.registry.refresh();
    assert.equal(o.registry.seq, seq);
    assert.equal((await o.run('import')).status, 0);
    await o.registry.refresh();
    assert.equal(o.registry.get('consumer', ENS)?.doc.name, 'Un altre nom');
    assert.equal(o.registry.list('stop').length, 0);
    assert.equal((await o.run('import')).status, 0, 'once more, with nothing to do');
  });

  it('leaves kinds alone that are not in it', async (t) => {
    const o = await open(t, kind);
    writeFileSync(o.file, 'stop: []\n');
    assert.match((await o.run('import')).out, /^- stop modalitat\/TITULAR_PDF\n/);
    await o.registry.refresh();
    assert.equal(o.registry.list('consumer').length, 1);
  });

  it('does not write over what somebody changed since it was exported', async (t) => {
    const o = await open(t, kind);
    await o.run('export');
    o.edit("Nom amb l'apòstrof", 'El meu nom');
    const anna = put('consumer', { ens: ENS, name: 'El de l’Anna' });
    await o.registry.change([anna], 'anna', 'renamed');
    const { status, err } = await o.run('import');
    assert.equal(status, 1);
    assert.match(err, /consumer 0801930008 was changed by anna at \d{4}-.*\n.*export again.*\n.*nothing was changed/);
    await o.registry.refresh();
    assert.deepEqual(o.registry.get('consumer', ENS)?.doc, anna.doc);
    o.edit(/exported:\n.*\n.*\n/, '');
    assert.equal((await o.run('import')).status, 0);
    await o.registry.refresh();
    assert.equal(o.registry.get('consumer', ENS)?.doc.name, 'El meu nom');
  });

  it('is refused whole when a part of it is wrong', async (t) => {
    const o = await open(t, kind);
    const { seq } = o.registry;
    for (const [text, told] of [
      ['', /expected object/i],
      ['consumer', /expected object/i],
      ['{}', /no kind of record is named, such as addressGroup/],
      ['\u0000\u0001', /./],
      ['consumer: [', /not YAML: .* at line 1/],
      ['consumers: []', /consumers/],
      ['__proto__: {consumer: []}', /./],
      ['a: &a [1]\nconsumer: *a', /not YAML: .*alias/i],
      ['consumer: [{ens: 0801930008, name: x}]', /consumer 1: ens: .*\(a code is put in quotes\)/],
      ['consumer: [null, 3]', /consumer 1: .*\n.*consumer 2: /],
      ['consumer: [{ens: "0801930008", name: x, admin: true}]', /consumer 1: .*admin/],
      [
        'stop: [{what: modalitat, id: X, reason: x}, {what: modalitat, id: X, reason: y}]',
        /stop modalitat\/X is there twice/,
      ],
      ['stop: [{what: modalitat, id: X, reason: x}]', /do not fit together: stop: there is no modalitat X/],
      ['consumer: []', /do not fit together: .*0801930008/],
      [
        'endpoint: [{id: x, environment: proves, url: "http://10.0.0.1/"}]\nmunicipality: []',
        /do not fit together: endpoint x/,
      ],
      ['consumer: []\nconsumer: []', /not YAML: Map keys must be unique/],
      ['x: |\n  -----BEGIN PRIVATE KEY-----\n', /private key/],
      ['exported: {seq: -1, at: yesterday}\nstop: []', /exported\.seq: .*\n.*exported\.at/],
    ] as const) {
      writeFileSync(o.file, text);
      for (const more of [[], ['--dry-run']]) {
        const { status, err, out } = await o.run('import', ...more);
        assert.deepEqual([text, status, out], [text, 1, '']);
        assert.match(err, told, text);
        assert.match(err, /nothing was changed\n$/);
      }
    }
    rmSync(o.file);
    assert.match((await o.run('import')).err, /no such file/);
    await o.registry.refresh();
    assert.equal(o.registry.seq, seq);
  });
});

it('without a file it is wrong usage, and without a store it fails', async () => {
  for (const what of ['export', 'import']) assert.equal((await cli(['registry', what])).status, 2);
  assert.equal((await cli(['registry', 'import', 'x', 'y'])).status, 2);
});
