import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAuthority, issue } from '../../src/pki/index.ts';
import { closedPort } from '../support/backend.ts';
import { openGateway, told } from '../support/gateway.ts';
import { leavesNoTrace, PERSONAL } from '../support/refused.ts';

/** A148 to A150 and A154: what operators see, and what nobody gets to write there. */

const EVIL = [
  'a\u001b[31mvermell\u001b[0m',
  'a\u2028b\u2029c',
  '"},{"level":60',
  'a\u0085b',
  '\u202emaligne',
  '$'.concat('{jndi:ldap://x}'),
  '%0d%0amaligne',
];
const MARK = /\u001b|\u2028|\u2029|\u0085|\u202e|jndi|maligne|vermell/;

test('A148: nothing that a caller sends is logged as it is', async (t) => {
  const g = await openGateway(t);
  const latin = (text: string): string =>
    Buffer.from(text)
      .toString('latin1')
      .replace(/[\u0000-\u001f\u007f]/g, '');
  for (const evil of EVIL) {
    const refused = async (body: string | Buffer, headers: Record<string, string> = {}): Promise<void> => {
      const logged = g.logs.length;
      await leavesNoTrace(g, async () => (await g.post(body, { headers })).text);
      for (const line of g.logs.slice(logged)) {
        assert.doesNotMatch(line, MARK);
        assert.match(line, /^[\x20-\x7e\u00a0-\u024f\u2013-\u2026]*\n$/u);
      }
    };
    const escaped = evil.replaceAll('\u001b', '').replaceAll('"', '&quot;');
    await t.test(JSON.stringify(evil), async () => {
      const headers = {
        soapaction: latin(evil),
        'user-agent': latin(evil),
        'x-forwarded-for': latin(evil),
        [`x-${latin(evil).replace(/[^a-z]/g, '')}`]: '1',
      };
      await refused('<a/>', headers);
      await refused(g.petition(), { ...headers, 'content-type': `text/plain; x=${latin(evil)}` });
      await refused(g.petition(), { ...headers, 'content-encoding': latin(evil) });
      await refused(g.petition().toString().replace('<codigoMunicipio>023', `<codigoMunicipio>${escaped}`), headers);
      await refused(g.petition().toString().replace('<NombreSolicitante>', `<NombreSolicitante>${escaped}`), headers);
      await refused(
        `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header><x:${evil.replace(/\W/g, '')} xmlns:x="u" soapenv:mustUnderstand="1"/></soapenv:Header><soapenv:Body><a/></soapenv:Body></soapenv:Envelope>`,
      );
    });
  }
});

test('A148: a signed petition’s own texts are not logged either, nor is any of a person', async (t) => {
  const g = await openGateway(t);
  const nom = 'Ajuntament\u2028\u202emaligne';
  const ask = { nom, funcionari: { nom: 'Nom Cognom', nif: '99999018D' } };
  assert.equal((await g.ask(ask)).codigoResultado, 1);
  assert.ok((await g.ask({ ...ask, modalitat: 'TITULAR_PROPI' })).fault);
  for (const modalitat of ['RESIDENT', 'TITULAR_IDESCAT'])
    assert.equal((await g.ask({ ...ask, modalitat })).codigoResultado, 1, modalitat);
  await g.serveFrom(`http://127.0.0.1:${await closedPort()}/x`);
  assert.equal((await g.ask(ask)).estado, '0502');
  for (const text of [g.logs.join(''), await g.metrics(), ...g.journal().map(({ line }) => line)]) {
    assert.doesNotMatch(text, PERSONAL);
    assert.doesNotMatch(text, MARK);
  }
});

const series = (metrics: string): Set<string> =>
  new Set(
    metrics
      .split('\n')
      .filter((line) => line.startsWith('padro_') && !/^padro_(process|nodejs)/.test(line))
      .map((line) => line.slice(0, line.lastIndexOf(' '))),
  );

test('A149: 2,000 names that are made up make no new series', async (t) => {
  const g = await openGateway(t);
  const bytes = g.petition().toString();
  const each = async (i: number): Promise<void> => {
    const name = `x${i.toString(36)}`;
    const headers = { soapaction: name, 'user-agent': name };
    await g.post(
      bytes
        .replace('<codigoMunicipio>023', `<codigoMunicipio>${i % 1000}`)
        .replace('>9821920002<', `>98${String(i).padStart(8, '0')}<`),
      { headers },
    );
    if (i % 4 === 0) await g.post('', { headers, method: i % 8 ? 'POST' : 'GET' }, `/${name}/${i}`);
    if (i % 4 === 1)
      await g.post(`<${name}/>`, {
        headers: { ...headers, 'content-type': i % 8 === 1 ? `text/${name}` : 'text/xml' },
      });
  };
  const batch = (from: number, to: number) => Promise.all(Array.from({ length: to - from }, (_, i) => each(from + i)));
  await batch(0, 40);
  assert.ok((await g.ask({ municipi: '08019' })).codigoResultado === 4);
  const before = series(await g.metrics());
  for (let i = 40; i < 2040; i += 100) await batch(i, i + 100);
  for (let i = 0; i < 20; i++)
    await g.ask({ municipi: `${String(i + 1).padStart(2, '0')}001`.replace('08001', '08002') });
  const after = series(await g.metrics());
  assert.deepEqual(
    [...after].filter((name) => !before.has(name)),
    [],
  );
});

