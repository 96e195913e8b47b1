import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { put } from '../../src/registry/index.ts';
import { type OpenGateway, openGateway, SINCRON } from '../support/gateway.ts';
import { statuses } from '../support/http.ts';
import { leavesNoTrace } from '../support/refused.ts';

/** A133, A134 and A136 against a whole gateway: peers are other addresses of loopback. */

const PEER = {
  known: '127.0.0.1',
  unknown: '127.0.0.2',
  produccio: '127.0.0.3',
  monitor: '127.0.0.5',
  proxy: '127.0.0.9',
  psis: '127.0.0.27',
};

async function openWithGroups(t: Parameters<typeof openGateway>[0]): Promise<OpenGateway> {
  const g = await openGateway(t, { PADRO_CONSUMER_TRUSTED_PROXIES: '["127.0.0.9/32", "127.0.1.0/24"]' });
  const group = (
    name: string,
    environment: 'proves' | 'produccio' | 'all',
    may: 'query' | 'health' | 'psis',
    ...addresses: string[]
  ) => put('addressGroup', { name, environment, may: [may], addresses });
  await g.stage.gateway.registry.change(
    [
      group('demo', 'proves', 'query', PEER.known, '198.51.100.0/24', '2001:db8::/32'),
      group('prova-produccio', 'produccio', 'query', PEER.produccio),
      group('prova-monitor', 'all', 'health', PEER.monitor),
      group('prova-psis', 'all', 'psis', PEER.psis, '198.51.100.27'),
    ],
    'prova',
    'groups by peer',
  );
  return g;
}

const REFUSED = [
  { name: 'an address in no group', localAddress: PEER.unknown, code: 'admit.address' },
  { name: 'monitoring', localAddress: PEER.monitor, code: 'admit.purpose' },
  { name: 'PSIS', localAddress: PEER.psis, code: 'admit.purpose' },
] as const;

const CLAIMS = [
  'x-forwarded-for',
  'x-real-ip',
  'x-client-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'x-originating-ip',
  'x-forwarded-host',
  'client-ip',
  'via',
];

test('A133: only the direct peer counts, unless it is a trusted proxy', async (t) => {
  const g = await openWithGroups(t);
  const refused = async (localAddress: string, headers: Record<string, string>, code: string): Promise<void> => {
    await leavesNoTrace(g, async () => {
      const { status, text } = await g.post(g.petition(), { localAddress, headers });
      assert.equal(status, 403);
      assert.ok(text.includes(code), text);
      return text;
    });
  };
  for (const { name, localAddress, code } of REFUSED) await t.test(name, () => refused(localAddress, {}, code));
  for (const name of CLAIMS) {
    await t.test(`an unknown peer that claims an address in ${name}`, () =>
      refused(PEER.unknown, { [name]: PEER.known }, 'admit.address'),
    );
  }
  await t.test('an unknown peer that claims an address in Forwarded', () =>
    refused(PEER.unknown, { forwarded: `for=${PEER.known}` }, 'admit.address'),
  );
  await t.test('a known peer is itself, whatever it claims', async () => {
    for (const headers of [{ 'x-forwarded-for': '8.8.8.8' }, { forwarded: 'for=unknown' }]) {
      assert.equal((await g.ask({}, { headers })).codigoResultado, 1);
      assert.equal(g.journal().findLast(({ fields }) => fields.kind === 'intent')!.fields.address, PEER.known);
    }
  });
  await t.test('an environment never reaches the endpoint of another', async () => {
    const { received } = g;
    assert.equal((await g.ask({}, { localAddress: PEER.produccio })).codigoResultado, 4);
    assert.equal(g.received, received);
  });
});

/** X-Forwarded-For that a trusted proxy passes on, and the address that counts; none: 403. */
const THROUGH_PROXY: readonly (readonly [string | string[], string | undefined])[] = [
  ['198.51.100.7', '198.51.100.7'],
  ['8.8.8.8, 198.51.100.7', '198.51.100.7'],
  ['198.51.100.7, 8.8.8.8', undefined],
  ['198.51.100.7, 127.0.1.4', '198.51.100.7'],
  ['8.8.8.8, 198.51.100.7, 127.0.1.4, 127.0.0.9', '198.51.100.7'],
  [['198.51.100.7', '8.8.8.8'], undefined],
  [['8.8.8.8', '198.51.100.7'], '198.51.100.7'],
  ['198.51.100.7:4711', '198.51.100.7'],
  ['[2001:db8::7]:4711', '2001:db8::7'],
  ['[2001:db8::7]', '2001:db8::7'],
  ['2001:db8::7', '2001:db8::7'],
  ['::ffff:198.51.100.7', '198.51.100.7'],
  ['::ffff:c633:6407', '198.51.100.7'],
  ['2001:db8::7%eth0', undefined],
  ['[2001:db8::7', undefined],
  ['unknown', undefined],
  ['_hidden', undefined],
  ['', undefined],
  ['198.51.100.7,', undefined],
  ['198.51.100.007', undefined],
  ['198.51.100.7 198.51.100.8', undefined],
  ['198.51.100.27', undefined],
  ['127.0.0.1', '127.0.0.1'],
  ['1'.repeat(10_000), undefined],
  [Array<string>(1_000).fill('127.0.0.9').join(','), undefined],
  [`198.51.100.7${',127.0.0.9'.repeat(1_000)}`, undefined],
];

