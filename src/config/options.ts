import type { z } from 'zod';
import { schema } from './schema.ts';

export interface Option {
  /** `limits.bodyBytes` */
  readonly path: string;
  /** `PADRO_LIMITS_BODY_BYTES` */
  readonly variable: string;
  readonly type: z.ZodType;
  readonly description: string;
  readonly unit: string | undefined;
  readonly example: string;
}

const variable = (path: string): string =>
  `PADRO_${path
    .replace('.', '_')
    .replace(/[A-Z]/g, (c) => `_${c}`)
    .toUpperCase()}`;

/** The options of the schema, flat, in their order. */
export const OPTIONS: readonly Option[] = Object.entries(schema.shape).flatMap(([section, group]) =>
  Object.entries((group.unwrap() as z.ZodObject).shape).map(([name, type]) => {
    const path = `${section}.${name}`;
    const meta = (type as z.ZodType).meta() ?? {};
    return {
      path,
      variable: variable(path),
      type: type as z.ZodType,
      description: String(meta.description ?? ''),
      unit: meta.unit as string | undefined,
      example: String(meta.example ?? ''),
    };
  }),
);

/** The default of an option; undefined when it has none. */
export function defaultOf(option: Option): unknown {
  const parsed = option.type.safeParse(undefined);
  return parsed.success ? parsed.data : undefined;
}
