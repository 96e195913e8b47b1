import type { z } from 'zod';
import { type Expected, names } from './catalogue/expected.ts';

type Issue = z.core.$ZodIssue;

const KINDS: Readonly<Record<string, Expected>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const FORMS: Readonly<Record<string, Expected>> = {
  email: 'an e-mail address',
  date: 'a date (2026-01-31)',
  datetime: 'a date with time (2026-01-31T12:00:00Z)',
};

/**
 * The first fault of a value that a schema does not take, in phrases of the catalogue: nothing of the library's own texts.
 *
 * @param whole what the value as a whole is called
 */
export function issueOf({ issues }: z.core.$ZodError, whole: string): { path: string; expected: Expected } {
  const issue = issues[0]!;
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
  const ways = [...new Set(waysOf(issue))];
  return {
    path: [...issue.path, ...keys].join('.') || whole,
    expected: ways.length > 1 ? `one of ${ways.join(', ')}` : (ways[0] ?? 'shape'),
  };
}

/** What would have been taken: one of these. */
function waysOf(issue: Issue): readonly Expected[] {
  switch (issue.code) {
    case 'invalid_type':
      return [KINDS[issue.expected] ?? 'shape'];
    case 'invalid_value':
      return issue.values.map((value) => names(String(value)));
    case 'invalid_union':
      return 'options' in issue && issue.options
        ? issue.options.map((value) => names(String(value)))
        : issue.errors.flatMap(([first]) => (first ? waysOf(first) : []));
    case 'unrecognized_keys':
      return ['only known fields'];
    case 'too_small':
      return [atLeast(issue.origin, Number(issue.minimum))];
    case 'too_big':
      return [atMost(issue.origin, Number(issue.maximum))];
    case 'invalid_format':
      return [FORMS[issue.format] ?? own(issue.message)];
    case 'custom':
      return [own(issue.message)];
    default:
      return ['shape'];
  }
}

function atLeast(origin: string, minimum: number): Expected {
  if (origin === 'string') return minimum === 1 ? 'at least one character' : `at least ${minimum} characters`;
  if (origin === 'array') return minimum === 1 ? 'at least one item' : `at least ${minimum} items`;
  return `at least ${minimum}`;
}

function atMost(origin: string, maximum: number): Expected {
  if (origin === 'string') return `at most ${maximum} characters`;
  return origin === 'array' ? `at most ${maximum} items` : `at most ${maximum}`;
}

/** What a schema of ours says itself. */
const own = (message: string): Expected =>
  message.startsWith('Invalid') ? 'shape' : names(message.replace(/^expected /, ''));
