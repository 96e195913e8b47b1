import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import type { Made } from './certificates.ts';

/** Why the tests that need openssl are skipped; false where it is there. */
export const noOpenssl = spawnSync('openssl', ['version']).status === 0 ? false : 'openssl is not there';

let folder: string | undefined;
let files = 0;

/** A new file in a folder that goes with the process. */
function file(content: string | Buffer = ''): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'padro-revocation-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  const path = join(folder, String(++files));
  writeFileSync(path, content);
  return path;
}

const openssl = (...args: readonly string[]): void => {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
};

/** Certificates that an authority knows. */
export interface Register {
  readonly good?: readonly Pick<Made, 'serial'>[];
  readonly revoked?: readonly Pick<Made, 'serial'>[];
}

const indexOf = ({ good = [], revoked = [] }: Register): string =>
  [
    ...good.map(({ serial }) => `V\t491231235959Z\t\t${serial}\tunknown\t/CN=${serial}\n`),
    ...revoked.map(({ serial }) => `R\t491231235959Z\t250101000000Z\t${serial}\tunknown\t/CN=${serial}\n`),
  ].join('');

export interface Answering extends Register {
  readonly ca: Made;
  /** Who signs; default: the authority itself. */
  readonly signer?: Made;
  /** More of `openssl ocsp`, such as `-nmin 5` or `-rmd sha1`. */
  readonly more?: readonly string[];
}

const answeringArgs = ({ ca, signer = ca, more = [], ...register }: Answering): string[] => [
  ...['ocsp', '-index', file(indexOf(register)), '-CA', file(ca.certPem)],
  ...['-rsigner', file(signer.certPem), '-rkey', file(signer.keyPem), ...more],
];

/** The answer of `openssl ocsp` to a request: the bytes of one, or one of its own without a nonce about certificates. */
export function answer(request: Buffer | readonly Made[], answering: Answering): Buffer {
  const out = file();
  const asked = Buffer.isBuffer(request)
    ? ['-reqin', file(request)]
    : [
        '-issuer',
        file(answering.ca.certPem),
        '-no_nonce',
        ...request.flatMap(({ serial }) => ['-serial', `0x${serial}`]),
      ];
  openssl(...answeringArgs(answering), ...asked, '-respout', out, '-noverify');
  return readFileSync(out);
}

/** A request of openssl's own, with its own nonce. */
export function requestOf(ca: Made, about: Made): Buffer {
  const out = file();
  openssl('ocsp', '-issuer', file(ca.certPem), '-serial', `0x${about.serial}`, '-reqout', out);
  return readFileSync(out);
}

/** Starts `openssl ocsp` as a server on a free port; it ends with the test. @returns its port */
export async function startResponder(t: TestContext, answering: Answering): Promise<number> {
  const args = [...answeringArgs(answering), '-port', '0', '-nrequest', '20', '-timeout', '5'];
  const server = spawn('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(server, 'exit');
  t.after(async () => {
    server.kill();
    await ended;
  });
  const [line] = await Promise.race([once(createInterface({ input: server.stdout }), 'line'), ended]);
  const port = /^ACCEPT .*:(\d+)\b/.exec(String(line))?.[1];
  if (!port) throw new Error(`openssl ocsp told no port: ${line}`);
  return Number(port);
}

export interface ListOptions {
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date;
  /** Default: sha256. */
  readonly digest?: string;
  /** Lines of the section of extensions, and behind it other sections. */
  readonly extensions?: readonly string[];
}

const HOUR = 3_600_000;
const written = (date: Date): string => `${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;

/** A list of revoked certificates as `openssl ca` makes it, in DER. */
export function list(ca: Made, register: Register, options: ListOptions = {}): Buffer {
  const {
    thisUpdate = new Date(Date.now() - HOUR),
    nextUpdate = new Date(Date.now() + 24 * HOUR),
    extensions,
  } = options;
  const config = [
    '[ca]',
    'default_ca=this',
    '[this]',
    `database=${file(indexOf(register))}`,
    `default_md=${options.digest ?? 'sha256'}`,
  ];
  if (extensions) config.push('crl_extensions=extensions', '[extensions]', ...extensions);
  const [pem, der] = [file(), file()];
  openssl(
    ...['ca', '-gencrl', '-config', file(`${config.join('\n')}\n`), '-cert', file(ca.certPem)],
    ...['-keyfile', file(ca.keyPem), '-out', pem],
    ...['-crl_lastupdate', written(thisUpdate), '-crl_nextupdate', written(nextUpdate)],
  );
  openssl('crl', '-in', pem, '-outform', 'DER', '-out', der);
  return readFileSync(der);
}
