import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import type { AddressGroup } from '../../src/base/domain.ts';
import {
  csv,
  firewallPaper,
  firewallRules,
  guidePaper,
  iptables,
  netsh,
  nft,
  paperHtml,
  paperPdf,
  reportPdf,
} from '../../src/documents/index.ts';
import { SHIPPED_GROUPS } from '../../src/registry/index.ts';
import { file, NOON, run, textOf, without } from './support.ts';

const V6: AddressGroup = {
  name: 'consell',
  environment: 'proves',
  may: ['query'],
  addresses: ['2001:db8::/48', '192.0.2.7'],
};
const rules = firewallRules([...SHIPPED_GROUPS, V6], [8443, 8080]);
const all = SHIPPED_GROUPS.flatMap(({ addresses }) => addresses);
const psis = ['157.97.65.27', '185.86.34.132'];
const noPoppler = without('pdftotext', '-v');

describe('the firewall sheet', () => {
  it('opens both ports to every address of the registry, and the way out to PSIS', () => {
    const rows = csv(rules).slice(1);
    for (const address of all) {
      for (const port of [8080, 8443])
        assert.ok(
          rows.some((row) => row.startsWith(`in,${address},tcp,${port},`)),
          address,
        );
    }
    assert.deepEqual(
      rows.filter((row) => row.startsWith('out,')).map((row) => row.split(',').slice(1, 4).join(' ')),
      psis.map((address) => `${address} tcp 443`),
    );
    assert.equal(rows.length, 2 * (all.length + 2) + 2);
  });

  it('names every address in each kind of commands', () => {
    for (const commands of [netsh(rules), iptables(rules), nft(rules)]) {
      const text = commands.join('\n');
      for (const address of [...all, ...V6.addresses]) assert.ok(text.includes(address), address);
    }
  });

  it('gives nft what it takes', { skip: noNft() }, () => {
    const inQuotes = nft(rules).flatMap((line) => [...line.matchAll(/nft '([^']*)'/g)].map(([, command]) => command));
    run('nft', '-c', '-f', file(`${inQuotes.join('\n')}\n`));
  });

  it('gives iptables what it takes', { skip: without('iptables-translate', '--version') }, () => {
    const added = iptables(rules).filter((line) => / -A /.test(line));
    assert.equal(added.length, rules.length);
    for (const line of added) {
      const [tool, ...args] = line.split(' ');
      assert.match(run(`${tool}-translate`, ...args), /tcp dport .* accept/s, line);
    }
  });

  it('gives a shell what it reads as one command a line', { skip: without('sh', '-c', 'true') }, () => {
    for (const commands of [iptables(rules), nft(rules)]) run('sh', '-n', file(`${commands.join('\n')}\n`));
  });

  it('makes no command of a group, address or port that is none', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'aZ0 \'"`$();&|<>\\\n\r%^!é,/:.') });
    fc.assert(
      fc.property(letters, letters, fc.integer(), (name, address, port) => {
        const group: AddressGroup = { name, environment: 'all', may: ['query'], addresses: [address] };
        try {
          const text = [netsh, iptables, nft].flatMap((make) => make(firewallRules([group], [port]))).join('\n');
          assert.ok(/^[a-z0-9-]{1,40}$/.test(name) && /^[0-9a-fA-F.:/]+$/.test(address) && port > 0, text);
        } catch (error) {
          assert.match((error as Error).message, /^(not|group)/);
        }
      }),
    );
    for (const address of ['1.2.3.4/33', '1.2.3.4/', '::1/129', 'fe80::1%eth0', '1.2.3.4/8/8', '1.2.3']) {
      const group: AddressGroup = { name: 'g', environment: 'all', may: ['query'], addresses: [address] };
      assert.throws(() => firewallRules([group], [8080]), /not an address/, address);
    }
    for (const ports of [[], [0], [65_536], [1.5], [Number.NaN]]) {
      assert.throws(() => firewallRules(SHIPPED_GROUPS, ports), /not TCP ports/);
    }
  });

  for (const language of ['ca', 'es', 'en'] as const) {
    it(`is a page and a PDF in ${language}`, { skip: noPoppler }, async () => {
      const paper = firewallPaper('ajuntament-prova', rules, 'Servei de prova', language);
      const html = paperHtml(paper);
      const pdf = textOf(await paperPdf(paper, NOON));
      for (const text of [html, pdf]) for (const address of all) assert.ok(text.includes(address), address);
      assert.match(html, new RegExp(`<html lang="${language}">`));
      assert.ok(pdf.includes('8080, 8443'));
    });
  }
});

