import type { z } from 'zod';

/** Ports of other services, where an HTTP request could do harm. */
const OTHER_SERVICES = new Set([3306, 3389, 5432, 5672, 5900, 6379, 9042, 9200, 11211, 27017]);

/**
 * The address of an endpoint as somebody may enter it (threats section 12): http or https, a plain host, a port of the
 * web, nothing else. Where its host may lie is judged when the tables are compiled, and again at every connection.
 */
export function checkEndpointUrl(text: string, context: z.RefinementCtx): void {
  const problem = problemOf(text);
  if (problem) context.addIssue({ code: 'custom', message: problem });
}

function problemOf(text: string): string | undefined {
  if (!/^[\x21-\x7e]+$/.test(text) || text.includes('\\'))
    return 'white space, backslashes or other characters than ASCII';
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return 'expected an http or https address';
  const url = new URL(text);
  const written = /^https?:\/\/(\[[^\]]*\]|[^/:?#@]*)(?:[:/?#]|$)/.exec(text)?.[1];
  if (url.username !== '' || url.password !== '' || text.includes('@'))
    return 'user names are not allowed in an address';
  if (url.hash !== '' || text.includes('#')) return 'fragments are not allowed in an address';
  if (written?.toLowerCase() !== url.hostname) return 'write the host plainly, as it is resolved';
  if (url.hostname.endsWith('.')) return 'no dot behind the host';
  const port = url.port === '' ? undefined : Number(url.port);
  if (port !== undefined && ((port < 1024 && port !== 80 && port !== 443) || OTHER_SERVICES.has(port))) {
    return `port ${port} is not one of the web`;
  }
  return undefined;
}
