import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { buildPeticion } from '../../src/base/build-peticion.ts';
import { signEnvelope } from '../../src/cli/request/sign.ts';
import { createAuthority, issue } from '../../src/pki/index.ts';
import { cli } from './harness.ts';

const dir = mkdtempSync(join(tmpdir(), 'cli-'));
after(() => rmSync(dir, { recursive: true }));
const at = (name: string): string => join(dir, name);

const authority = createAuthority({ commonName: 'CA de prova', key: 'P-256' });
const consumer = issue(authority, { subject: { CN: 'Consumidor' } });
const NOW = Date.now();

const message = (options: { keyPem: string; certPem: string } = consumer, algorithm?: 'rsa-sha1'): string =>
  signEnvelope(
    buildPeticion({
      modalitat: 'TITULAR',
      ens: '9821920002',
      purpose: { kind: 'finalitat', value: 'PROVES' },
      idPeticion: 'P1',
      now: NOW,
      solicituds: [{ persons: [{ tipus: 1, document: '12344321Z' }], municipi: '17023', idescat: 0 }],
    }),
    { ...options, now: NOW, ...(algorithm ? { algorithm } : {}) },
  );

before(() => {
  mkdirSync(at('trust'));
  writeFileSync(at('trust/prova.pem'), authority.certPem);
  writeFileSync(at('good.xml'), message());
  writeFileSync(at('changed.xml'), message().replace('12344321Z', '12344322Z'));
  writeFileSync(at('sha1.xml'), message(consumer, 'rsa-sha1'));
  writeFileSync(at('stranger.xml'), message(createAuthority({ commonName: 'Una altra' })));
  writeFileSync(at('nonsense.xml'), 'nonsense');
});

describe('verify', () => {
  it('gives a verdict for each file, as JSON', async () => {
    const files = ['good', 'changed', 'sha1', 'stranger', 'nonsense', 'missing'].map((name) => at(`${name}.xml`));
    const { status, out } = await cli(['verify', ...files, '--trust', at('trust'), '--json']);
    const verdicts = JSON.parse(out) as Record<string, unknown>[];
    assert.equal(status, 1);
    assert.deepEqual(
      verdicts.map(({ verdict, station, code }) => [verdict, station, code]),
      [
        ['accepted', null, null],
        ['refused', 'verify', 'verify.digest'],
        ['refused', 'verify', 'verify.sha1'],
        ['refused', 'verify', 'verify.chain'],
        ['refused', 'parse', 'parse.not-well-formed'],
        ['unreadable', null, null],
      ],
    );
    assert.deepEqual(verdicts[0], {
      file: at('good.xml'),
      verdict: 'accepted',
      station: null,
      code: null,
      signer: createHash('sha256').update(consumer.certDer).digest('hex'),
      algorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      route: '17023',
    });
  });

  it('says it in words, and all accepted is exit status 0', async () => {
    const { status, out } = await cli(['verify', at('good.xml'), at('sha1.xml'), '--trust', at('trust'), '--sha1']);
    assert.equal(status, 0, out);
    assert.match(out, /good\.xml: accepted: signer [0-9a-f]{64}, .*rsa-sha256, route 17023/);
  });

  it('judges as of another time', async () => {
    const later = new Date(NOW + 2 * 3_600_000).toISOString();
    const { status, out } = await cli(['verify', at('good.xml'), '--trust', at('trust'), '--at', later]);
    assert.equal(status, 1);
    assert.match(out, /verify\.timestamp/);
    const years = await cli(['verify', at('good.xml'), '--trust', at('trust'), '--at', '2099-01-01T00:00:00Z']);
    assert.match(years.out, /verify\.certificate-dates/);
  });

  it('says what is wrong with its options', async () => {
    assert.equal((await cli(['verify', at('good.xml')])).status, 2);
    assert.equal((await cli(['verify', at('good.xml'), '--trust', at('trust'), '--at', 'ahir'])).status, 2);
    mkdirSync(at('empty'), { recursive: true });
    const { status, err } = await cli(['verify', at('good.xml'), '--trust', at('empty')]);
    assert.equal(status, 1);
    assert.match(err, /no trust anchor/);
  });
});

describe('ip explain', () => {
  const config = at('padro-gateway.yaml');
  before(() => writeFileSync(config, `store:\n  path: ${at('none.sqlite')}\n`));
  const explain = (address: string, ...more: string[]) => cli(['ip', 'explain', address, '--config', config, ...more]);

  for (const [address, expected] of [
    ['157.97.65.88', /rule 157\.97\.65\.88 of the group proves[\s\S]*wins over 157\.97\.65\.0\/24 of rang-aoc/],
    ['::ffff:213.27.191.126', /213\.27\.191\.126 is admitted by .* produccio/],
    ['157.97.65.27', /psis-primari[\s\S]*no queries/],
    ['81.19.100.250', /monitoritzacio[\s\S]*never padró data/],
  ] as const) {
    it(address, async () => {
      const { status, out } = await explain(address);
      assert.equal(status, 0);
      assert.match(out, expected);
    });
  }

  it('as JSON', async () => {
    const { out } = await explain('157.97.64.9', '--json');
    const { admitted, rules } = JSON.parse(out) as {
      admitted: boolean;
      rules: { rule: string; environment: string }[];
    };
    assert.equal(admitted, true);
    assert.deepEqual([rules[0]?.rule, rules[0]?.environment], ['157.97.64.0/24', 'produccio']);
  });

  it('an address that no rule holds, and nonsense', async () => {
    const { status, err } = await explain('192.0.2.1');
    assert.equal(status, 1);
    assert.match(err, /no rule of the shipped registry holds it/);
    assert.equal((await explain('padro.cat')).status, 2);
    assert.equal((await cli(['ip', 'explain'])).status, 2);
  });
});

