import type { Request, Response } from 'express';
import { Refusal } from '../base/errors/refusal.ts';
import type { Registry } from '../registry/index.ts';
import { publicChanges } from './public-change.ts';

const MOST = 200;
const MOST_BY_ADDRESS = 10;
const HEARTBEAT_MS = 15_000;
const BATCH = 100;
/** A reader that lags behind so far is cut off; it resumes where it was. */
const MOST_UNREAD_BYTES = 65_536;

interface Reader {
  readonly response: Response;
  readonly address: string;
  seq: number;
  reading: boolean;
}

/** Open streams of changes: so many in all, so many for one address. */
export class Streams {
  readonly #registry: Registry;
  readonly #readers = new Set<Reader>();
  readonly #timer: NodeJS.Timeout;
  readonly #unfollow: () => void;

  constructor(registry: Registry) {
    this.#registry = registry;
    this.#unfollow = registry.onChange(() => {
      for (const reader of this.#readers) this.#send(reader).catch(() => reader.response.destroy());
    });
    this.#timer = setInterval(() => {
      for (const { response } of this.#readers) response.write(': \n\n');
    }, HEARTBEAT_MS);
    this.#timer.unref();
  }

  /** Streams what comes behind `since`, or from now on. @throws Refusal `api.too-many` */
  async open(request: Request, response: Response, since: number | undefined): Promise<void> {
    const address = request.socket.remoteAddress ?? '';
    const own = [...this.#readers].filter((reader) => reader.address === address).length;
    if (this.#readers.size >= MOST || own >= MOST_BY_ADDRESS) throw new Refusal('api.too-many');
    const reader: Reader = { response, address, seq: since ?? this.#registry.seq, reading: false };
    this.#readers.add(reader);
    response.on('close', () => this.#readers.delete(reader));
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write(': \n\n');
    await this.#send(reader);
  }

  async #send(reader: Reader): Promise<void> {
    if (reader.reading) return;
    reader.reading = true;
    try {
      for (;;) {
        const changes = await this.#registry.changesSince(reader.seq, BATCH);
        if (changes.length === 0 || reader.response.destroyed) return;
        for (const change of publicChanges(changes)) {
          reader.response.write(`id: ${change.seq}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`);
        }
        reader.seq = changes.at(-1)!.seq;
        if (reader.response.writableLength > MOST_UNREAD_BYTES) reader.response.destroy();
      }
    } finally {
      reader.reading = false;
    }
  }

  close(): void {
    clearInterval(this.#timer);
    this.#unfollow();
    for (const { response } of this.#readers) response.end();
  }
}
