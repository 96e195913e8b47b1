import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Args, Command, OptionSpec } from './command.ts';
import { UsageError } from './failure.ts';
import { didYouMean } from './suggest.ts';

/** Reads the arguments of a command as its table entry describes them. @throws UsageError */
export function readArguments(command: Command, argv: readonly string[]): Args {
  const { options } = command;
  const config: NonNullable<ParseArgsConfig['options']> = {};
  for (const [name, { type }] of Object.entries(options)) {
    config[name] = type === 'boolean' ? { type } : { type: 'string', multiple: true };
  }
  const { tokens } = parseArgs({
    args: [...argv],
    options: config,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (!spec)
      throw new UsageError(`unknown option ${token.rawName}${didYouMean(token.name, Object.keys(options), '--')}`);
    if (spec.type === 'boolean') {
      if (token.value !== undefined) throw new UsageError(`--${token.name} takes no value`);
    } else if (token.value === undefined || (!token.inlineValue && /^-./.test(token.value))) {
      throw new UsageError(`--${token.name} needs a value${forExample(token.name, spec)}`);
    }
    given.set(token.name, [...(given.get(token.name) ?? []), token.value ?? '']);
  }
  checkOperands(command, operands);
  const values = Object.entries(options).map(([name, spec]) => [name, readValue(name, spec, given.get(name))]);
  return { values: Object.fromEntries(values), operands };
}

const forExample = (name: string, { example, choices }: OptionSpec): string => {
  const value = example ?? choices?.[0];
  return value === undefined ? '' : `, for example --${name} ${value}`;
};

function readValue(name: string, spec: OptionSpec, given: readonly string[] | undefined): unknown {
  if (spec.type === 'boolean') return given !== undefined;
  for (const text of given ?? []) check(name, spec, text);
  const text = given?.at(-1);
  if (text === undefined && spec.required) throw new UsageError(`--${name} is missing${forExample(name, spec)}`);
  if (spec.multiple) return given ?? [];
  if (text !== undefined) return spec.type === 'integer' ? Number(text) : text;
  return spec.default;
}

function check(name: string, spec: OptionSpec, text: string): void {
  const { choices, pattern, expected, min = 0, max = Number.MAX_SAFE_INTEGER } = spec;
  const fail = (what: string): never => {
    throw new UsageError(`--${name} must be ${what}${forExample(name, spec)}`);
  };
  if (/[\p{Cc}\u2028\u2029]/u.test(text)) fail('one line of text');
  if (choices && !choices.includes(text)) fail(`one of ${choices.join(', ')}`);
  if (pattern && !pattern.test(text)) fail(expected ?? 'of another form');
  if (spec.type !== 'integer') return;
  const number = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= min && number <= max)) {
    fail(spec.max === undefined ? `a whole number from ${min}` : `a whole number from ${min} to ${max}`);
  }
}

function checkOperands({ operands = [] }: Command, given: readonly string[]): void {
  const missing = operands.find((operand, index) => !operand.optional && given[index] === undefined);
  if (missing) throw new UsageError(`${missing.name} is missing, for example ${missing.example}`);
  if (given.length > operands.length && !operands.at(-1)?.multiple) {
    throw new UsageError(`unexpected argument ${JSON.stringify(given[operands.length])}`);
  }
}
