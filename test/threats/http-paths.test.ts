import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { openGateway, SINCRON } from '../support/gateway.ts';
import { statuses } from '../support/http.ts';
import { leavesNoTrace } from '../support/refused.ts';

/** A129, A131, A132, and the types of content of protocol section 15. */

const METHODS = ['GET', 'PUT', 'HEAD', 'OPTIONS', 'TRACE', 'DELETE', 'PATCH', 'PROPFIND', 'SEARCH', 'M-SEARCH', 'LOCK'];

test('A129: on a frontal anything but POST and GET ?wsdl is 405', async (t) => {
  const g = await openGateway(t);
  for (const method of METHODS) {
    await t.test(method, async () => {
      const text = await leavesNoTrace(g, async () => {
        const body = g.petition();
        const fields = `Host: gateway\r\nContent-Type: text/xml\r\nContent-Length: ${body.length}`;
        return (await g.raw(`${method} ${SINCRON} HTTP/1.1\r\n${fields}\r\n\r\n${body}`)).text;
      });
      assert.deepEqual(statuses(text), [405]);
    });
  }
  await t.test('405 says what is allowed', async () => {
    for (const method of ['PUT', 'GET']) {
      assert.equal((await g.post('', { method })).headers.allow, 'POST, GET', method);
    }
  });
  await t.test('CONNECT is closed', async () => {
    const text = await leavesNoTrace(g, async () => {
      const { text, closed } = await g.raw(`CONNECT ${SINCRON} HTTP/1.1\r\nHost: gateway\r\n\r\n`);
      assert.ok(closed);
      return text;
    });
    assert.ok(statuses(text).every((status) => status >= 400));
  });
  await t.test('an unknown method is 400', async () => {
    assert.deepEqual(statuses((await g.raw(`POTS ${SINCRON} HTTP/1.1\r\nHost: gateway\r\n\r\n`)).text), [400]);
  });
  await t.test('HEAD ?wsdl is 405', async () => {
    assert.equal((await g.post('', { method: 'HEAD' }, `${SINCRON}?wsdl`)).status, 405);
  });
  for (const query of ['', '?', '?wsd', '?xwsdl', '?op=wsdl', '?wsdlx']) {
    await t.test(`GET ${query || 'without a query'} is 405`, async () => {
      assert.equal((await g.post('', { method: 'GET' }, SINCRON + query)).status, 405);
    });
  }
  for (const query of ['?wsdl', '?WSDL', '?wsdl&x=<script>']) {
    await t.test(`GET ${query} is the WSDL, whatever Host says`, async () => {
      const headers = { host: 'evil.example"><x' };
      const { status, text } = await g.post('', { method: 'GET', headers }, SINCRON + query);
      assert.equal(status, 200);
      assert.ok(text.includes(`location="${g.stage.gateway.origins.http}${SINCRON}"`));
      assert.doesNotMatch(text, /evil|script/);
    });
  }
});

const PATHS = [
  '/',
  '//siri-proxy/services/Sincron',
  '/siri-proxy//services/Sincron',
  '/siri-proxy/services/Sincron/',
  '/siri-proxy/services/Sincron;x=1',
  '/siri-proxy/services;x/Sincron',
  '/siri-proxy%2fservices/Sincron',
  '/siri-proxy/services/%53incron',
  '/siri-proxy/services/./Sincron',
  '/siri-proxy/services/../services/Sincron',
  '/siri-proxy/services/%2e%2e/services/Sincron',
  '/siri-proxy\\services\\Sincron',
  '/SIRI-PROXY/services/Sincron',
  '/siri-proxy/services/sincron',
  '/siri-proxy/services/Sincron%00',
  '/siri-proxy/services/Sincron%',
  '/siri-proxy/services/Sincron#x',
  '/siri-proxy/services/__proto__',
  '/siri-proxy/services/constructor',
  '/metrics',
  '/health/ready',
  '*',
];

test('A132: a path is matched as it is written', async (t) => {
  const g = await openGateway(t);
  for (const path of PATHS) {
    for (const method of ['POST', 'GET']) {
      await t.test(`${method} ${path}`, async () => {
        const text = await leavesNoTrace(g, async () => {
          const body = g.petition();
          const fields = `Host: gateway\r\nContent-Type: text/xml\r\nContent-Length: ${body.length}`;
          return (await g.raw(`${method} ${path} HTTP/1.1\r\n${fields}\r\n\r\n${body}`)).text;
        });
        assert.ok([400, 404, 405].includes(statuses(text)[0]!), text);
        assert.equal(statuses(text).length, 1);
      });
    }
  }
  await t.test('absolute-form is refused, whatever host it names', async () => {
    for (const host of ['gateway', 'evil.example', '127.0.0.1:9']) {
      const body = g.petition();
      const first = `POST http://${host}${SINCRON} HTTP/1.1`;
      const text = await leavesNoTrace(
        g,
        async () => (await g.raw(`${first}\r\nHost: gateway\r\nContent-Length: ${body.length}\r\n\r\n${body}`)).text,
      );
      assert.ok([404, 405].includes(statuses(text)[0]!), text);
    }
  });
  await t.test('POST …?wsdl is a petition', async () => {
    const { status, text } = await g.post(g.petition(), {}, `${SINCRON}?wsdl`);
    assert.equal(status, 200);
    assert.match(text, /<SOAP-ENV:|Respuesta/);
  });
});

