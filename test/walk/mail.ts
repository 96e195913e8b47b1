import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { mailServer } from '../notices/mail-server.ts';

/** A mail server that keeps each letter in a folder as a text named by its Message-ID. @returns its address */
export async function mailFolder(t: TestContext, folder: string): Promise<string> {
  const server = await mailServer(t, {
    message(say) {
      keep(server.messages.at(-1)!, folder);
      say();
    },
  });
  return server.url;
}

function keep(message: string, folder: string): void {
  const id = /^message-id: <([^@>]+)@/im.exec(message)![1]!;
  const part = /^content-type: text\/plain[\s\S]*?(?=\r\n--|$(?![\s\S]))/im.exec(message)![0];
  const [head, ...body] = part.split('\r\n\r\n');
  const encoded = body.join('\r\n\r\n');
  const text = /: base64/i.test(head!) ? Buffer.from(encoded, 'base64').toString() : quotedPrintable(encoded);
  const file = join(folder, `${id}.txt`);
  // Whoever waits for the file finds it whole.
  writeFileSync(`${file}.new`, text.replaceAll('\r\n', '\n'));
  renameSync(`${file}.new`, file);
}

const quotedPrintable = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