/** Checking wants to know the kernel's tables, which not every container may read. */
function noNft(): string | false {
  const missing = without('nft', '--version');
  if (missing) return missing;
  return spawnSync('nft', ['-c', 'add table inet prova']).status === 0 ? false : 'nft may not read the tables here';
}

describe('the set-up guide', () => {
  const server = {
    endpoint: 'ajuntament-prova',
    municipalities: ['Municipi simulat'],
    httpPort: 8085,
    httpsPort: 8485,
    path: '/siri-proxy/services/Sincron',
  };

  for (const language of ['ca', 'es', 'en'] as const) {
    it(`has the server's own values on one page, in ${language}`, { skip: noPoppler }, async () => {
      const paper = guidePaper(server, 'Servei de prova', language);
      const pdf = await paperPdf(paper, NOON);
      assert.match(run('pdfinfo', file(pdf)), /Pages: +1\n/);
      for (const value of [
        'Municipi simulat',
        'C:\\padro\\ajuntament-prova\\tomcat8',
        'port="8085"',
        'port="8485"',
        'http://localhost:8085/siri-proxy/services/Sincron?wsdl',
        'service.bat install padro-ajuntament-prova',
        'set "JRE_HOME=C:\\padro\\ajuntament-prova\\java8"',
      ]) {
        assert.ok(textOf(pdf).includes(value), value);
      }
      assert.doesNotMatch(textOf(pdf), /\{\w+\}|setx/);
      assert.ok(
        textOf(pdf).lastIndexOf('net start') > textOf(pdf).lastIndexOf('startup.bat'),
        'the service comes last',
      );
    });
  }

  it('is not made of a name or path that could mean something to a shell', () => {
    for (const wrong of [{ endpoint: 'a" & del' }, { endpoint: 'A B' }, { path: '/a"b' }, { path: '/%PATH%' }]) {
      assert.throws(() => guidePaper({ ...server, ...wrong }, 'Prova', 'ca'), /^Error: not a/);
    }
  });
});

describe('a page', () => {
  it('takes every text as text', () => {
    const nonsense = `<script>alert("'&")</script>`;
    const html = paperHtml({
      language: 'ca',
      issuer: nonsense,
      title: nonsense,
      subtitle: nonsense,
      footer: nonsense,
      blocks: [
        { kind: 'heading', text: nonsense },
        { kind: 'text', text: nonsense },
        { kind: 'facts', rows: [[nonsense, nonsense]] },
        { kind: 'table', columns: [nonsense], rows: [[nonsense]] },
        { kind: 'steps', steps: [{ text: nonsense, code: [nonsense] }] },
        { kind: 'code', lines: [nonsense] },
        { kind: 'box', title: nonsense, strong: nonsense, lines: [nonsense] },
      ],
    });
    assert.ok(!html.includes('<script'));
    assert.equal(html.match(/&lt;script&gt;/g)?.length, 17);
  });
});

test('a report tells each finding, its cause and the remedy', { skip: noPoppler }, async () => {
  const pdf = await reportPdf(
    {
      language: 'ca',
      issuer: 'Servei de prova',
      title: "Prova d'acceptació",
      subtitle: 'ajuntament-prova',
      intro: 'No acceptat.',
      findings: [
        { level: 'ERROR', title: 'Certificat caducat', seen: 'va caducar ahir', cause: 'ningú', remedy: 'renoveu-lo' },
        { level: 'OK', title: 'Ports oberts', seen: '8080, 8443' },
      ],
      footer: 'Incidència 0',
    },
    NOON,
  );
  const text = textOf(pdf);
  for (const said of [
    'ERROR · Certificat caducat',
    'va caducar ahir',
    'Causa ningú',
    'Solució renoveu-lo',
    'Ports oberts',
  ]) {
    assert.ok(text.includes(said), said);
  }
});
