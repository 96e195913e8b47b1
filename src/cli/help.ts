import type { Command, OptionSpec } from './command.ts';

export const PROGRAM = 'padro-gateway';

const indent = (lines: readonly string[]): string => lines.map((line) => `  ${line}\n`).join('');

/** Two columns, the second one below the widest of the first. */
function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `${left.padEnd(width)}   ${right}`.trimEnd());
}

/** What `padro-gateway --help` prints. */
export function overview(commands: readonly Command[]): string {
  const list = columns(commands.map(({ name, summary }) => [name, summary]));
  const examples = commands.flatMap((command) => command.examples.slice(0, 1));
  return `padro-gateway is the web-service gateway of Catalonia's padró en línia: signed volant requests, verified, routed, sealed and recorded.

Usage: ${PROGRAM} COMMAND [options]

Commands:
${indent(list)}
Examples:
${indent(examples.map((example) => `${PROGRAM} ${example}`))}
${PROGRAM} help COMMAND shows the options of a command; ${PROGRAM} --version the version.
Exit status: 0 done or accepted, 1 refused or failed, 2 wrong usage.
`;
}

function optionRow([name, spec]: [string, OptionSpec]): [string, string] {
  const { type, value = type === 'integer' ? 'N' : 'TEXT', description, choices, required, multiple } = spec;
  const notes = [
    choices && `one of ${choices.join(', ')}`,
    required && 'required',
    multiple && 'may be repeated',
    spec.default !== undefined && `default ${spec.default}`,
  ].filter(Boolean);
  return [
    type === 'boolean' ? `--${name}` : `--${name} ${value}`,
    notes.length ? `${description} (${notes.join('; ')})` : description,
  ];
}

/** What `padro-gateway help COMMAND` prints. */
export function helpOf(command: Command): string {
  const { name, summary, usage, description, operands = [], options, examples } = command;
  const section = (title: string, rows: readonly string[]): string =>
    rows.length ? `\n${title}:\n${indent(rows)}` : '';
  return [
    `${summary}\n\nUsage: ${`${PROGRAM} ${name} ${usage}`.trimEnd()}\n`,
    description ? `\n${description.trim()}\n` : '',
    section('Arguments', columns(operands.map((operand) => [operand.name, operand.description]))),
    section('Options', columns(Object.entries(options).map(optionRow))),
    section(
      'Examples',
      examples.map((example) => `${PROGRAM} ${example}`),
    ),
  ].join('');
}
