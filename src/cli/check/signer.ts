import type { Clock } from '../../base/clock.ts';
import type { AcceptancePorts, Sign } from '../../check/index.ts';
import type { Config } from '../../config/index.ts';
import { makeJudgeSigned } from '../../forward/index.ts';
import { makeVerifyAnswer } from '../../verify/index.ts';
import { Failure } from '../failure.ts';
import { type CredentialOptions, credentials } from '../request/credentials.ts';
import { signEnvelope } from '../request/sign.ts';

/** Judges answers as the gateway with this configuration does. */
export const judgeOf = ({ verify }: Config, clock: Clock): AcceptancePorts['judgeSigned'] =>
  makeJudgeSigned(makeVerifyAnswer({ clock, skewMs: verify.clockSkewMs }));

/** Signs test queries with the key that was given, else with the configured seal's. @throws UsageError, Failure */
export async function signerOf(given: CredentialOptions, { seal }: Config, clock: Clock): Promise<Sign> {
  const { keyFile, certFile } = seal;
  const own = given.key !== undefined || given.cert !== undefined;
  if (!own && !(keyFile && certFile)) throw new Failure('no seal is configured to sign with: give --key and --cert');
  const { keyPem, certPem } = await credentials(own ? given : { key: keyFile, cert: certFile });
  return async (payload) => Buffer.from(signEnvelope(payload, { keyPem, certPem, now: clock.now() }));
}
