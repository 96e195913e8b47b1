import { readFileSync } from 'node:fs';
import { readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import { explain, UsageError } from './failure.ts';
import { helpOf, overview, PROGRAM } from './help.ts';
import type { Io } from './io.ts';
import { nearest } from './suggest.ts';

const HELP = new Set(['--help', '-h']);
const VERSION = new Set(['--version', '-V', 'version']);

/** Runs one command line; returns the exit status: 0 done or accepted, 1 refused or failed, 2 wrong usage. */
export async function runCli(
  argv: readonly string[],
  io: Io,
  commands: readonly Command[] = COMMANDS,
): Promise<number> {
  const [first] = argv;
  if (first === undefined) {
    io.stderr.write(overview(commands));
    return 2;
  }
  if (VERSION.has(first)) return print(io, `${PROGRAM} ${version()}\n`);
  if (HELP.has(first) || first === 'help') return help(argv.slice(1), io, commands);
  const command = find(argv, commands);
  if (!command) return unknown(argv, io, commands);
  const rest = argv.slice(command.name.split(' ').length);
  if (asksForHelp(rest)) return print(io, helpOf(command));
  try {
    return await command.run(readArguments(command, rest), io);
  } catch (error) {
    const usage = error instanceof UsageError;
    const reason = io.signal.aborted ? 'interrupted' : await explain(error);
    const hint = usage ? ` - see ${PROGRAM} help ${command.name}` : '';
    io.stderr.write(`${PROGRAM} ${command.name}: ${reason}${hint}\n`);
    return usage ? 2 : 1;
  }
}

function print(io: Io, text: string): number {
  io.stdout.write(text);
  return 0;
}

/** The longest name wins. */
function find(argv: readonly string[], commands: readonly Command[]): Command | undefined {
  const named = (words: number) => commands.find(({ name }) => name === argv.slice(0, words).join(' '));
  return (argv.length > 1 ? named(2) : undefined) ?? named(1);
}

function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).some((argument) => HELP.has(argument));
}

function help(words: readonly string[], io: Io, commands: readonly Command[]): number {
  if (words.length === 0) return print(io, overview(commands));
  const command = find(words, commands);
  return command ? print(io, helpOf(command)) : unknown(words, io, commands);
}

function unknown(argv: readonly string[], io: Io, commands: readonly Command[]): number {
  const [first = '', second] = argv;
  const names = commands.map(({ name }) => name);
  const group = names.filter((name) => name.startsWith(`${first} `));
  if (group.length && (second === undefined || HELP.has(second))) {
    io.stderr.write(
      `${PROGRAM}: ${first} needs a second word: ${group.join(', ')} - see ${PROGRAM} help ${group[0]}\n`,
    );
    return 2;
  }
  const word = group.length ? `${first} ${second}` : first;
  const meant = nearest(word, names) ?? nearest(argv.slice(0, 2).join(' '), names);
  const hint = meant ? ` - did you mean ${meant}?` : '';
  io.stderr.write(`${PROGRAM}: unknown command ${JSON.stringify(word)}${hint} - see ${PROGRAM} --help\n`);
  return 2;
}

const version = (): string =>
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version;
