import { createHash } from 'node:crypto';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client';
import type { Clock } from '../base/clock.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { type Outbound, OutboundError } from '../base/outbound/fetch.ts';
import { fetchOver } from './provider-fetch.ts';
import { ROLES, type Role } from './scopes.ts';
import { newSecret } from './secrets.ts';

export interface SignInOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  /** Where the provider sends people back to; registered with it. */
  readonly redirectUri: string;
  readonly scope: string;
  /** Claim of the ID token whose values are looked up in `roles`. */
  readonly claim: string;
  /** Claim that the history names people by. */
  readonly name: string;
  readonly roles: Readonly<Record<string, Role>>;
}

/** Somebody whom the provider knows, in a role that the table gives. */
export interface SignedIn {
  readonly name: string;
  readonly role: Role;
}

/** What a provider says of itself is asked again after this time, milliseconds. */
const KNOWN_MS = 3_600_000;
const NAME = /^[\p{L}\p{N}.@_|:+-]{1,100}$/u;

/**
 * Signing in with an OpenID Connect provider: code flow with PKCE. State, nonce and verifier all come from one secret that
 * the browser keeps meanwhile, so that a code counts only in the browser that asked for it. The provider is first asked
 * when somebody signs in.
 */
export class SignIn {
  readonly #options: SignInOptions;
  readonly #outbound: Outbound;
  readonly #clock: Clock;
  #known: { readonly configuration: Promise<Configuration>; readonly until: number } | undefined;

  constructor(options: SignInOptions, outbound: Outbound, clock: Clock) {
    this.#options = options;
    this.#outbound = outbound;
    this.#clock = clock;
  }

  /** @returns where to send the browser, and the secret that it keeps until it is back @throws Refusal `api.sign-in-provider` */
  async begin(): Promise<{ readonly url: string; readonly secret: string }> {
    const { redirectUri, scope } = this.#options;
    const secret = newSecret('entrada');
    const { state, nonce, verifier } = derived(secret);
    const configuration = await this.#configuration();
    const url = buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: redirectUri, scope, state, nonce },
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, secret };
  }

  /**
   * @param search what the provider sent the browser back with, `?code=…&state=…`
   * @throws Refusal `api.sign-in-refused`, `api.sign-in-role`, `api.sign-in-provider`
   */
  async finish(search: string, secret: string): Promise<SignedIn> {
    const { state, nonce, verifier } = derived(secret);
    const claims = await this.#configuration()
      .then((configuration) =>
        authorizationCodeGrant(configuration, new URL(this.#options.redirectUri + search), {
          ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
        }),
      )
      .then(
        (tokens) => tokens.claims()!,
        (error: Error) => {
          if (error instanceof Refusal) throw error;
          return refuse(isUnreachable(error) ? 'api.sign-in-provider' : 'api.sign-in-refused', error);
        },
      );
    const { claim, name, roles } = this.#options;
    const told = claims[name];
    const values = [claims[claim]].flat().filter((value) => typeof value === 'string');
    const given = new Set(values.filter((value) => Object.hasOwn(roles, value)).map((value) => roles[value]));
    const role = (Object.keys(ROLES) as Role[]).find((one) => given.has(one));
    if (typeof told !== 'string' || !NAME.test(told) || !role) throw new Refusal('api.sign-in-role');
    return { name: told, role };
  }

  #configuration(): Promise<Configuration> {
    const now = this.#clock.now();
    if (this.#known && now < this.#known.until) return this.#known.configuration;
    const { issuer, clientId, clientSecret } = this.#options;
    const url = new URL(issuer);
    const insecure = url.protocol === 'http:' ? [allowInsecureRequests] : [];
    const configuration = discovery(
      url,
      clientId,
      undefined,
      clientSecret === undefined ? None() : ClientSecretBasic(clientSecret),
      { execute: [...insecure, enableNonRepudiationChecks], [customFetch]: fetchOver(this.#outbound) },
    ).catch((error: Error) => refuse('api.sign-in-provider', error));
    const known = { configuration, until: now + KNOWN_MS };
    this.#known = known;
    // One that could not be asked is asked again by whoever comes next.
    configuration.catch(() => {
      if (this.#known === known) this.#known = undefined;
    });
    return configuration;
  }
}

const derived = (secret: string): Readonly<Record<'state' | 'nonce' | 'verifier', string>> => {
  const of = (what: string): string => createHash('sha256').update(`${what} ${secret}`).digest('base64url');
  return { state: of('state'), nonce: of('nonce'), verifier: of('verifier') };
};

function refuse(code: 'api.sign-in-provider' | 'api.sign-in-refused', error: Error): never {
  throw new Refusal(code, {}, { cause: error, detail: error.message });
}

/** It did not come to an answer of the provider's. */
function isUnreachable(error: unknown): boolean {
  if (error instanceof OutboundError) return true;
  const { cause, status } = error as { cause?: unknown; status?: number };
  if (status !== undefined) return status >= 500;
  return cause !== undefined && cause !== error && isUnreachable(cause);
}
