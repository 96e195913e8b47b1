/** Items as CSV (RFC 4180), a column for each field of the first; lists and objects stand as JSON. */
export function csvOf(items: readonly object[]): string {
  const columns = Object.keys(items[0] ?? {});
  const rows = items.map((item) => columns.map((column) => cell((item as Record<string, unknown>)[column])));
  return [columns.map(cell), ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}

/** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
function cell(value: unknown): string {
  const text =
    value === undefined || value === null
      ? ''
      : Array.isArray(value) && value.every((one) => typeof one === 'string')
        ? value.join(' ')
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
