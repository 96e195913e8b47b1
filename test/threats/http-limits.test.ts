import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { type OpenGateway, openGateway, SINCRON } from '../support/gateway.ts';
import { statuses } from '../support/http.ts';
import { eventually, leavesNoTrace } from '../support/refused.ts';

/** A127, A128 and A130: slow, endless, oversized and half requests. */

const BODY_LIMIT = 20_000;
const SLOW = {
  PADRO_LIMITS_HEADERS_TIMEOUT_MS: '200',
  PADRO_LIMITS_REQUEST_TIMEOUT_MS: '400',
  PADRO_LIMITS_BODY_BYTES: String(BODY_LIMIT),
};
/** Time-outs are looked for as often as the shortest of them. */
const SOON = 2_000;

const start = (...fields: string[]): string =>
  `${[`POST ${SINCRON} HTTP/1.1`, 'Host: gateway', 'Content-Type: text/xml', ...fields].join('\r\n')}\r\n`;

/** Writes the same again and again until the socket is closed. */
const drip = (bytes: string, everyMs: number) => (socket: Socket) => {
  const timer = setInterval(() => socket.write(bytes), everyMs);
  socket.once('close', () => clearInterval(timer));
};

const TOO_SLOW = [
  { name: 'nothing at all', bytes: '' },
  { name: 'a request line that never ends', bytes: 'POST /siri', drive: drip('a', 50) },
  { name: 'a header field every 50 ms', bytes: start(), drive: drip('X-A: 1\r\n', 50) },
  { name: 'a body of one byte every 50 ms', bytes: `${start('Content-Length: 9000')}\r\n`, drive: drip('a', 50) },
  {
    name: 'chunks without end, slow',
    bytes: `${start('Transfer-Encoding: chunked')}\r\n`,
    drive: drip('1\r\na\r\n', 50),
  },
  { name: 'a body that is less than announced', bytes: `${start('Content-Length: 9000')}\r\n<a/>` },
  { name: 'a chunk that is never finished', bytes: `${start('Transfer-Encoding: chunked')}\r\nfff\r\n<a/>` },
] as const;

test('A127: slow requests end within their time', async (t) => {
  const g = await openGateway(t, SLOW);
  for (const { name, bytes, ...rest } of TOO_SLOW) {
    await t.test(name, async () => {
      const from = performance.now();
      const text = await leavesNoTrace(g, async () => {
        const { text, closed } = await g.raw(bytes, { ...rest, waitMs: SOON });
        assert.ok(closed, 'the connection is closed');
        return text;
      });
      assert.ok(
        statuses(text).every((status) => status === 408 || status === 400),
        text,
      );
      assert.ok(performance.now() - from < SOON);
    });
  }
});

const OVER = Buffer.alloc(BODY_LIMIT + 1, 'a');

const TOO_LARGE = [
  { name: 'Content-Length over the limit', bytes: `${start(`Content-Length: ${OVER.length}`)}\r\n${OVER}` },
  { name: 'Content-Length far over the limit, nothing sent', bytes: `${start('Content-Length: 99999999999')}\r\n` },
  {
    name: 'one chunk over the limit',
    bytes: `${start('Transfer-Encoding: chunked')}\r\n${OVER.length.toString(16)}\r\n${OVER}\r\n0\r\n\r\n`,
  },
  {
    name: 'chunks without end',
    bytes: `${start('Transfer-Encoding: chunked')}\r\n`,
    drive: drip(`800\r\n${'a'.repeat(2048)}\r\n`, 1),
  },
  {
    name: 'a million chunks of one byte',
    bytes: `${start('Transfer-Encoding: chunked')}\r\n${'1\r\na\r\n'.repeat(100_000)}`,
  },
] as const;

test('A128: a body over the limit is refused when it is announced, or when it has come', async (t) => {
  const g = await openGateway(t, SLOW);
  for (const { name, bytes, ...rest } of TOO_LARGE) {
    await t.test(name, async () => {
      const text = await leavesNoTrace(g, async () => (await g.raw(bytes, rest)).text);
      assert.deepEqual(statuses(text), [413]);
      assert.match(text, /http\.too-large/);
    });
  }
  await t.test('of exactly the limit: read whole', async () => {
    const petition = g.petition();
    const body = Buffer.concat([petition, Buffer.alloc(BODY_LIMIT - petition.length, ' ')]);
    assert.equal((await g.post(body)).status, 200);
    assert.deepEqual(g.stage.simulators['17023'].last, body);
  });
  await t.test('a client that leaves in the middle of its body', async () => {
    await leavesNoTrace(g, async () => {
      const body = g.petition();
      const { text } = await g.raw(`${start(`Content-Length: ${body.length}`)}\r\n${body.subarray(0, 3000)}`, {
        drive: (socket) => void setTimeout(() => socket.resetAndDestroy(), 50),
      });
      await eventually(() => g.logs.some((line) => line.includes('http.incomplete')), 'one line says so');
      return text;
    });
  });
});

const expecting = (body: Buffer): string =>
  `${start(`Content-Length: ${body.length}`, 'Expect: 100-continue', 'Connection: close')}\r\n`;

test('A130: Expect: 100-continue', async (t) => {
  const g = await openGateway(t);
  await t.test('the body is asked for, and may come late', async () => {
    const body = g.petition();
    const { text } = await g.raw(expecting(body), {
      drive: (socket) => void socket.once('data', () => setTimeout(() => socket.write(body), 100)),
    });
    assert.deepEqual(statuses(text), [100, 200], text);
    assert.deepEqual(g.stage.simulators['17023'].last, body);
  });
  await t.test('the body may come without waiting', async () => {
    const body = g.petition();
    const { text } = await g.raw(Buffer.concat([Buffer.from(expecting(body)), body]));
    assert.deepEqual(statuses(text), [100, 200], text);
  });
  await t.test('the body is not asked for when it would be refused anyway', async () => {
    const asked = async (fields: string): Promise<number[]> =>
      statuses(await leavesNoTrace(g, async () => (await g.raw(`${start(fields, 'Expect: 100-continue')}\r\n`)).text));
    assert.deepEqual(await asked('Content-Length: 99999999'), [413]);
    assert.deepEqual(await asked('Content-Length: 10\r\nContent-Encoding: gzip'), [415]);
  });
  await t.test('another expectation is 417', async () => {
    const { text } = await g.raw(`${start('Content-Length: 4', 'Expect: 200-ok', 'Connection: close')}\r\n<a/>`);
    assert.deepEqual(statuses(text), [417]);
  });
});

test('a limit of requests in flight refuses the rest with 503', async (t) => {
  const g = await openGateway(t, { PADRO_LIMITS_IN_FLIGHT: '2' });
  g.stage.simulators['17023'].fail({ name: 'slow', delayMs: 300 });
  const answers = await Promise.all(Array.from({ length: 6 }, () => g.post(g.petition())));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 503, 503, 503, 503]);
  assert.match(answers.find(({ status }) => status === 503)!.text, /http\.overloaded/);
  await recovered(g);
});

async function recovered(g: OpenGateway): Promise<void> {
  g.stage.simulators['17023'].fail('none');
  assert.equal((await g.ask()).codigoResultado, 1);
}