test('A149: the metrics are Prometheus text', async (t) => {
  const g = await openGateway(t);
  await g.ask();
  await g.post('<a/>');
  const { status, headers, text } = await g.management('/metrics');
  assert.equal(status, 200);
  assert.equal(headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8');
  const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"';
  const SAMPLE = new RegExp(
    `^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{${LABEL}(?:,${LABEL})*\\})? (?:-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?|[+-]Inf|Nan)$`,
  );
  const COMMENT = /^# (?:HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) ./;
  const typed = new Set<string>();
  const seen = new Set<string>();
  assert.ok(text.endsWith('\n'));
  for (const line of text.trimEnd().split('\n').filter(Boolean)) {
    if (line.startsWith('#')) {
      const name = COMMENT.exec(line)?.[1];
      assert.ok(name, line);
      if (line.startsWith('# TYPE')) assert.ok(!typed.has(name) && typed.add(name), `${name} twice`);
      continue;
    }
    const name = SAMPLE.exec(line)?.[1] ?? '';
    assert.ok(name.startsWith('padro_'), line);
    assert.ok(typed.has(name) || typed.has(name.replace(/_(bucket|sum|count)$/, '')), `no type: ${line}`);
    const key = line.slice(0, line.lastIndexOf(' '));
    assert.ok(!seen.has(key) && seen.add(key), `twice: ${line}`);
  }
});

const without = (text: string): string => text.replace(/<pg:incident>[0-9a-f]{32}</, '<pg:incident><');

test('A150: until chain and SignatureValue hold, every refusal says the same', async (t) => {
  const g = await openGateway(t);
  const { consumer } = g.stage.pki;
  const other = createAuthority({ commonName: 'Autoritat de demostració', key: 'P-256' });
  const options = {
    subject: { C: 'ES', O: consumer.nif, organizationIdentifier: `VATES-${consumer.nif}` },
    key: 'P-256',
    basicConstraints: { ca: false },
  } as const;
  const by = ({ keyPem, certPem }: { keyPem: string; certPem: string }) =>
    g.petition({ sign: { keyPem, certPem } }).toString();
  const good = g.petition().toString();
  const unknown = issue(other, options);
  const BAD: Readonly<Record<string, string>> = {
    'an unknown authority': by(unknown),
    'an unknown authority, expired': by(issue(other, { ...options, notAfter: new Date(Date.now() - 86_400_000) })),
    'self-signed': by(other),
    'a bad signature': good.replace(
      /(<ds:SignatureValue>)(.)/,
      (_, tag: string, first: string) => tag + (first === 'A' ? 'B' : 'A'),
    ),
    'a signature that is none': good.replace(/<ds:SignatureValue>[^<]*/, '<ds:SignatureValue>AAAA'),
    'another’s certificate': good.replace(
      /(BinarySecurityToken [^>]*>)[^<]*/,
      (_, tag: string) => tag + Buffer.from(unknown.certDer).toString('base64'),
    ),
    'a certificate that is none': good.replace(/(BinarySecurityToken [^>]*>)[^<]*/, '$1AAAA'),
    'an unknown algorithm': good.replace('xmldsig-more#rsa-sha256', 'xmldsig-more#rsa-sha999'),
  };
  const texts = new Map<string, string>();
  for (const [name, body] of Object.entries(BAD)) {
    const text = await leavesNoTrace(g, async () => (await g.post(body)).text);
    texts.set(name, without(text));
    assert.match(text, /<pg:incident>[0-9a-f]{32}</);
  }
  assert.deepEqual([...new Set(texts.values())].length, 1, JSON.stringify([...texts], null, 1));
  assert.match([...texts.values()][0]!, /<pg:code>verify\.not-accepted</);
  assert.equal(g.journal().filter(({ fields }) => fields.kind === 'refusal').length, 0, 'nobody unknown costs a write');
});

test('A150: afterwards the signer is told what is wrong', async (t) => {
  const g = await openGateway(t);
  const changed = g.petition().toString().replace('12344321Z', '12345678Z');
  assert.match((await g.post(changed)).text, /<pg:code>verify\.digest</);
  const old = await g.ask({ sign: { now: Date.now() - 7_200_000 } });
  assert.equal(old.fault?.detail.code, 'verify.timestamp');
  const none = told(await g.post(changed.replace(/<wsse:Security.*<\/wsse:Security>/, '')));
  assert.deepEqual([none.status, none.fault?.faultcode], [500, '1013']);
});

test('A154: good petitions are answered while many bad ones come', async (t) => {
  const g = await openGateway(t);
  const bad = g.petition().toString().replace('12344321Z', '12345678Z');
  const bads = Array.from({ length: 400 }, (_, i) =>
    g.post(i % 2 ? '<a' : bad, i % 3 ? {} : { headers: { 'content-type': 'text/plain' } }),
  );
  const took: number[] = [];
  for (let i = 0; i < 15; i++) {
    const from = performance.now();
    assert.equal((await g.ask()).codigoResultado, 1);
    took.push(performance.now() - from);
  }
  assert.ok((await Promise.all(bads)).every(({ status }) => status === 500 || status === 415));
  assert.ok(Math.max(...took) < 3_000, `slowest: ${Math.max(...took)} ms`);
  assert.ok(g.logs.length < 400, 'a flood of refusals is counted, not written one by one');
});
