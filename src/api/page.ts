import { z } from 'zod';

/** Parameters of every list. */
export const PAGE = {
  limit: z.coerce.number().int().min(1).max(1000).default(100).describe('Most items of a page.'),
  after: z.string().max(300).optional().describe('Where to go on: `next` of the page before.'),
};

export const pageOf = (item: z.ZodType): z.ZodObject =>
  z.object({
    items: z.array(item).describe('Items of this page.'),
    next: z.string().nullable().describe('`after` of the next page; null at the end.'),
  });

/** The page behind `after` of items that are ordered by their key. */
export function page<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { limit, after = '' }: { readonly limit: number; readonly after?: string | undefined },
): { readonly items: readonly T[]; readonly next: string | null } {
  const left = items.filter((item) => keyOf(item) > after);
  const shown = left.slice(0, limit);
  return { items: shown, next: left.length > limit ? keyOf(shown.at(-1)!) : null };
}