test('A131: nothing behind an early answer is taken for a request', async (t) => {
  const g = await openGateway(t);
  const second = (): string => {
    const body = g.petition();
    return `POST ${SINCRON} HTTP/1.1\r\nHost: gateway\r\nContent-Type: text/xml\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  };
  const FIRST = [
    { name: '405', status: 405, first: `PUT ${SINCRON} HTTP/1.1\r\nHost: gateway\r\nContent-Length: 100\r\n\r\n` },
    { name: '404', status: 404, first: 'POST /x HTTP/1.1\r\nHost: gateway\r\nContent-Length: 100\r\n\r\n' },
    { name: '415', status: 415, first: `POST ${SINCRON} HTTP/1.1\r\nHost: gateway\r\nContent-Length: 100\r\n\r\n` },
    {
      name: '413',
      status: 413,
      first: `POST ${SINCRON} HTTP/1.1\r\nHost: gateway\r\nContent-Type: text/xml\r\nContent-Length: 9999999\r\n\r\n`,
    },
    {
      name: '400',
      status: 400,
      first: `POST ${SINCRON} HTTP/1.1\r\nHost: gateway\r\nHost: b\r\nContent-Length: 4\r\n\r\n<a/>`,
    },
  ];
  for (const { name, status, first } of FIRST) {
    await t.test(name, async () => {
      const text = await leavesNoTrace(g, async () => {
        const { text, closed } = await g.raw(first + second());
        assert.ok(closed);
        return text;
      });
      assert.deepEqual(statuses(text), [status]);
      assert.match(text, /^Connection: close/im);
    });
  }
  await t.test('two good ones in a row are both served', async () => {
    const { text } = await g.raw(second() + second(), { until: (seen) => statuses(seen).length === 2 });
    assert.deepEqual(statuses(text), [200, 200]);
  });
});

const XML = [
  undefined,
  'text/xml',
  'Text/XML; charset=UTF-8',
  'text/xml;charset="utf-8"',
  'text/xml; charset=us-ascii',
  'application/xml',
  'application/soap+xml; charset=utf-8; action="x"',
];
const REFUSED = [
  '',
  'text/plain',
  'text/html',
  'application/json',
  'application/x-www-form-urlencoded',
  'text/xml-external',
  'text/xml; charset=iso-8859-1',
  'text/xml; charset=utf-16',
  'text/xml; charset=utf-7',
  'text/xml; charset=utf-8; charset=utf-16',
  'text/xml; charset',
  'text/xml charset=utf-8',
  'multipart/related; type="text/xml"; boundary=b; start="<a>"',
  'multipart/related; type="application/xop+xml"; boundary="text/xml"',
  'application/xop+xml',
  'text/xml, text/html',
  '__proto__',
];

test('a Content-Type that is no XML in UTF-8 is 415, and the body is not read', async (t) => {
  const g = await openGateway(t);
  for (const type of XML.slice(1)) {
    await t.test(`${type}: served`, async () => {
      assert.equal((await g.post(g.petition(), { headers: { 'content-type': type! } })).status, 200);
    });
  }
  for (const type of REFUSED) {
    await t.test(type || 'empty', async () => {
      const headers = { 'content-type': type };
      const text = await leavesNoTrace(g, async () => {
        const { status, text } = await g.post(g.petition(), { headers });
        assert.equal(status, 415);
        return text;
      });
      assert.match(text, /<faultcode>SOAP-ENV:Client</);
    });
  }
  await t.test('absent', async () => {
    const body = g.petition();
    const first = `POST ${SINCRON} HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`;
    assert.deepEqual(statuses(await leavesNoTrace(g, async () => (await g.raw(first + body)).text)), [415]);
  });
  await t.test('any SOAPAction is served', async () => {
    for (const soapaction of ['', '""', 'procesa', '"servicio"', '"urn:evil\u00e9"', 'x'.repeat(8000)]) {
      assert.equal((await g.post(g.petition(), { headers: { soapaction } })).status, 200, soapaction.slice(0, 20));
    }
  });
});

test('keep-alive: many petitions on one connection, refusals among them', async (t) => {
  const g = await openGateway(t);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  t.after(() => agent.destroy());
  for (let i = 0; i < 20; i++) {
    const body = i % 4 === 3 ? '<a/>' : g.petition();
    assert.equal((await g.post(body, { agent })).status, i % 4 === 3 ? 500 : 200);
  }
});