describe('config', () => {
  it('prints a complete file that can be read again', async () => {
    const { status, out } = await cli(['config', 'print']);
    assert.equal(status, 0);
    writeFileSync(at('printed.yaml'), out);
    const again = await cli(['config', 'print', '--config', at('printed.yaml'), '--json']);
    const first = await cli(['config', 'print', '--json']);
    assert.equal(again.out, first.out);
  });

  it('checks options, files, anchors and store', async () => {
    const good = at('good.yaml');
    writeFileSync(good, `trust:\n  dir: ${at('trust')}\nstore:\n  path: ${at('check.sqlite')}\n`);
    const { status, out } = await cli(['config', 'check', '--config', good]);
    assert.equal(status, 0, out);
    assert.match(out, /ok {4}trust\.dir: 1 trust anchor\(s\): prova/);
    assert.match(out, /9 address groups/);
  });

  for (const [name, yaml, expected] of [
    ['unknown option', 'consumer:\n  prot: 1\n', /WRONG consumer: .*prot/],
    ['wrong type', 'limits:\n  bodyBytes: many\n', /WRONG limits\.bodyBytes/],
    ['no YAML', 'a: [', /WRONG /],
    ['half a pair', 'seal:\n  keyFile: x\n', /WRONG seal\.keyFile, seal\.certFile: give both or none/],
    ['missing trust', 'trust:\n  dir: /no/such/dir\n', /WRONG .*no such directory; put the files/],
  ] as const) {
    it(`says what is wrong: ${name}`, async () => {
      writeFileSync(at('bad.yaml'), `${yaml}${yaml.includes('store') ? '' : `store:\n  path: ${at('bad.sqlite')}\n`}`);
      const { status, out } = await cli(['config', 'check', '--config', at('bad.yaml')]);
      assert.equal(status, 1);
      assert.match(out, expected);
    });
  }
});

describe('simulate', () => {
  it('lists the ways to fail and refuses others', async () => {
    const { status, out } = await cli(['simulate', '--fail', 'list']);
    assert.equal(status, 0);
    for (const mode of ['slow', 'dead', 'truncated', 'html-404', 'iso-8859-1', 'wrong-certificate']) {
      assert.match(out, new RegExp(`^${mode} `, 'm'));
    }
    assert.equal((await cli(['simulate', '--fail', 'badly'])).status, 2);
  });

  it('runs until it is told to stop, with a certificate of its own', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    const argv = ['simulate', '--port', '0', '--tls-port', '0', '--people', '3', '--fail', 'wrong-certificate'];
    const { status, out } = await cli(argv, { signal: stop.signal });
    assert.equal(status, 0, out);
    assert.match(out, /http:\/\/127\.0\.0\.1:\d+[\s\S]*https:\/\/127\.0\.0\.1:\d+[\s\S]*12344321Z/);
  });

  it('plays IDESCAT, for several municipalities', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    const argv = [
      'simulate',
      '--idescat',
      '--port',
      '0',
      '--municipi',
      '17023',
      '--municipi',
      '08001',
      '--people',
      '1',
    ];
    const { status, out } = await cli(argv, { signal: stop.signal });
    assert.equal(status, 0, out);
    assert.match(out, /17023 .*12344321Z[\s\S]*08001 .*12345678Z/);
  });
});

describe('demo', () => {
  it('--once sends one volant, writes demo.json and ends', async () => {
    const argv = [
      'demo',
      '--once',
      '--dir',
      at('demo'),
      '--port',
      '0',
      '--tls-port',
      '0',
      '--management-port',
      '0',
      '--public-port',
      '0',
    ];
    const { status, out } = await cli(argv);
    assert.equal(status, 0, out);
    assert.match(out, /CONSTA/);
    const demo = JSON.parse(readFileSync(at('demo/demo.json'), 'utf8')) as Record<string, Record<string, unknown>>;
    assert.match(String(demo.sincron), /^http:\/\/127\.0\.0\.1:\d+\/siri-proxy\/services\/Sincron$/);
    assert.match(String(demo.consumer?.key), /^-----BEGIN PRIVATE KEY-----/);
    assert.deepEqual(demo.municipis, [{ ine: '17023' }, { ine: '08001' }]);
    assert.equal((await cli(argv)).status, 0, 'a second time, on what the first left');
  });
});
