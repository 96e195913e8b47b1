import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Files below a folder of the repository, by their path in it. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(entry.parentPath.slice(ROOT.length).replaceAll('\\', '/'), entry.name))
    .sort();
}

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

export const sources = (): string[] => filesBelow('src').filter((path) => path.endsWith('.ts'));

/** The code without its comments, line numbers kept. A `//` inside a string on the same line is kept too. */
export const withoutComments = (code: string): string =>
  code
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/^(\s*)\/\/.*$/gm, '$1')
    .replace(/(\s)\/\/[^'"`\n]*$/gm, '$1');

export interface Import {
  /** Path of the importing file. */
  readonly from: string;
  readonly line: number;
  readonly specifier: string;
  /** Path of the imported file; undefined for a package or a module of Node. */
  readonly file: string | undefined;
}

const STATEMENT =
  /\b(?:import|export)\b[^;'"`]*?\bfrom\s*'([^']+)'|\bimport\s*\(\s*'([^']+)'|^[^\S\n]*import\s+'([^']+)'/gm;

/** Every import of a file: static, dynamic, of types, and exports from elsewhere. */
export function importsOf(from: string, code: string = read(from)): Import[] {
  const plain = withoutComments(code);
  return [...plain.matchAll(STATEMENT)].map((found) => {
    const specifier = (found[1] ?? found[2] ?? found[3])!;
    const line = plain.slice(0, found.index).split('\n').length;
    const file = specifier.startsWith('.') ? posix.join(dirname(from), specifier) : undefined;
    return { from, line, specifier, file };
  });
}

export const at = ({ from, line, specifier }: Import): string => `${from}:${line} imports ${specifier}`;
