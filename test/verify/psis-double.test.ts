import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { XmlDocument } from 'libxml2-wasm';
import { PSIS_MODES } from '../../src/simulator/index.ts';
import { verifyRequest } from '../../src/verify/psis/request.ts';
import { cli } from '../cli/harness.ts';
import { otherAuthority, serverCertificate } from '../support/pki.ts';
import { authority, double, NIF, PATIENCE, seal, TestClock } from './psis/setup.ts';

const subject = seal();
const good = verifyRequest(subject.certDer);

const post = (url: string, body: string | Buffer, headers: Record<string, string> = { 'content-type': 'text/xml' }) =>
  fetch(url, { method: 'POST', body: Buffer.from(body), headers });

const minorOf = (text: string): string | undefined => /<dss:ResultMinor>[^<]*:([^<]+)</.exec(text)?.[1];

async function said(t: TestContext, der: Buffer, clock = new TestClock()): Promise<string | undefined> {
  const psis = await double(t, { clock });
  return minorOf(await (await post(psis.urls.http!, verifyRequest(der))).text());
}

describe('the PSIS double judges certificates', () => {
  it('by their issuer', async (t) => {
    assert.equal(await said(t, subject.certDer), 'Definitive');
    assert.equal(await said(t, seal({}, otherAuthority()).certDer), 'Status_NoCertificatePathFound');
    const namesake = otherAuthority('Autoritat de segells');
    assert.equal(await said(t, seal({}, namesake).certDer), 'Status_NoCertificatePathFound');
  });

  it('by their dates', async (t) => {
    const clock = new TestClock();
    clock.pass(400 * 86_400_000);
    assert.equal(await said(t, subject.certDer, clock), 'Expired');
  });

  it('by its list of revoked ones', async (t) => {
    const psis = await double(t);
    psis.revoke(seal().certPem);
    assert.equal(minorOf(await (await post(psis.urls.http!, good)).text()), 'Definitive');
    psis.revoke(subject.certPem);
    assert.equal(minorOf(await (await post(psis.urls.http!, good)).text()), 'Revoked');
  });

  it('and says what it read from them, as far as it was asked', async (t) => {
    const psis = await double(t);
    const doc = XmlDocument.fromString(await (await post(psis.urls.http!, good)).text());
    try {
      const names = { x: 'urn:oasis:names:tc:dss:1.0:profiles:XSS', d: 'urn:oasis:names:tc:dss:1.0:core:schema' };
      const info = doc.find('//d:OptionalOutputs/x:X509CertificateInfo/x:Attribute', names).map((node) => node.content);
      assert.deepEqual(info, [BigInt(`0x${subject.certificate.x509.serialNumber}`).toString(), NIF, NIF]);
      assert.equal(doc.find('//d:OptionalOutputs/d:ProcessingDetails/d:ValidDetail', names).length, 3);
    } finally {
      doc.dispose();
    }
  });
});

