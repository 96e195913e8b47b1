import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { authority, municipality, server } from '../check/support.ts';
import { cli } from './harness.ts';

const dir = mkdtempSync(join(tmpdir(), 'check-'));
after(() => rmSync(dir, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(dir, name), text);
  return join(dir, name);
};
const SIGNED = ['--key', file('key.pem', server.key), '--cert', file('cert.pem', server.cert)];
const FEW = ['--modalitat', 'TITULAR', '--n', '2', ...SIGNED];

test('check: accepted, status 0, as text, JSON and a page', async (t) => {
  const { urls } = await municipality(t);
  const ca = file('ca.pem', authority.certPem);
  const page = join(dir, 'report.html');
  const told = await cli([
    'check',
    urls.https!,
    urls.http!,
    ...FEW,
    '--ca',
    ca,
    '--html',
    page,
    '--pdf',
    `${page}.pdf`,
  ]);
  assert.deepEqual([told.status, told.err], [0, '']);
  assert.match(told.out, /Resultat: acceptat/);
  assert.match(readFileSync(page, 'utf8'), /<html lang="ca">/);
  assert.match(readFileSync(`${page}.pdf`, 'latin1'), /^%PDF-/);
  const { status, out } = await cli(['check', urls.https!, ...FEW, '--ca', ca, '--json', '--language', 'en']);
  const report = JSON.parse(out);
  assert.deepEqual([status, report.accepted, report.latency.n], [0, true, 2]);
  assert.equal(
    report.findings.find(({ code }: { code?: string }) => code === 'certificate.unpinned').text.level,
    'warning',
  );
});

test('check: not accepted is status 1, with the cause and the remedy; progress is for terminals only', async (t) => {
  const { urls } = await municipality(t, { failure: 'html-404' });
  const { status, out, err } = await cli(['check', urls.http!, ...FEW], { isTTY: true });
  assert.equal(status, 1);
  assert.match(out, /✗ Respostes, camp per camp: TITULAR: HTTP 404 text\/html;charset=utf-8\n {4}El Tomcat/);
  assert.match(err, /1\/12 name/);
});

test('check: what is missing or wrong is one line', async () => {
  const WRONG: readonly (readonly [string[], number, RegExp])[] = [
    [['check'], 2, /ENDPOINT is missing/],
    [['check', 'ftp://padro.example.cat/'], 2, /not an http or https address/],
    [['check', 'http://127.0.0.1:1/'], 1, /no seal is configured to sign with: give --key and --cert/],
    [['check', 'http://127.0.0.1:1/', '--environment', 'altre'], 2, /one of produccio, proves, desenvolupament/],
    [['check', 'http://127.0.0.1:1/', '--n', '0'], 2, /whole number from 1 to 1000/],
  ];
  for (const [argv, expected, text] of WRONG) {
    const { status, err } = await cli(argv);
    assert.deepEqual([status, err.split('\n').length], [expected, 2], err);
    assert.match(err, text);
  }
});
