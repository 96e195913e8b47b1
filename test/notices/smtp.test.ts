import assert from 'node:assert/strict';
import { it } from 'node:test';
import { makeSmtp } from '../../src/notices/index.ts';

for (const url of ['', 'mail.example.cat', 'http://mail.example.cat', 'smtp:///x']) {
  it(`"${url}" is no mail server`, () => {
    assert.throws(
      () => makeSmtp({ url, from: 'a@example.cat', replyTo: undefined, timeoutMs: 1000 }),
      /the mail server must be smtp:/,
    );
  });
}
