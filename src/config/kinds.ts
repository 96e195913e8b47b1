import { z } from 'zod';

/** What the schema of the options is written with. */

interface Meta {
  readonly unit?: string;
  readonly example: string;
  /** A value that a warning is logged for, and why. */
  readonly unsafe?: { readonly value: unknown; readonly because: string };
}

export const option = <T extends z.ZodType>(type: T, description: string, meta: Meta): T =>
  type.meta({ description, ...meta }) as T;

export const ms = (min = 1, max = 86_400_000) => z.number().int().min(min).max(max);
export const port = z.number().int().min(0).max(65_535);
export const count = (max = 1_000_000) => z.number().int().min(1).max(max);
export const file = z.string().min(1);

export const group = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape).prefault({} as never);
