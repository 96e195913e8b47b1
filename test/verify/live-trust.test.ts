import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { createAuthority } from '../../src/pki/index.ts';
import { LiveTrust } from '../../src/verify/live-trust.ts';

it('A152 a broken trust directory keeps the last good set, and is told; new and removed anchors need no restart', (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'padro-trust-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const write = (name: string): void =>
    writeFileSync(join(dir, name), createAuthority({ commonName: name, key: 'P-256' }).certPem);
  write('a.pem');
  const told: (string | undefined)[] = [];
  const trust = new LiveTrust(dir, (problem) => void told.push(problem));
  t.after(() => trust.close());
  const labels = (): string[] => [...trust.anchors.current.anchors.values()].map(({ label }) => label).sort();
  assert.deepEqual(labels(), ['a']);

  write('b.pem');
  trust.reload();
  assert.deepEqual([labels(), told.at(-1)], [['a', 'b'], undefined]);

  for (const [name, content] of [
    ['c.pem', 'no certificate'],
    ['d.crl', 'no list'],
  ] as const) {
    const before = trust.anchors.current;
    writeFileSync(join(dir, name), content);
    trust.reload();
    assert.equal(trust.anchors.current, before, 'the last good set');
    assert.ok(told.at(-1)?.includes(name), told.at(-1));
    rmSync(join(dir, name));
  }

  rmSync(join(dir, 'a.pem'));
  trust.reload();
  assert.deepEqual([labels(), told.at(-1)], [['b'], undefined]);
  rmSync(join(dir, 'b.pem'));
  trust.reload();
  assert.deepEqual(labels(), ['b'], 'no anchor at all is a broken set');
});