test('A133: what a trusted proxy says is read from the right', async (t) => {
  const g = await openWithGroups(t);
  const through = async (headers: Record<string, string | string[]>, address: string | undefined) => {
    if (address === undefined) {
      await leavesNoTrace(g, async () => {
        const { status, text } = await g.post(g.petition(), { localAddress: PEER.proxy, headers });
        assert.equal(status, 403, text);
        return text;
      });
      return;
    }
    assert.equal((await g.ask({}, { localAddress: PEER.proxy, headers })).codigoResultado, 1);
    assert.equal(g.journal().findLast(({ fields }) => fields.kind === 'intent')!.fields.address, address);
  };
  for (const [said, address] of THROUGH_PROXY) {
    await t.test(`${said.toString().slice(0, 60)}: ${address ?? '403'}`, () =>
      through({ 'x-forwarded-for': said }, address),
    );
  }
  const FORWARDED: readonly (readonly [string, string | undefined])[] = [
    ['for=198.51.100.7', '198.51.100.7'],
    ['for=8.8.8.8, For="198.51.100.7:80";proto=https;by=203.0.113.43', '198.51.100.7'],
    ['proto=https;for="[2001:db8::7]:80"', '2001:db8::7'],
    ['for=198.51.100.7;for=8.8.8.8', undefined],
    ['for=198.51.100.7, by=127.0.0.9', undefined],
    ['for=198.51.100.7, for=8.8.8.8', undefined],
    ['for=_secret', undefined],
    ['for="198.51.100.7\\"', undefined],
  ];
  for (const [said, address] of FORWARDED) {
    await t.test(`Forwarded ${said}: ${address ?? '403'}`, () => through({ forwarded: said }, address));
  }
  await t.test('the two headers contradict each other', () =>
    through({ 'x-forwarded-for': '198.51.100.7', forwarded: 'for=198.51.100.8' }, undefined),
  );
  await t.test('the two headers agree', () =>
    through({ 'x-forwarded-for': '198.51.100.7', forwarded: 'for=198.51.100.7' }, '198.51.100.7'),
  );
  await t.test('no header: the proxy itself, which is in no group', () => through({}, undefined));
});

test('a refused address gets no body read, on any path', async (t) => {
  const g = await openWithGroups(t);
  await t.test('with Expect: 100-continue the body is not asked for', async () => {
    const bytes = `POST ${SINCRON} HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 9000\r\nExpect: 100-continue\r\n\r\n`;
    const text = await leavesNoTrace(g, async () => (await g.raw(bytes, { localAddress: PEER.unknown })).text);
    assert.deepEqual(statuses(text), [403]);
  });
  await t.test('without it the answer comes before the body', async () => {
    const bytes = `POST ${SINCRON} HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 9000\r\n\r\n<a`;
    const text = await leavesNoTrace(
      g,
      async () =>
        (await g.raw(bytes, { localAddress: PEER.unknown, until: (seen) => seen.includes('</SOAP-ENV:Envelope>') }))
          .text,
    );
    assert.deepEqual(statuses(text), [403]);
  });
  await t.test('neither WSDLs nor the difference between paths are shown', async () => {
    for (const path of [`${SINCRON}?wsdl`, SINCRON, '/nothing']) {
      const { status } = await g.post('', { method: 'GET', localAddress: PEER.unknown }, path);
      assert.equal(status, 403, path);
    }
  });
  await t.test('a group that is retired is refused at once, on connections that are open too', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    t.after(() => agent.destroy());
    const client = { agent, localAddress: PEER.produccio };
    assert.equal((await g.ask({}, client)).codigoResultado, 4);
    await g.stage.gateway.registry.change(
      [{ kind: 'addressGroup', id: 'prova-produccio', doc: null }],
      'prova',
      'retired',
    );
    assert.equal((await g.post(g.petition(), client)).status, 403);
  });
});

test('A136: the PROXY protocol is not spoken', async (t) => {
  const g = await openWithGroups(t);
  const V2 = Buffer.from('0d0a0d0a000d0a515549540a2111000c7f0000017f00000104d21f90', 'hex');
  for (const [name, preface] of [
    ['version 1', Buffer.from('PROXY TCP4 127.0.0.1 127.0.0.1 1234 8080\r\n')],
    ['version 1, UNKNOWN', Buffer.from('PROXY UNKNOWN\r\n')],
    ['version 2', V2],
  ] as const) {
    for (const localAddress of [PEER.unknown, PEER.proxy, PEER.known]) {
      await t.test(`${name} from ${localAddress}`, async () => {
        const body = g.petition();
        const request = `POST ${SINCRON} HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
        const text = await leavesNoTrace(g, async () => {
          const { text, closed } = await g.raw(Buffer.concat([preface, Buffer.from(request)]), { localAddress });
          assert.ok(closed);
          return text;
        });
        assert.deepEqual(statuses(text), [400]);
      });
    }
  }
});
