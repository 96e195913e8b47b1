import { join } from 'node:path';
import type { Collected, Verified } from '../../src/base/request.ts';
import { ENS, FILES } from '../material.ts';
import { shipped } from '../shipped.ts';

export type Frontal = 'sincron' | 'asincron';

/** The stations parse and verify as they ship, with one consumer, who is whoever signed. The certificate is cached. */
export async function openStations(
  dir: string,
): Promise<(bytes: Buffer, frontal?: Frontal) => Verified | Promise<Verified>> {
  const { parse } = await shipped<typeof import('../../src/parse/index.ts')>('parse/index');
  const { loadTrust, makeVerify } = await shipped<typeof import('../../src/verify/index.ts')>('verify/index');
  const { systemClock } = await shipped<typeof import('../../src/base/clock.ts')>('base/clock');
  const { Trail } = await shipped<typeof import('../../src/base/trail.ts')>('base/trail');
  const consumer = {
    ens: ENS,
    name: 'Bench',
    nif: undefined,
    fingerprints: [],
    acceptNif: false,
    sha1Until: null,
    signedTimestamp: true,
    ways: { signature: true, channel: false, token: false },
  };
  const verify = makeVerify({
    trust: { current: loadTrust(join(dir, FILES.trust)) },
    consumers: { current: { of: () => [consumer] } },
    clock: systemClock,
    skewMs: 60_000,
  });
  const body = (): Promise<Buffer> => Promise.reject(new Error('it was read'));
  const connection = { gone: false, onGone: () => {} };
  const peer = {
    address: '127.0.0.1',
    forwardedFor: undefined,
    forwarded: undefined,
    certificate: undefined,
    forwardedCertificate: undefined,
  };
  const received = (bytes: Buffer, frontal: Frontal): Collected => ({
    frontal,
    peer,
    contentType: 'text/xml; charset=utf-8',
    rest: undefined,
    body,
    connection,
    trail: new Trail(frontal, systemClock.now()),
    address: '127.0.0.1',
    channel: undefined,
    group: 'bench',
    environment: 'proves',
    bytes,
    sha256: '',
  });
  return (bytes, frontal = 'sincron') => verify(parse(received(bytes, frontal)));
}
