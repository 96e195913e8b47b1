import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import { createAuthority, type Issued, issue } from '../../src/pki/index.ts';
import { put } from '../../src/registry/index.ts';
import { type KeyAndCert, startSimulator } from '../../src/simulator/index.ts';
import { noXmlsec, signWithXmlsec } from '../e2e/xmlsec.ts';
import { goodAnswer, openBackend } from '../support/backend.ts';
import { type OpenGateway, openGateway } from '../support/gateway.ts';
import { unavailable } from '../support/unavailable.ts';
import { fingerprintOf } from './support/prints.ts';

/** A147: an endpoint whose answers must be signed; a forged CONSTA never gets our seal (protocol section 8). */

const authority = createAuthority({ commonName: 'Autoritat del municipi', key: 'P-256' });
const made = (options: Partial<Parameters<typeof issue>[1]> = {}): Issued =>
  issue(authority, { subject: { CN: 'Padró de Blanes' }, key: 'P-256', ...options });
const right = made();
const pair = ({ keyPem, certPem }: Issued): KeyAndCert => ({ key: keyPem, cert: certPem });
const signedBy = (...signers: Issued[]) => ({ fingerprints: signers.map(fingerprintOf) });
const HOUR = 3_600_000;

async function simulated(t: TestContext, by?: Issued, aheadMs = 0): Promise<string> {
  const simulator = await startSimulator({
    municipis: ['17023'],
    port: 0,
    volant: pair(right),
    ...(by ? { answers: pair(by) } : {}),
    clock: { now: () => systemClock.now() + aheadMs },
  });
  t.after(() => simulator.close());
  return simulator.urls.http!;
}

/** A man in the middle, who changes what a municipality that signs answers. */
async function between(t: TestContext, url: string, change: (answer: string) => string) {
  const backend = await openBackend(t, async (body, response) => {
    const answer = await (await fetch(url, { method: 'POST', body })).text();
    response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8' }).end(change(answer));
  });
  return backend.url;
}

const asked = async (g: OpenGateway): Promise<number | null> => (await g.ask()).codigoResultado;

test('A147: a signed answer is served under our seal, its Body as it came', async (t) => {
  const g = await openGateway(t);
  for (const by of [right, made({ key: 2048 }), made({ key: 'P-384' })]) {
    await g.serveFrom(await simulated(t, by), { signature: signedBy(made(), by) });
    const told = await g.ask();
    assert.equal(told.codigoResultado, 1, String(g.journal().at(-1)?.fields.cause));
    assert.equal(told.text.match(/BinarySecurityToken /g)?.length, 1, 'one Security header: ours');
  }
});

test('A147: an answer that xmlsec1 signed is served', { skip: noXmlsec }, async (t) => {
  const g = await openGateway(t);
  const rsa = made({ key: 2048 });
  const backend = await openBackend(t, (body, response) => {
    const payload = /<ns0:procesaResponse.*<\/ns0:procesaResponse>/s.exec(goodAnswer(body))![0];
    const answer = signWithXmlsec(payload, { ...rsa, now: Date.now() });
    response.writeHead(200, { 'Content-Type': 'text/xml' }).end(answer);
  });
  await g.serveFrom(backend, { signature: signedBy(rsa) });
  assert.equal(await asked(g), 1, String(g.journal().at(-1)?.fields.cause));
});

const swap = (from: string | RegExp, to: string) => (answer: string) => {
  const changed = answer.replace(from, to);
  assert.notEqual(changed, answer);
  return changed;
};
/** The signed Body in a header block, and another one in its place. */
const wrapped = (place: (header: string, body: string) => string) => (answer: string) => {
  const [body] = /<SOAP-ENV:Body.*<\/SOAP-ENV:Body>/s.exec(answer)!;
  const [, header] = /<SOAP-ENV:Header>(.*)<\/SOAP-ENV:Header>/s.exec(answer)!;
  const forged = body.replace('<aoc:codigoResultado>1<', '<aoc:codigoResultado>2<');
  return answer
    .replace(body, () => '@forged@')
    .replace(header!, () => place(header!, body))
    .replace('@forged@', () => forged);
};

const CHANGED: Readonly<Record<string, (answer: string) => string>> = {
  'another result': swap('<aoc:codigoResultado>1<', '<aoc:codigoResultado>2<'),
  'another person': swap(/<aoc:documentacion>12344321Z</, '<aoc:documentacion>12345678Z<'),
  'one space in the Body': swap('<ns3:Transmisiones>', ' <ns3:Transmisiones>'),
  'the signature taken out': swap(/<SOAP-ENV:Header>.*<\/SOAP-ENV:Header>/s, '<SOAP-ENV:Header/>'),
  'only the token left': swap(/<ds:Signature xmlns:ds="[^"]*"><ds:SignedInfo xmlns.*?<\/ds:Signature>/s, ''),
  'a Signature outside Security': (answer) => {
    const [signature] = /<ds:Signature .*?<\/ds:Signature>/s.exec(answer)!;
    const outside = signature.replace(/<ds:KeyInfo>.*<\/ds:KeyInfo>/, '');
    return answer.replace(signature, '').replace('</wsse:Security>', () => `</wsse:Security>${outside}`);
  },
  'the Body moved to the Header': wrapped((header, body) => `${header}<w xmlns="urn:w">${body}</w>`),
  'the Body moved into Security': wrapped((header, body) =>
    header.replace('</wsse:Security>', `${body}</wsse:Security>`),
  ),
  'the Body moved into an Object': wrapped((header, body) =>
    header.replace('</ds:Signature>', `<ds:Object>${body}</ds:Object></ds:Signature>`),
  ),
  'a comment in a signed value': swap('<aoc:documentacion>1234', '<aoc:documentacion>12<!-- -->34'),
  'Created put forward': swap(/<wsu:Created>[^<]*/, `<wsu:Created>${new Date(Date.now() + HOUR).toISOString()}`),
  'rsa-sha1 named': swap('more#ecdsa-sha256', 'more#ecdsa-sha1'),
  'SignatureValue empty': swap(/<ds:SignatureValue>[^<]*/, '<ds:SignatureValue>'),
};

