import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Cleanup } from '../support/backend.ts';

type Say = (error?: Error | null) => void;

export interface Behaviour {
  /** Answers a recipient; default: takes it. */
  readonly recipient?: (say: Say) => void;
  /** Answers a whole message; default: takes it. */
  readonly message?: (say: Say) => void;
}

/** An error as SMTP tells it. */
export const reply = (responseCode: number): Error => Object.assign(new Error(`no: ${responseCode}`), { responseCode });

/** A real mail server on loopback, with the messages that came whole, whether it took them or not. */
export async function mailServer(t: Cleanup, { recipient, message }: Behaviour = {}) {
  const messages: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, say) => (recipient ? recipient(say) : say()),
    onData(stream, _session, say) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        messages.push(Buffer.concat(chunks).toString());
        if (message) message(say);
        else say();
      });
    },
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  t.after(() => new Promise<void>((resolve) => server.close(resolve)));
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, messages };
}
