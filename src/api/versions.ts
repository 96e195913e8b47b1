import type { Request } from 'express';
import { Refusal } from '../base/errors/refusal.ts';
import { VersionConflict } from '../registry/index.ts';

/** The version that the caller has seen; 0: there is none yet. @throws Refusal `api.precondition` */
export function expectedOf(request: Request): number {
  if (request.get('if-none-match') === '*') return 0;
  const version = /^"(\d{1,15})"$/.exec(request.get('if-match') ?? '')?.[1];
  if (version === undefined) throw new Refusal('api.precondition');
  return Number(version);
}

/** What the caller is told when a change cannot be made. @throws Refusal `api.version`, `api.does-not-fit`, or the change's own */
export async function told<T>(change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof VersionConflict) throw new Refusal('api.version', { found: error.found });
    throw new Refusal('api.does-not-fit', { problem: (error as Error).message }, { cause: error });
  }
}
