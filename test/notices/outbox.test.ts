import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Behaviour, mailServer, reply } from './mail-server.ts';
import { NOTICE, openPost, temporary } from './post.ts';

const START = Date.parse('2026-03-02T09:00:00Z');
const MINUTE = 60_000;
const ALL = ['queued', 'sending', 'sent', 'failed', 'unknown'] as const;

async function setUp(t: TestContext, behaviour: Behaviour = {}) {
  const path = join(temporary(t), 'padro.sqlite');
  const now = { value: START };
  const { url, messages } = await mailServer(t, behaviour);
  const opened = await openPost(path, url, now);
  t.after(() => opened.db.destroy());
  await opened.outbox.queue([NOTICE], START);
  const state = async () => {
    const [row] = await opened.outbox.list(ALL);
    return [row?.state, row?.attempts];
  };
  return { ...opened, path, url, now, messages, state };
}

describe('the outbox', () => {
  it('sends a letter once, however often it is queued and looked at', async (t) => {
    const { outbox, post, messages, state } = await setUp(t);
    await outbox.queue(
      [
        { ...NOTICE, link: 'request', attach: 'a'.repeat(64) },
        { ...NOTICE, id: 'i-17023-2', link: 'request', attach: 'a'.repeat(64) },
      ],
      START,
    );
    assert.equal(await post.run(), 2);
    assert.equal(await post.run(), 0);
    assert.deepEqual(await state(), ['sent', 1]);
    assert.equal(messages.length, 2);
    assert.match(messages[0]!, /^Message-ID: <i-17023-1@example\.cat>\r$/m);
    assert.match(messages[0]!, /\{link\}/, 'what has no link is sent as it is');
    assert.match(messages[1]!, /https:\/\/x\.example\.cat\/t/);
    assert.match(messages[1]!, /Content-Type: application\/pdf; name=conveni\.pdf/);
  });

  it('keeps no token: what is stored has the placeholder', async (t) => {
    const { outbox, post } = await setUp(t);
    await post.run();
    assert.equal((await outbox.list(['sent']))[0]!.body, NOTICE.body);
  });

  for (const [what, behaviour, expected] of [
    ['is not there yet', { recipient: (say) => say(reply(450)) }, ['queued', 1]],
    ['did not take the message', { message: (say) => say(reply(451)) }, ['queued', 1]],
    ['knows no such recipient', { recipient: (say) => say(reply(550)) }, ['failed', 1]],
    ['refuses the message', { message: (say) => say(reply(554)) }, ['failed', 1]],
  ] satisfies [string, Behaviour, unknown][]) {
    it(`is ${expected[0]} when the mail server ${what}`, async (t) => {
      const { post, state } = await setUp(t, behaviour);
      await post.run();
      assert.deepEqual(await state(), expected);
    });
  }

  it('tries again later and later, and gives up in the end', async (t) => {
    const { post, now, state, outbox } = await setUp(t, { recipient: (say) => say(reply(450)) });
    for (const minutes of [1, 5, 15, 60, 240, 720, 1440]) {
      await post.run();
      now.value += minutes * MINUTE - 1;
      assert.equal(await post.run(), 0, 'not before its time');
      now.value += 1;
    }
    await post.run();
    assert.deepEqual(await state(), ['failed', 8]);
    assert.ok(await outbox.again(NOTICE.id, now.value), 'an operator may send it again');
    assert.deepEqual(await state(), ['queued', 0]);
  });

  it('is queued again when there is no mail server', async (t) => {
    const { path, now, state } = await setUp(t);
    const nobody = await openPost(path, 'smtp://127.0.0.1:1', now);
    t.after(() => nobody.db.destroy());
    await nobody.post.run();
    assert.deepEqual(await state(), ['queued', 1]);
  });

  it('does not know when the mail server goes away without an answer, and does not send again', async (t) => {
    const server = await setUp(t, {
      message() {
        cut?.();
      },
    });
    const { createServer, connect } = await import('node:net');
    let cut: (() => void) | undefined;
    const target = Number(new URL(server.url).port);
    const between = createServer((socket) => {
      const onward = connect(target, '127.0.0.1');
      socket.pipe(onward).pipe(socket);
      socket.on('error', () => {});
      onward.on('error', () => {});
      cut = () => socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(between, 'listening');
    t.after(() => between.close());
    const { port } = between.address() as { port: number };
    const through = await openPost(server.path, `smtp://127.0.0.1:${port}`, server.now);
    t.after(() => through.db.destroy());
    await through.post.run();
    assert.deepEqual(await server.state(), ['unknown', 1]);
    server.now.value += 100 * 60 * MINUTE;
    assert.equal(await server.post.run(), 0);
    assert.equal(server.messages.length, 1);
  });

  it('lets one of two processes have a letter', async (t) => {
    const { path, url, now, post, messages } = await setUp(t);
    const other = await openPost(path, url, now);
    t.after(() => other.db.destroy());
    const tried = await Promise.all([post.run(), other.post.run()]);
    assert.equal(tried[0] + tried[1], 1);
    assert.equal(messages.length, 1);
  });

  for (const moment of ['recipient', 'message'] as const) {
    it(`never sends twice when it is killed while the ${moment} waits for an answer`, async (t) => {
      let reach = (): void => {};
      const reached = new Promise<void>((resolve) => {
        reach = resolve;
      });
      const { path, url, now, post, messages, state } = await setUp(t, { [moment]: () => reach() });
      const script = fileURLToPath(new URL('send-one.ts', import.meta.url));
      const child = spawn(process.execPath, ['--import', 'tsx', script, path, url, String(now.value)]);
      const gone = once(child, 'exit');
      await reached;
      child.kill('SIGKILL');
      await gone;
      assert.deepEqual(await state(), ['sending', 1], 'it was claimed durably');
      assert.equal(await post.run(), 0);
      now.value += 16 * MINUTE;
      assert.equal(await post.run(), 0);
      assert.deepEqual(await state(), ['unknown', 1], 'operators are shown it');
      assert.equal(messages.length, moment === 'message' ? 1 : 0);
    });
  }
});
