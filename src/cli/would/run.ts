import { compileAddresses, compileProxies, makeAdmit } from '../../admit/index.ts';
import { makeAuthorise } from '../../authorise/index.ts';
import { asRefusal, Refusal } from '../../base/errors/refusal.ts';
import type { Received } from '../../base/request.ts';
import { Trail } from '../../base/trail.ts';
import { idescatOf } from '../../compose-calls.ts';
import type { Config } from '../../config/index.ts';
import { collect, parse } from '../../parse/index.ts';
import { makeRoute } from '../../route/index.ts';
import { makeVerify } from '../../verify/index.ts';
import { type Reason, reasonOf } from '../explain/reason.ts';
import * as decided from './decisions.ts';
import { registryOf, trustOf } from './ports.ts';

export interface WouldOptions {
  readonly config: Config;
  readonly bytes: Buffer;
  readonly from: string;
  /** Milliseconds. */
  readonly at: number;
  readonly frontal: 'sincron' | 'asincron';
}

export interface Verdict {
  readonly verdict: 'forwarded' | 'answered' | 'refused';
  readonly decisions: readonly decided.Decision[];
  readonly refusal: (Reason & { readonly detail: string | null; readonly told: string }) | null;
}

/** Runs a message through the stations up to `route`, as the gateway does. Nothing is written, nobody is asked. */
export async function would({ config, bytes, from, at, frontal }: WouldOptions): Promise<Verdict> {
  const tables = registryOf(config, at);
  const clock = { now: () => at };
  const addresses = compileAddresses(tables.groups);
  const admit = makeAdmit({
    addresses: { current: addresses },
    proxies: compileProxies(config.consumer.trustedProxies),
  });
  const verify = makeVerify({
    trust: { current: trustOf(config) },
    consumers: { current: tables.consumers },
    clock,
    skewMs: config.verify.clockSkewMs,
    sealPolicies: config.verify.sealPolicies,
    psisInstead: config.psis.mode === 'instead',
  });
  const authorise = makeAuthorise({
    authorisations: { current: tables.authorisations },
    clock,
    funcionario: config.authorise.funcionario,
    sealed: config.seal.keyFile !== undefined && config.seal.certFile !== undefined,
  });
  const search = config.search.enabled ? config.search.municipis : undefined;
  const route = makeRoute({ routes: { current: tables.routes }, idescat: idescatOf(config), search });

  const decisions: decided.Decision[] = [];
  const limit = config.limits.bodyBytes;
  try {
    const admitted = admit(received({ bytes, from, at, frontal, limit }));
    decisions.push(decided.admitted(admitted, addresses.find(admitted.address)!.rule));
    const collected = await collect(admitted);
    decisions.push(decided.collected(collected, limit));
    const parsed = parse(collected);
    decisions.push(decided.parsed(parsed));
    const verified = await verify(parsed);
    // The contract is read once the signature holds: only now is there all to say of `parse`.
    decisions.splice(-1, 1, decided.contracted(verified), decided.verified(verified));
    const authorised = authorise(verified);
    const { consumer, peticion } = authorised;
    const periods = tables.authorisations.find(consumer.ens, peticion.modalitat.code, peticion.purpose) ?? [];
    decisions.push(decided.authorised(authorised, periods, at));
    const routed = route(authorised);
    decisions.push(decided.routed(routed));
    const verdict = routed.destination.kind === 'endpoint' ? 'forwarded' : 'answered';
    return { verdict, decisions, refusal: null };
  } catch (error) {
    return { verdict: 'refused', decisions, refusal: refusalOf(asRefusal(error)) };
  }
}

/** The request that would have brought the message from that address. */
const received = ({ bytes, from, at, frontal, limit }: Omit<WouldOptions, 'config'> & { limit: number }): Received => ({
  frontal,
  peer: {
    address: from,
    forwardedFor: undefined,
    forwarded: undefined,
    certificate: undefined,
    forwardedCertificate: undefined,
  },
  contentType: 'text/xml; charset=utf-8',
  rest: undefined,
  body: async () => {
    if (bytes.length > limit) throw new Refusal('http.too-large', { limit });
    return bytes;
  },
  connection: { gone: false, onGone: () => {} },
  trail: new Trail(frontal, at),
});

const refusalOf = (refusal: Refusal): NonNullable<Verdict['refusal']> => ({
  ...reasonOf(refusal.code, refusal.params),
  detail: refusal.detail ?? null,
  told: refusal.told.code,
});
