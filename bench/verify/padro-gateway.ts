import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Verified } from '../../src/base/request.ts';
import { FILES } from '../material.ts';
import type { Prepare } from './contender.ts';
import { openStations } from './stations.ts';

/** The stations parse and verify, whole: reading, contract, skeleton, signature, digests, time. */
export const prepare: Prepare = async (dir) => {
  const stations = await openStations(dir);
  const bytes = readFileSync(join(dir, FILES.message));
  const holds = ({ signer }: Verified): boolean => signer.anchor === 'bench';
  return () => {
    const verified = stations(bytes);
    return verified instanceof Promise ? verified.then(holds) : holds(verified);
  };
};