test('A147: what a man in the middle makes of a signed answer is a failed source', async (t) => {
  const g = await openGateway(t);
  const url = await simulated(t, right);
  for (const [name, change] of Object.entries(CHANGED)) {
    await t.test(name, async (t) => {
      await g.serveFrom(await between(t, url, change), { signature: signedBy(right) });
      assert.match(await unavailable(g), /^forward\.(signature \(|not-ours)/);
    });
  }
});

test('A147: who signs is who is registered, in its dates, and lately', async (t) => {
  const g = await openGateway(t);
  const cause = async (by: Issued | undefined, registered: Issued, aheadMs = 0): Promise<string> => {
    await g.serveFrom(await simulated(t, by, aheadMs), { signature: signedBy(registered) });
    return unavailable(g);
  };
  const samename = made();
  const expired = made({ notBefore: new Date(Date.now() - 9 * HOUR), notAfter: new Date(Date.now() - HOUR) });
  const early = made({ notBefore: new Date(Date.now() + HOUR) });
  assert.equal(await cause(undefined, right), 'forward.signature (no signature)');
  assert.match(await cause(samename, right), /^forward\.signature \(verify\.chain: certificate [0-9a-f]{64}\)$/);
  assert.equal(await cause(expired, expired), 'forward.signature (verify.certificate-dates)');
  assert.equal(await cause(early, early), 'forward.signature (verify.certificate-dates)');
  assert.equal(await cause(right, right, -2 * HOUR), 'forward.signature (verify.timestamp)');
  assert.equal(await cause(right, right, 2 * HOUR), 'forward.signature (verify.timestamp)');
});

test("A147: another requester's answer, signed all right, is nobody else's", async (t) => {
  const g = await openGateway(t);
  const url = await simulated(t, right);
  const cheated = await openBackend(t, async (body, response) => {
    const asking = body.replaceAll('9821920002', '0801930008').replace(/<wsse:Security.*<\/wsse:Security>/s, '');
    const answer = await fetch(url, { method: 'POST', body: asking });
    response.writeHead(200, { 'Content-Type': 'text/xml' }).end(await answer.text());
  });
  await g.serveFrom(cheated, { signature: signedBy(right) });
  assert.equal(await unavailable(g), 'forward.not-ours (IdentificadorSolicitante)');
});

test('A147: where a signature is not required, one that is there must hold', async (t) => {
  const g = await openGateway(t);
  const signature = { ...signedBy(right), required: false };
  await g.serveFrom(await simulated(t), { signature });
  assert.equal(await asked(g), 1);
  await g.serveFrom(await simulated(t, right), { signature });
  assert.equal(await asked(g), 1);
  await g.serveFrom(await simulated(t, made()), { signature });
  assert.match(await unavailable(g), /^forward\.signature/);
  await g.serveFrom(await simulated(t, made()));
  assert.equal(await asked(g), 1, 'nobody is registered: not looked at, as ever');
});

test('A147: a municipality whose signature does not hold falls back on IDESCAT, motive 2', async (t) => {
  const g = await openGateway(t);
  await g.serveFrom(await simulated(t), { signature: signedBy(right) });
  const told = await g.ask({ idescat: 1 });
  assert.match(told.text, /<\w+:idescatMotivo>2</);
  assert.match(String(g.journal().at(-1)?.fields.cause), /^forward\.signature/);
});

test('in producció answers that must be signed do in place of a pin; an exception is counted', async (t) => {
  const g = await openGateway(t);
  const environment = 'produccio';
  const served = async (url: string, more: object): Promise<number | null> => {
    const changes = [
      put('addressGroup', { name: 'demo', environment, may: ['query'], addresses: ['127.0.0.0/8'] }),
      put('endpoint', { id: 'produccio', environment, url, ...more }),
      put('municipality', {
        ine: '17023',
        name: 'Blanes',
        endpoints: { [environment]: 'produccio' },
        exempt: [environment],
      }),
    ];
    await g.stage.gateway.registry.change(changes, 'prova', 'producció');
    return asked(g);
  };
  const [signs, plain] = [await simulated(t, right), await simulated(t)];
  assert.equal(await served(signs, { signature: signedBy(right) }), 1);
  assert.equal(await served(plain, { signature: signedBy(right) }), null);
  assert.equal(await served(signs, { signature: { ...signedBy(right), required: false } }), null);
  assert.doesNotMatch(await g.metrics(), /padro_unprotected_calls_total\{/);
  const unpinnedUntil = new Date(Date.now() + HOUR).toISOString();
  assert.equal(await served(plain, { unpinnedUntil }), 1);
  assert.match(await g.metrics(), /padro_unprotected_calls_total\{endpoint="produccio"\} 1/);
});

test('a record names certificates, or nothing', () => {
  const record = { id: 'a', environment: 'proves', url: 'http://198.51.100.1/x' } as const;
  for (const signature of [{ fingerprints: [] }, { fingerprints: ['AB'] }, { required: true }, {}]) {
    assert.throws(() => put('endpoint', { ...record, signature } as never));
  }
});
