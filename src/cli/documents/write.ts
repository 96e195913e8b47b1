import { type Paper, paperHtml, paperPdf } from '../../documents/index.ts';
import { UsageError } from '../failure.ts';
import { save } from '../files.ts';
import type { Io } from '../io.ts';

/** Writes a document as a page or as a PDF. @throws UsageError when a PDF has no file to go to */
export async function writePaper(paper: Paper, format: 'html' | 'pdf', out: string | undefined, io: Io): Promise<void> {
  if (format === 'html') return write(paperHtml(paper), out, io);
  if (out === undefined) throw new UsageError('a PDF needs --out FILE');
  save(out, await paperPdf(paper, io.clock.now()));
}

/** Writes a text to a file, or to standard output. */
export function write(text: string, out: string | undefined, io: Io): void {
  if (out === undefined) io.stdout.write(text);
  else save(out, text);
}
