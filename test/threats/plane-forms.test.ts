import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openGateway, SINCRON } from '../support/gateway.ts';
import { request } from '../support/http.ts';

test('where nothing is, each plane says so as problem+json, and a frontal as a Fault', async (t) => {
  const g = await openGateway(t);
  const { http, management, public: open } = g.stage.gateway.origins;
  for (const origin of [http, management, open]) {
    const { status, headers, text } = await request(`${origin}/no-hi-es`, '', { method: 'GET' });
    assert.equal(status, 404, origin);
    assert.match(headers['content-type']!, /^application\/problem\+json\b/);
    const { code, title, incident } = JSON.parse(text) as Record<string, string>;
    assert.match(code!, /^(http|api)\.not-found$/);
    assert.ok(title && incident);
  }
  const { status, text } = await request(`${http}${SINCRON}x`, '', { method: 'GET' });
  assert.equal(status, 404);
  assert.match(text, /<SOAP-ENV:Fault>/);
});
