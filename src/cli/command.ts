import type { Io } from './io.ts';

export interface OptionSpec {
  readonly type: 'string' | 'integer' | 'boolean';
  readonly description: string;
  /** What stands for the value in the help: `FILE`. */
  readonly value?: string;
  readonly example?: string;
  readonly default?: string | number;
  readonly required?: true;
  readonly multiple?: true;
  readonly choices?: readonly string[];
  /** Values must match; `expected` says in words what that is. */
  readonly pattern?: RegExp;
  readonly expected?: string;
  readonly min?: number;
  readonly max?: number;
}

export type Options = Readonly<Record<string, OptionSpec>>;

type Text<O extends OptionSpec> = O extends { choices: readonly (infer C)[] } ? C : string;
type One<O extends OptionSpec> = O['type'] extends 'integer' ? number : Text<O>;
type Value<O extends OptionSpec> = O['type'] extends 'boolean'
  ? boolean
  : O extends { multiple: true }
    ? readonly Text<O>[]
    : One<O> | (O extends { required: true } | { default: string | number } ? never : undefined);

export type Values<O extends Options> = { readonly [K in keyof O]: Value<O[K]> };

/** The arguments of a command, checked against its options: booleans that are absent are false, lists are empty. */
export interface Args<O extends Options = Options> {
  readonly values: Values<O>;
  readonly operands: readonly string[];
}

export interface Operand {
  /** As in the help: `MODALITAT`. */
  readonly name: string;
  readonly description: string;
  readonly example: string;
  readonly optional?: true;
  /** The last operand of a command may take all that follow. */
  readonly multiple?: true;
}

export interface Command<O extends Options = Options> {
  /** One word or two: `serve`, `pki init`. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The operands and the most important options, as one would write them. */
  readonly usage: string;
  /** What a newcomer has to know, below the usage. */
  readonly description?: string;
  readonly operands?: readonly Operand[];
  readonly options: O;
  /** Whole command lines without the program's name. */
  readonly examples: readonly string[];
  /**
   * Loads what it needs by `import()` and returns the exit status.
   *
   * @throws UsageError, Failure, Refusal: told in one line
   */
  run(args: Args<O>, io: Io): Promise<number>;
}

/** Infers the type of the arguments from the options. */
export const defineCommand = <const O extends Options>(command: Command<O>): Command => command as unknown as Command;
