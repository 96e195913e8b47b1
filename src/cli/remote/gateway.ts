import { isIPv4 } from 'node:net';
import { TOKEN_VARIABLE, tokenVariable, trustsAnyServer } from '../../config/index.ts';
import { UsageError } from '../failure.ts';
import { REMOTE, TOKEN, type Where } from './options.ts';

/** A gateway that runs, and the token that is shown to it alone. */
export interface Gateway {
  readonly origin: string;
  readonly token: string;
}

/** The gateway that the options name; undefined: the store is meant. @throws UsageError, which never quotes the token */
export function gatewayOf({ config, url, token }: Where): Gateway | undefined {
  if (url === undefined) {
    if (token !== undefined) throw new UsageError('--token is for a gateway that runs: give its --url too');
    return undefined;
  }
  if (config !== undefined) throw new UsageError('give --url or --config, not both');
  const origin = originOf(url);
  const given = token ?? tokenVariable();
  if (given === undefined) throw new UsageError(`--url needs a token: --token, or the variable ${TOKEN_VARIABLE}`);
  if (!TOKEN.test(given)) throw new UsageError(`${TOKEN_VARIABLE} must be a token, as token add shows it`);
  return { origin, token: given };
}

/** @throws UsageError */
function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    throw new UsageError(`--url must be an origin without a path, for example --url ${REMOTE.url.example}`);
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new UsageError('--url: a token goes over http to this machine only: write https://, or use a tunnel');
  }
  if (url.protocol === 'https:' && trustsAnyServer()) {
    throw new UsageError('NODE_TLS_REJECT_UNAUTHORIZED=0 is set: anybody could take the token; unset it');
  }
  return url.origin;
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));