describe('the PSIS double takes requests', () => {
  it('of published clients: the default namespace, base64 in lines, nothing asked for', async (t) => {
    const psis = await double(t);
    const body =
      "<SOAP-ENV:Envelope xmlns:SOAP-ENV='http://schemas.xmlsoap.org/soap/envelope/'><SOAP-ENV:Body>" +
      '<VerifyRequest Profile="urn:oasis:names:tc:dss:1.0:profiles:XSS" xmlns="urn:oasis:names:tc:dss:1.0:core:schema" xmlns:xd="http://www.w3.org/2000/09/xmldsig#">' +
      `<SignatureObject><Other><xd:X509Data><xd:X509Certificate>${subject.certPem.replace(/-----.*-----/g, '')}</xd:X509Certificate></xd:X509Data></Other></SignatureObject>` +
      '</VerifyRequest></SOAP-ENV:Body></SOAP-ENV:Envelope>';
    const text = await (await post(psis.urls.http!, body, { 'content-type': 'application/xml' })).text();
    assert.equal(minorOf(text), 'Definitive');
    assert.match(text, /<dss:OptionalOutputs\/>/);
  });

  const edits: readonly (readonly [string, (xml: string) => string])[] = [
    ['another profile', (xml) => xml.replace('Profile="urn:oasis', 'Profile="urn:other')],
    [
      'the attributes behind the certificate',
      (xml) =>
        xml.replace(
          /(<dss:OptionalInputs>.*<\/dss:OptionalInputs>)(<dss:SignatureObject>.*<\/dss:SignatureObject>)/,
          '$2$1',
        ),
    ],
    ['PEM lines', (xml) => xml.replace(/(<ds:X509Certificate>)/, '$1-----BEGIN CERTIFICATE-----')],
    ['no certificate', (xml) => xml.replace(/(<ds:X509Certificate>)[^<]*/, '$1AAAA')],
    ['two certificates', (xml) => xml.replace(/(<ds:X509Certificate>.*<\/ds:X509Certificate>)/, '$1$1')],
    ['an attribute without a name', (xml) => xml.replace('AttributeDesignator Name', 'AttributeDesignator Nom')],
    [
      'SOAP 1.2',
      (xml) => xml.replace('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'),
    ],
  ];
  for (const [name, edit] of edits) {
    it(`with ${name}: RequesterError`, async (t) => {
      const psis = await double(t);
      const xml = edit(good.toString());
      assert.notEqual(xml, good.toString());
      assert.match(await (await post(psis.urls.http!, xml)).text(), /:resultmajor:RequesterError</);
    });
  }

  it('only by POST, as XML, to its path, within its limit, and answers what is no XML with a Fault', async (t) => {
    const psis = await double(t);
    const url = psis.urls.http!;
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/psis\/catcert\/dss$/);
    assert.deepEqual([(await fetch(url)).status, (await post(`${url}/`, good)).status], [405, 404]);
    assert.equal((await post(url, good, { 'content-type': 'application/json' })).status, 415);
    assert.equal((await post(url, Buffer.alloc(256 * 1024 + 1, ' ')).catch(() => ({ status: 413 }))).status, 413);
    assert.equal(psis.received, 0);
    const fault = await post(url, '<!DOCTYPE a><a/>');
    assert.deepEqual([fault.status, /<faultcode>soapenv:Client</.test(await fault.text())], [500, true]);
    assert.deepEqual([psis.received, psis.last?.toString()], [1, '<!DOCTYPE a><a/>']);
  });

  it('until it is closed, whatever it is doing', async (t) => {
    const psis = await double(t, { mode: 'timeout' });
    const cut = assert.rejects(post(psis.urls.http!, good));
    while (psis.received === 0) await new Promise(setImmediate);
    await psis.close();
    await cut;
  });

  it('not where a port is taken, and then leaves nothing open', async (t) => {
    const port = Number(new URL((await double(t)).urls.http!).port);
    const tls = { port, ...serverCertificate(otherAuthority()) };
    await assert.rejects(double(t, { tls }), { code: 'EADDRINUSE' });
    await assert.rejects(double(t, { trusted: ['no PEM'] }), /expected a certificate in PEM/);
  });
});

describe('simulate psis', () => {
  it('lists what it can do, and refuses anything else', async () => {
    const { status, out } = await cli(['simulate', 'psis', '--mode', 'list']);
    assert.equal(status, 0);
    for (const name of Object.keys(PSIS_MODES)) assert.match(out, new RegExp(`^${name} `, 'm'));
    assert.equal((await cli(['simulate', 'psis', '--mode', 'badly'])).status, 2);
    assert.equal((await cli(['simulate', 'psis', '--port', '0', '--tls-port', '0'])).status, 1);
  });

  it('runs until it is told to stop', async (t) => {
    const dir = await mkdtemp(join(tmpdir(), 'psis-'));
    t.after(() => rm(dir, { recursive: true }));
    const { key, cert } = serverCertificate(authority);
    const files = { ca: authority.certPem, revoked: subject.certPem, key, cert };
    for (const [name, pem] of Object.entries(files)) writeFileSync(join(dir, name), pem);
    const tls = ['--tls-port', '0', '--tls-key', join(dir, 'key'), '--tls-cert', join(dir, 'cert')];
    const trust = ['--trust', join(dir, 'ca'), '--revoked', join(dir, 'revoked')];
    const { status, out } = await cli(['simulate', 'psis', '--port', '0', ...tls, ...trust], {
      signal: AbortSignal.timeout(PATIENCE),
    });
    assert.equal(status, 0, out);
    assert.match(out, /^http:\/\/127\.0\.0\.1:\d+\/psis\/catcert\/dss\nhttps:\/\/127\.0\.0\.1:\d+/);
  });
});
