import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Operation } from '../access/index.ts';

/** A request whose every part was checked. */
export interface Asked<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Who asks, as the history names it; `anybody` where no permission is needed. */
  readonly who: string;
  /** Why something is changed; never empty where the operation is a write. */
  readonly why: string;
  readonly request: Request;
  readonly response: Response;
}

export interface Answer {
  readonly status?: number;
  /** Version of the record, that becomes the ETag. */
  readonly version?: number;
  /** Undefined: no content. A list, `{items, next}`, may leave as CSV. */
  readonly body?: unknown;
}

/** One operation of the API: what the router mounts and what OpenAPI describes are made from it. */
export interface Route<P = unknown, Q = unknown, B = unknown> {
  readonly method: 'get' | 'put' | 'post' | 'delete';
  /** `/records/endpoint/{id}` below `/api/v1`. */
  readonly path: string;
  readonly summary: string;
  /** What the caller must be allowed; none: open to all. */
  readonly operation?: Operation;
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  readonly answer?: z.ZodType;
  /** Another type than JSON; the handler writes the response itself. */
  readonly streams?: string;
  /** Changes a record: its version must be given, and why. */
  readonly conditional?: true;
  handle(asked: Asked<P, Q, B>): Promise<Answer | undefined> | Answer | undefined;
}

/** Infers what the handler gets from the schemas. */
export const route = <P, Q, B>(described: Route<P, Q, B>): Route => described as unknown as Route;
