import { writeFileSync } from 'node:fs';
import { Failure } from './failure.ts';

/** Writes a file that only its owner can read. @throws Failure when it is there already, or cannot be written */
export function writeNew(file: string, content: string): void {
  try {
    writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Failure(
      code === 'EEXIST' ? `${file} is there already: name another file, or move it away` : `${file}: ${message}`,
    );
  }
}
