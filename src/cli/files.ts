import { readFileSync, writeFileSync } from 'node:fs';
import { Failure } from './failure.ts';

/** Writes a file that only its owner can read. @throws Failure when it is there already, or cannot be written */
export function writeNew(file: string, content: string): void {
  try {
    writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new Failure(`${file} is there already: name another file, or move it away`);
    }
    throw new Failure(`cannot write ${file}: ${reasonOf(error)}`);
  }
}

/** Writes a file, over what is there. @throws Failure that names the file and says why */
export function save(file: string, content: string | Buffer): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new Failure(`cannot write ${file}: ${reasonOf(error)}`);
  }
}

/** Reads a file; 0 is the standard input. @throws Failure that names the file and says why */
export function read(file: string | 0): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Failure(`cannot read ${file === 0 ? 'standard input' : file}: ${reasonOf(error)}`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'not allowed',
  EISDIR: 'a folder',
  ENOTDIR: 'its folder is a file',
};

function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? (code || message);
}
