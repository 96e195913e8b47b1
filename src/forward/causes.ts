import type { Code } from '../base/errors/catalogue/index.ts';
import { Refusal } from '../base/errors/refusal.ts';

/** Error codes of Node, OpenSSL and undici, by how they begin, to what they mean. The first that fits counts. */
const CAUSES: readonly (readonly [RegExp, Code])[] = [
  [/^PADRO_ADDRESS$/, 'forward.address'],
  [/^(ETIMEDOUT|ESOCKETTIMEDOUT|TimeoutError|UND_ERR_(HEADERS|BODY)_TIMEOUT)$/, 'forward.timeout'],
  [
    /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EACCES|UND_ERR_CONNECT_TIMEOUT)$/,
    'forward.connect',
  ],
  [
    /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO|HOSTNAME_MISMATCH|INVALID_|ERR_OSSL)/,
    'forward.tls',
  ],
  [/^(ECONNRESET|EPIPE|ECONNABORTED|HPE_\w+|UND_ERR_(SOCKET|RES_CONTENT_LENGTH_MISMATCH))$/, 'forward.truncated'],
  [/^AbortError$/, 'forward.consumer-gone'],
  [/^PADRO_TOO_LARGE$/, 'forward.too-large'],
];

/** What a failed exchange with a municipal server is called; the error's own code is kept for operators. */
export function causeOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const code = String((error as { code?: unknown })?.code ?? '');
  const found = CAUSES.find(([pattern]) => pattern.test(code));
  return new Refusal(found?.[1] ?? 'forward.connect', {}, { cause: error, detail: code || 'unknown' });
}
