const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  UND_ERR_SOCKET: 'the connection was closed before the answer was complete',
  ECONNRESET: 'the connection was closed before the answer was complete',
  EPIPE: 'the connection was closed while the request was sent',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the name of the host cannot be looked up now',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  UND_ERR_CONNECT_TIMEOUT: 'the host does not answer',
  ETIMEDOUT: 'the host does not answer',
  ERR_TLS_CERT_ALTNAME_INVALID: "the server's certificate is for another host name",
  CERT_HAS_EXPIRED: "the server's certificate has expired",
  EPROTO: 'the server does not speak TLS there: is it http:// instead of https://?',
  ERR_SSL_WRONG_VERSION_NUMBER: 'the server does not speak TLS there: is it http:// instead of https://?',
};
const UNKNOWN_AUTHORITY = /^(SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER))/;

/**
 * Why there was no answer, for people.
 *
 * @param authority what to do where the authority of its certificate is not known
 */
export function whyUnreachable(error: unknown, authority: string): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (UNKNOWN_AUTHORITY.test(code)) return `the authority of the server's certificate is not known; ${authority}`;
  if (code.startsWith('HPE_')) return 'the answer is not HTTP';
  return REASONS[code] ?? message;
}
