import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadConfig } from '../../src/config/index.ts';
import { ROOT, read } from './sources.ts';

test('whatever the image copies is there, and not left out of its context', () => {
  const kept = new Set([...read('.dockerignore').matchAll(/^!(\S+)$/gm)].map(([, name]) => name));
  const copies = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names]) =>
    names!.split(' '),
  );
  assert.ok(copies.length > 8, copies.join());
  for (const name of copies) {
    assert.ok(existsSync(join(ROOT, name)), name);
    assert.ok(kept.has(name.split('/')[0]), `${name} in .dockerignore`);
  }
});

test('whatever the package ships is in the image', () => {
  const dockerfile = read('Dockerfile');
  for (const name of (JSON.parse(read('package.json')) as { files: string[] }).files) {
    assert.match(dockerfile, new RegExp(`^COPY .*\\b${name} ${name}$`, 'm'));
  }
});

test('the image exposes the ports that a gateway listens on unless told', () => {
  const { consumer, management, public: open } = loadConfig({ env: {}, base: {} });
  const exposed = /^EXPOSE (.+)$/m.exec(read('Dockerfile'))![1]!.split(' ').map(Number);
  assert.deepEqual(exposed, [consumer.port, consumer.tlsPort, management.port, open.port]);
});
