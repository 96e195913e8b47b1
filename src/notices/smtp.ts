import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { oneLine } from '../base/errors/refusal.ts';
import type { Handed, Mail } from './post-office.ts';

export interface SmtpOptions {
  /** `smtp://` (STARTTLS is then required, loopback aside) or `smtps://`, with user and password where it asks for them. */
  readonly url: string;
  readonly from: string;
  readonly replyTo: string | undefined;
  readonly timeoutMs: number;
}

/**
 * Hands one mail to the server of `url`. What went wrong before the server asked for the message, or was answered by it
 * with a refusal, is certain; anything else is `unknown` (RFC 5321, 4.5.3.2 and 6.1).
 *
 * @throws Error when `url` is none of a mail server
 */
export function makeSmtp(options: SmtpOptions): (mail: Mail) => Promise<Handed> {
  const server = serverOf(options);
  return async (mail) => {
    const bytes = await compose(mail, options);
    return send(server, { from: options.from, to: [mail.to] }, bytes);
  };
}

function serverOf({ url: text, timeoutMs }: SmtpOptions) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    throw new Error('the mail server must be smtp://host:port or smtps://host:port');
  }
  const secure = url.protocol === 'smtps:';
  const loopback = /^(localhost|127\.[0-9.]+|\[::1\])$/.test(url.hostname);
  return {
    connection: {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || (secure ? 465 : 587)),
      secure,
      requireTLS: !secure && !loopback,
      ignoreTLS: loopback && !secure,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
    },
    credentials: url.username && { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
  };
}

const compose = ({ messageId, to, subject, text, attachment }: Mail, { from, replyTo }: SmtpOptions): Promise<Buffer> =>
  new MailComposer({
    from,
    replyTo,
    to,
    subject,
    text,
    messageId,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
    attachments: attachment ? [{ filename: 'conveni.pdf', contentType: 'application/pdf', content: attachment }] : [],
  })
    .compile()
    .build();

interface SmtpError extends Error {
  readonly responseCode?: number;
}

function send(
  { connection: options, credentials }: ReturnType<typeof serverOf>,
  envelope: { from: string; to: string[] },
  bytes: Buffer,
): Promise<Handed> {
  return new Promise((resolve) => {
    const connection = new SMTPConnection(options);
    let asked = false;
    // It is read from only once the server has answered DATA.
    const message = new Readable({
      read() {
        asked = true;
        this.push(bytes);
        this.push(null);
      },
    });
    const end = (handed: Handed): void => {
      resolve(handed);
      connection.close();
    };
    const failed = ({ message: text, responseCode }: SmtpError): void => {
      const answered = responseCode !== undefined;
      const result = answered && responseCode >= 500 ? 'refused' : asked && !answered ? 'unknown' : 'later';
      end({ result, error: oneLine(text).slice(0, 500) });
    };
    const deliver = (): void =>
      connection.send(envelope, message, (error) => (error ? failed(error as SmtpError) : end({ result: 'sent' })));
    connection.once('error', failed);
    connection.connect((error) => {
      if (error) return failed(error as SmtpError);
      if (!credentials) return deliver();
      connection.login({ credentials }, (refused) => (refused ? failed(refused as SmtpError) : deliver()));
    });
  });
}
