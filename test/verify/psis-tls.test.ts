import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Issued } from '../../src/pki/index.ts';
import { Psis } from '../../src/verify/psis/psis.ts';
import { otherAuthority, serverCertificate } from '../support/pki.ts';
import { double, keep, OPTIONS, outbound, outcomeOf, seal, TestClock } from './psis/setup.ts';

const pinned = otherAuthority('Autoritat de servidors');
const subject = seal();

type Options = Parameters<typeof serverCertificate>[1];

async function over(t: TestContext, authority: Issued, options?: Options) {
  const server = await double(t, { tls: { port: 0, ...serverCertificate(authority, options) } });
  const failures: string[] = [];
  const psis = new Psis({
    outbound: outbound(t, pinned.certPem),
    clock: new TestClock(),
    keep,
    options: { ...OPTIONS, primary: server.urls.https! },
    failed: (_, why) => failures.push(why),
  });
  return { server, failures, outcome: await outcomeOf(() => psis.check(subject.certificate)) };
}

describe('PSIS over HTTPS', () => {
  it('is asked when the pinned authority certifies the server', async (t) => {
    const { outcome, server } = await over(t, pinned);
    assert.deepEqual([outcome, server.received], ['valid', 1]);
  });

  for (const [name, authority, options] of [
    ['another authority', otherAuthority(), undefined],
    ['another authority of the same name', otherAuthority('Autoritat de servidors'), undefined],
    ['another host', pinned, { altNames: { dns: ['psis.example'] } }],
    ['a day that is over', pinned, { notAfter: new Date(Date.now() - 86_400_000) }],
  ] as const) {
    it(`learns nothing from a server with a certificate for ${name}`, async (t) => {
      const { outcome, server, failures } = await over(t, authority, options);
      assert.deepEqual([outcome, server.received, failures], ['unavailable', 0, ['no-answer']]);
    });
  }
});
