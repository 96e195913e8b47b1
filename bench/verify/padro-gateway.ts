import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.ts';
import type { Collected, Verified } from '../../src/base/request.ts';
import { Trail } from '../../src/base/trail.ts';
import { ENS, FILES } from '../material.ts';
import { shipped } from '../shipped.ts';
import type { Prepare } from './contender.ts';

/** The stations parse and verify, whole: reading, contract, skeleton, signature, digests, time. The certificate is cached. */
export const prepare: Prepare = async (dir) => {
  const { parse } = await shipped<typeof import('../../src/parse/index.ts')>('parse/index');
  const { loadTrust, makeVerify } = await shipped<typeof import('../../src/verify/index.ts')>('verify/index');
  const consumer = {
    ens: ENS,
    name: 'Bench',
    nif: undefined,
    fingerprints: [],
    acceptNif: false,
    sha1Until: null,
    signedTimestamp: true,
    ways: { signature: true, channel: false },
  };
  const verify = makeVerify({
    trust: { current: loadTrust(join(dir, FILES.trust)) },
    consumers: { current: { of: () => [consumer] } },
    clock: systemClock,
    skewMs: 60_000,
  });
  const received: Collected = {
    frontal: 'sincron',
    peer: {
      address: '127.0.0.1',
      forwardedFor: undefined,
      forwarded: undefined,
      certificate: undefined,
      forwardedCertificate: undefined,
    },
    contentType: 'text/xml; charset=utf-8',
    body: () => Promise.reject(new Error('it was read')),
    connection: { gone: false, onGone: () => {} },
    trail: new Trail('sincron', systemClock.now()),
    address: '127.0.0.1',
    channel: undefined,
    group: 'bench',
    environment: 'proves',
    bytes: readFileSync(join(dir, FILES.message)),
    sha256: '',
  };
  const holds = ({ signer }: Verified): boolean => signer.anchor === 'bench';
  return () => {
    const verified = verify(parse(received));
    return verified instanceof Promise ? verified.then(holds) : holds(verified);
  };
};
