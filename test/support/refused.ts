import assert from 'node:assert/strict';
import type { OpenGateway } from './gateway.ts';

/** Longest line that a refusal may log; one of an unexpected error carries its frames. */
const LINE = 2_000;

/** Marks of persons in what the tests send: they must turn up in no log, metric or fault. */
export const PERSONAL = /12344321Z|12345678Z|RA12345678|Z2757735Z|Fictícia|PROVA-[0-9a-f]{32}|Nom Cognom|99999018D/;

/** Waits until something holds. */
export async function eventually(holds: () => boolean, what: string, waitMs = 5_000): Promise<void> {
  const end = Date.now() + waitMs;
  while (!holds()) {
    assert.ok(Date.now() < end, `not within ${waitMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/**
 * What every bad input must leave behind: no call of a municipality, at most one bounded line in the log, nothing
 * personal there nor in the answer, and a gateway that serves the next good request.
 *
 * @returns what was answered
 */
export async function leavesNoTrace(g: OpenGateway, bad: () => Promise<string>): Promise<string> {
  const [received, logged] = [g.received, g.logs.length];
  const text = await bad();
  assert.equal(g.received, received, 'a municipality was called');
  const lines = g.logs.slice(logged);
  assert.ok(lines.length <= 1, `logged ${lines.length} lines: ${lines.join('')}`);
  for (const line of lines) {
    assert.ok(line.length <= LINE && line.indexOf('\n') === line.length - 1, 'one bounded line');
    JSON.parse(line);
    assert.doesNotMatch(line, PERSONAL);
  }
  assert.doesNotMatch(text, PERSONAL);
  assert.doesNotMatch(text, /\n\s+at |\.ts:\d|\.js:\d|node_modules|\/src\//, 'no stack and no path');
  const good = await g.ask();
  assert.equal(good.codigoResultado, 1, `the next good request: ${good.text}`);
  return text;
}
