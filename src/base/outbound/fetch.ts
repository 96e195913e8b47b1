/** The gateway's own calls, as those who make them need it: bounded, to permitted addresses only, no redirects or retries. */
export interface Outbound {
  /** @throws OutboundError */
  fetch(url: string, what?: OutboundRequest): Promise<Fetched>;
}

export interface OutboundRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** Time for this exchange, milliseconds, where it is not the usual one. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Fetched {
  readonly status: number;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

/** A call of ours that did not come to an answer: refused address, no connection, time-out, too large. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';

  /** Code of the error, or what it says where it has none. */
  get code(): string {
    return this.message;
  }
}
