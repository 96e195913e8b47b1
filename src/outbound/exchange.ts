import type { Dispatcher } from 'undici';
import type { Fetched, OutboundRequest } from '../base/outbound/fetch.ts';

/** The whole of it, from the wait for a connection to the last byte, and what it may hold. */
export interface ExchangeLimits {
  /** Milliseconds. */
  readonly timeoutMs: number;
  /** Bytes of the answer. */
  readonly maxBytes: number;
}

/**
 * Sends a request and collects its answer, by undici's own interface of calls, without the streams and signals of its
 * `request`, which lots pay for five hundred times.
 *
 * @throws Error of undici; `TimeoutError`; the reason of the signal; code `PADRO_TOO_LARGE`
 */
export const exchange = (
  dispatcher: Dispatcher,
  { origin, pathname, search }: URL,
  { method = 'GET', headers = {}, body, signal }: OutboundRequest,
  limits: ExchangeLimits,
): Promise<Fetched> =>
  new Promise((resolve, reject) => {
    const handler = new Exchange(limits, signal, resolve, reject);
    dispatcher.dispatch({ origin, path: pathname + search, method, headers, body: body ?? null }, handler);
  });

class Exchange implements Dispatcher.DispatchHandler {
  readonly #maxBytes: number;
  readonly #signal: AbortSignal | undefined;
  readonly #resolve: (fetched: Fetched) => void;
  readonly #reject: (error: Error) => void;
  readonly #deadline: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #length = 0;
  #status = 0;
  #headers: Fetched['headers'] = {};
  #controller: Dispatcher.DispatchController | undefined;
  #failed: Error | undefined;

  constructor(
    { timeoutMs, maxBytes }: ExchangeLimits,
    signal: AbortSignal | undefined,
    resolve: (fetched: Fetched) => void,
    reject: (error: Error) => void,
  ) {
    this.#maxBytes = maxBytes;
    this.#signal = signal;
    this.#resolve = resolve;
    this.#reject = reject;
    const late = (): void => this.#fail(new DOMException('the time for the exchange is over', 'TimeoutError'));
    this.#deadline = setTimeout(late, Math.max(0, Math.ceil(timeoutMs)));
    signal?.addEventListener('abort', this.#given);
    if (signal?.aborted) this.#given();
  }

  readonly #given = (): void => this.#fail(this.#signal!.reason as Error);

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#failed) controller.abort(this.#failed);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Fetched['headers']): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#length += chunk.length;
    if (this.#length <= this.#maxBytes) this.#chunks.push(chunk);
    else this.#fail(Object.assign(new Error('the answer is too large'), { code: 'PADRO_TOO_LARGE' }));
  }

  onResponseEnd(): void {
    this.#end();
    this.#resolve({
      status: this.#status,
      contentType: String(this.#headers['content-type'] ?? ''),
      headers: this.#headers,
      bytes: this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks, this.#length),
    });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#end();
    this.#reject(error);
  }

  /** At once, also for one that waits for a connection: it is not begun when it gets one. */
  #fail(error: Error): void {
    this.#failed = error;
    this.#end();
    this.#reject(error);
    this.#controller?.abort(error);
  }

  #end(): void {
    clearTimeout(this.#deadline);
    this.#signal?.removeEventListener('abort', this.#given);
  }
}
