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
  /** What they may do; empty where no permission is needed. */
  readonly scopes: readonly string[];
  /** Why something is changed; never empty where a reason must be given. */
  readonly why: string;
  /** The file that came as the body, where the route takes one. */
  readonly file: Buffer;
  readonly request: Request;
  readonly response: Response;
}

export interface Answer {
  /** Other than that of the route. */
  readonly status?: number;
  /** Address of what was made, or of where to look; below `/api/v1`. */
  readonly location?: string;
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
  /** What the caller must be allowed, one of these; none: open to all. */
  readonly operation?: Operation | readonly Operation[];
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  /** A file of this type is the body, of so many bytes at most. */
  readonly takes?: { readonly type: string; readonly bytes: number };
  readonly answer?: z.ZodType;
  /** Status of a good answer; 200, or 204 where there is none, unless told. */
  readonly status?: 201 | 202;
  /** Other types than JSON; the handler writes the response itself. */
  readonly streams?: string | readonly string[];
  /** Changes a record whose version must be given. */
  readonly conditional?: true;
  /** Changes something, and why must be given. */
  readonly reasoned?: true;
  handle(asked: Asked<P, Q, B>): Promise<Answer | undefined> | Answer | undefined;
}

export const operationsOf = ({ operation = [] }: Pick<Route, 'operation'>): readonly Operation[] => [operation].flat();

/** An operation that needs an address that may write. */
export const isWrite = (operation: Operation): boolean => /^(write|act):/.test(operation);

/** Infers what the handler gets from the schemas. */
export const route = <P, Q, B>(described: Route<P, Q, B>): Route => described as unknown as Route;
