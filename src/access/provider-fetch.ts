import type { CustomFetch } from 'openid-client';
import type { Outbound } from '../base/outbound/fetch.ts';

/** The calls of openid-client over ours: to permitted addresses, bounded, no redirects. */
export const fetchOver =
  (outbound: Outbound): CustomFetch =>
  async (url, { method, headers, body, signal }) => {
    const answer = await outbound.fetch(url, {
      method: method as 'GET' | 'POST',
      headers: { ...headers },
      signal,
      ...(body == null ? {} : { body: Buffer.from(String(body)) }),
    });
    return new Response(new Uint8Array(answer.bytes), {
      status: answer.status,
      headers: { 'content-type': answer.contentType },
    });
  };
