import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import express from 'express';
import { systemClock } from '../../src/base/clock.ts';
import type { Refusal } from '../../src/base/errors/refusal.ts';
import type { Received } from '../../src/base/request.ts';
import { loadConfig } from '../../src/config/index.ts';
import { listen, makeConsumerServer, stop, type Tls } from '../../src/listen/index.ts';
import { createAuthority, issue } from '../../src/pki/index.ts';
import { openGateway, SINCRON } from '../support/gateway.ts';

/** A154: in a crowd of bad requests known callers go first, and nobody is locked out. By order, not by time. */

const CROWD = 400;

/** A consumer plane that accepts `good`, refuses all else, and notes what it judged, in order. */
async function openPlane(t: TestContext, inFlight?: number, tls?: Tls) {
  const judged: string[] = [];
  const { limits } = loadConfig({ base: {}, env: {} });
  const plane = {
    limits: { ...limits, inFlight: inFlight ?? limits.inFlight },
    clock: systemClock,
    certificateHeader: undefined,
    begun: () => {},
    async handle(received: Received) {
      const text = (await received.body()).toString();
      judged.push(text);
      return { status: text.startsWith('good') ? 200 : 500, contentType: 'text/xml', bytes: Buffer.from(text) };
    },
    refused: (_: Received, { entry }: Refusal) => ({
      status: entry.http,
      contentType: 'text/xml',
      bytes: Buffer.alloc(0),
    }),
    malformed: () => {},
    app: express(),
  };
  const server = makeConsumerServer(plane, tls);
  const port = await listen(server, '127.0.0.1', 0);
  t.after(() => stop(server, 0));
  const open = (): Promise<Socket> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(socket));
      socket.on('error', () => {});
      t.after(() => socket.destroy());
    });
  return { judged, open, port };
}

const requestOf = (body: string): string =>
  `POST ${SINCRON} HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
const send = (socket: Socket, body: string): boolean => socket.write(requestOf(body));
const answer = (socket: Socket): Promise<string> =>
  new Promise((resolve) => socket.once('data', (chunk) => resolve(chunk.toString())));
const seen = (socket: Socket, event: string): Promise<void> =>
  new Promise((resolve) => void socket.once(event, resolve));
const asks = (socket: Socket, body: string): Promise<string> => {
  send(socket, body);
  return answer(socket);
};

test('A154: a known connection is judged before a crowd that asked before it, and a refused one is not known', async (t) => {
  const { judged, open } = await openPlane(t);
  const known = await open();
  assert.match(await asks(known, 'good 1'), /^HTTP\/1.1 200/);
  const crowd: Socket[] = [];
  while (crowd.length < CROWD) {
    const stranger = await open();
    crowd.push(stranger);
    assert.match(await asks(stranger, 'bad'), /^HTTP\/1.1 500/);
  }

  const ranked = async (body: string): Promise<number> => {
    const before = judged.length;
    const answers = crowd.map(answer);
    for (const stranger of crowd) send(stranger, 'bad');
    const told = answer(known);
    send(known, body);
    await Promise.all([told, ...answers]);
    return judged.indexOf(body) - before;
  };
  assert.ok((await ranked('good 2')) < CROWD / 10);
  assert.match(await asks(known, 'bad'), /^HTTP\/1.1 500/);
  await ranked('good 3');
  assert.ok(judged.includes('good 3'), 'in its turn');
  assert.ok((await ranked('good 4')) < CROWD / 10, 'known again');
});

test('A154: connections that say nothing keep no place from one that asks, nor from a known one', async (t) => {
  const { open } = await openPlane(t);
  const known = await open();
  assert.match(await asks(known, 'good 1'), /^HTTP\/1.1 200/);
  const silent = await Promise.all(Array.from({ length: CROWD }, open));
  assert.match(await asks(known, 'good 2'), /^HTTP\/1.1 200/);
  const late = await open();
  assert.match(await asks(late, 'good 3'), /^HTTP\/1.1 200/, 'once one that was silent for too long has gone');
  assert.ok(silent.some(({ destroyed }) => destroyed));
});

test('A154: silent connections make room one after the other, though no other one comes', async (t) => {
  const { open } = await openPlane(t);
  const silent = await Promise.all(Array.from({ length: 60 }, open));
  let ended = 0;
  await new Promise<void>((resolve) => {
    for (const one of silent) one.once('close', () => ++ended === 40 && resolve());
  });
  const waited = silent.find(({ destroyed }) => !destroyed)!;
  assert.match(await asks(waited, 'good'), /^HTTP\/1.1 200/);
});

test('A154: who was refused while others wait is asked to come again by another connection', async (t) => {
  const { open } = await openPlane(t);
  const stranger = await open();
  assert.match(await asks(stranger, 'bad'), /connection: keep-alive/i);
  await Promise.all(Array.from({ length: CROWD }, open));
  let told = '';
  // They are accepted one a turn of the loop.
  for (let i = 0; i < CROWD && !/connection: close/i.test(told); i++) told = await asks(stranger, 'bad');
  assert.match(told, /connection: close/i);
});

test('A154: connections that end before they ask leave their places, under TLS too', async (t) => {
  const { certPem: cert, keyPem: key } = issue(createAuthority({ commonName: 'A' }), {
    subject: { CN: 'localhost' },
    key: 'P-256',
    basicConstraints: { ca: false },
  });
  const { open, port } = await openPlane(t, undefined, { cert, key });
  const secure = async (rejectUnauthorized: boolean): Promise<TLSSocket> => {
    const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized }).on('error', () => {});
    t.after(() => socket.destroy());
    await seen(socket, rejectUnauthorized ? 'close' : 'secureConnect');
    return socket;
  };
  for (let i = 0; i < 20; i++) {
    const plain = await open();
    plain.end('no TLS');
    await seen(plain.resume(), 'close');
    await secure(true);
    (await secure(false)).destroy();
  }
  assert.match(await asks(await secure(false), 'good'), /^HTTP\/1.1 200/);
});

test("A154: strangers' bodies that never come keep no place from a known connection, and few from each other", async (t) => {
  const { open } = await openPlane(t, 2);
  const known = await open();
  assert.match(await asks(known, 'good 1'), /^HTTP\/1.1 200/);
  const strangers = await Promise.all(Array.from({ length: 3 }, open));
  const refused = Promise.race(strangers.map(async (one) => ({ one, text: await answer(one) })));
  for (const one of strangers) one.write(requestOf('good half').slice(0, -4));
  const { one, text } = await refused;
  assert.match(text, /^HTTP\/1.1 503/);
  assert.match(await asks(known, 'good 2'), /^HTTP\/1.1 200/);
  const late = strangers.find((stranger) => stranger !== one)!;
  late.write('half');
  assert.match(await answer(late), /^HTTP\/1.1 200/);
});

test('A154: refusals lock nobody out: the same connection, and a new one, are served after them', async (t) => {
  const g = await openGateway(t);
  for (let i = 0; i < 30; i++) assert.equal((await g.post('<a/>')).status, 500);
  assert.equal((await g.ask()).codigoResultado, 1);
  const body = g.petition();
  const head = (bytes: Buffer, more = ''): string =>
    `POST ${SINCRON} HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\n${more}Content-Length: ${bytes.length}\r\n\r\n`;
  const bad = Buffer.from('<a/>');
  const both = Buffer.concat([Buffer.from(head(bad)), bad, Buffer.from(head(body, 'Connection: close\r\n')), body]);
  const { text } = await g.raw(both);
  assert.match(text, /^HTTP\/1\.1 500 .*HTTP\/1\.1 200 /s);
});
