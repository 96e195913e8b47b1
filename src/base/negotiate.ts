interface Range {
  readonly value: string;
  readonly quality: number;
}

/** Ranges that are looked at: a header of thousands is nobody's wish. */
const MOST = 32;

function rangesOf(header: string): Range[] {
  return header
    .split(',', MOST)
    .map((text) => {
      const [value = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
      return { value, quality: /^[01](\.\d{0,3})?$/.test(quality) ? Number(quality) : 0 };
    })
    .filter(({ value }) => value !== '');
}

/** How exactly a range names something; 0: not at all. */
function exactness(range: string, offered: string): number {
  if (range === offered || range.startsWith(`${offered}-`)) return 3;
  if (range.endsWith('/*') && offered.startsWith(range.slice(0, -1))) return 2;
  return range === '*/*' || range === '*' ? 1 : 0;
}

/**
 * What a header of preferences (Accept, Accept-Language; RFC 9110 section 12.4) likes best of what is offered, the
 * first of equals; undefined when it takes none of it. No header takes everything.
 */
export function preferred<T extends string>(header: string | undefined, offered: readonly T[]): T | undefined {
  if (!header?.trim()) return offered[0];
  const ranges = rangesOf(header);
  const qualityOf = (one: T): number =>
    ranges
      .map(({ value, quality }) => ({ quality, exact: exactness(value, one) }))
      .reduce((best, next) => (next.exact > best.exact ? next : best), { quality: 0, exact: 0 }).quality;
  return offered
    .map((one) => ({ one, quality: qualityOf(one) }))
    .reduce<{ one?: T; quality: number }>((best, next) => (next.quality > best.quality ? next : best), { quality: 0 })
    .one;
}
