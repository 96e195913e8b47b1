import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { FAILURES, type Failure, type FailureName, type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { newKey } from './keys.ts';
import { at, person, petition } from './petition.ts';
import { post, type Reply } from './post.ts';

const body = petition([
  { modalitat: 'TITULAR', fields: [...person('1', '12344321Z'), ...at('17023'), ['idescat', '0']] },
]);

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator({ municipis: ['17023'], people: 0, port: 0, volant: await newKey('ec') });
});
beforeEach(() => simulator.fail('none'));
after(() => simulator.close());

const good = (text: string): void => assert.match(text, /<aoc:codigoResultado>1<.*<\/SOAP-ENV:Envelope>\s*$/);

/** What whoever reads the whole answer sees. */
const SEEN: Partial<Record<FailureName, (reply: Reply) => void>> = {
  none: ({ status, text }) => {
    assert.equal(status, 200);
    good(text);
  },
  'html-404': ({ status, text }) => {
    assert.equal(status, 404);
    assert.match(text, /<title>HTTP Status 404/);
  },
  'html-500': ({ status, text }) => {
    assert.equal(status, 500);
    assert.match(text, /<title>HTTP Status 500/);
  },
  fault: ({ status, text }) => {
    assert.equal(status, 500);
    assert.match(text, /<faultstring>java\.lang\./);
  },
  empty: ({ status, bytes }) => assert.deepEqual([status, bytes.length], [200, 0]),
  'iso-8859-1': ({ headers, bytes }) => {
    assert.equal(headers['content-type'], 'text/xml; charset=ISO-8859-1');
    assert.match(bytes.toString('latin1'), /^<\?xml version="1.0" encoding="ISO-8859-1"\?>.*català &#8364;.*Fictícia/);
  },
  'wrong-person': ({ status, text }) => {
    assert.equal(status, 200);
    assert.match(text, /<ns3:IdPeticion>ALTRA-PETICIO</);
    good(text);
  },
  redirect: ({ status, headers }) => {
    assert.equal(status, 302);
    assert.ok(headers.location?.startsWith('/'));
  },
  gzip: ({ headers, bytes }) => {
    assert.equal(headers['content-encoding'], 'gzip');
    good(gunzipSync(bytes).toString());
  },
  huge: ({ bytes, text }) => {
    assert.ok(bytes.length > 20 * 1024 * 1024);
    good(text.trimEnd());
  },
};

for (const [name, seen] of Object.entries(SEEN)) {
  test(`${name}: ${FAILURES[name as FailureName].description}`, async () => {
    simulator.fail(name as FailureName);
    seen(await post(simulator.urls.http!, body));
  });
}

for (const name of ['reset', 'truncated'] as const) {
  test(`${name}: ${FAILURES[name].description}`, async () => {
    simulator.fail(name);
    await assert.rejects(post(simulator.urls.http!, body), { code: 'ECONNRESET' });
  });
}

test(`endless: ${FAILURES.endless.description}`, async () => {
  simulator.fail('endless');
  const received = await new Promise<number>((resolve) => {
    const req = request(simulator.urls.http!, { method: 'POST', agent: false }, (res) => {
      let size = 0;
      res.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size < 4_000_000) return;
        req.destroy();
        resolve(size);
      });
    });
    req.on('error', () => {});
    req.end(body);
  });
  assert.ok(received >= 4_000_000);
});

test(`slow: ${FAILURES.slow.description}`, async () => {
  simulator.fail({ name: 'slow', delayMs: 30 });
  const start = performance.now();
  good((await post(simulator.urls.http!, body)).text);
  assert.ok(performance.now() - start >= 25);
});

/** Nothing may come: what is seen is that closing ends the waiting, and that nothing is left open. */
for (const failure of ['dead', { name: 'slow', delayMs: 3_600_000 }] as const satisfies readonly Failure[]) {
  test(`${typeof failure === 'string' ? failure : 'slow for an hour'}: closing ends the wait`, async (t) => {
    const volant = await newKey('ec');
    const silent = await startSimulator({ municipis: ['17023'], people: 0, port: 0, volant, failure });
    t.after(() => silent.close());
    const answer = post(silent.urls.http!, body);
    const refused = assert.rejects(answer, { code: 'ECONNRESET' });
    while (silent.received === 0) await new Promise(setImmediate);
    assert.equal(silent.answered, 0);
    await silent.close();
    await refused;
  });
}

test('every failure is tried', () => {
  const tried = [...Object.keys(SEEN), 'reset', 'truncated', 'endless', 'slow', 'dead'];
  assert.deepEqual(tried.sort(), Object.keys(FAILURES).sort());
});
