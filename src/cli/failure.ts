/** The command was written wrongly: one line that says how to write it, exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command was understood and did not succeed: one line for the person, exit status 1. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** The one line that a person is told about an error. */
export async function explain(error: unknown): Promise<string> {
  const { fill, oneLine, Refusal } = await import('../base/errors/refusal.ts');
  if (error instanceof Refusal) return `${fill(error.entry.text.en, error.params)} (${error.code})`;
  return oneLine(error instanceof Error ? error.message : String(error));
}
