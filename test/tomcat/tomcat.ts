import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { escapeAttribute } from '../../src/base/xml/escape.ts';

/** Where Debian's package `tomcat10` puts it. */
const HOME = '/usr/share/tomcat10';
const APPLICATION = fileURLToPath(new URL('siri-proxy', import.meta.url));
/** Milliseconds that a start, and an orderly end, may take. */
const START = 90_000;
const END = 10_000;

export interface TomcatOptions {
  /** An empty folder, which becomes its CATALINA_BASE. */
  readonly dir: string;
  /** PEM of the HTTPS connector. */
  readonly key: string;
  readonly cert: string;
  /** File that gets what Tomcat prints. */
  readonly logs: string;
}

export interface Tomcat {
  readonly httpUrl: string;
  readonly httpsUrl: string;
  close(): Promise<void>;
}

/**
 * Starts a Tomcat that plays municipality 17023 (`siri-proxy/WEB-INF/sincron.jsp`) on two free ports of 127.0.0.1.
 *
 * @throws Error when it ends, or has not started, in the time allowed; `logs` says why
 */
export async function startTomcat(options: TomcatOptions): Promise<Tomcat | { readonly skipped: string }> {
  if (!existsSync(HOME)) return { skipped: 'tomcat10 is not installed' };
  layOut(options);
  const child = spawn(join(HOME, 'bin/catalina.sh'), ['run'], {
    cwd: options.dir,
    env: { PATH: '/usr/bin:/bin', CATALINA_HOME: HOME, CATALINA_BASE: options.dir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const close = closer(child);
  try {
    const { http, https } = await ports(child, options.logs);
    const url = (scheme: string, port: string): string => `${scheme}://127.0.0.1:${port}/siri-proxy/services/Sincron`;
    return { httpUrl: url('http', http), httpsUrl: url('https', https), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function layOut({ dir, key, cert }: TomcatOptions): void {
  for (const folder of ['conf', 'temp', 'webapps', 'work']) mkdirSync(join(dir, folder), { recursive: true });
  writeFileSync(join(dir, 'conf/key.pem'), key, { mode: 0o600 });
  writeFileSync(join(dir, 'conf/cert.pem'), cert);
  const server = `<Server port="-1">
  <Service name="Catalina">
    <Connector address="127.0.0.1" port="0"/>
    <Connector address="127.0.0.1" port="0" SSLEnabled="true" scheme="https" secure="true">
      <SSLHostConfig protocols="TLSv1.2+TLSv1.3">
        <Certificate certificateKeyFile="conf/key.pem" certificateFile="conf/cert.pem"/>
      </SSLHostConfig>
    </Connector>
    <Engine name="Catalina" defaultHost="localhost">
      <Host name="localhost" appBase="webapps">
        <Context path="/siri-proxy" docBase="${escapeAttribute(APPLICATION)}"/>
      </Host>
    </Engine>
  </Service>
</Server>
`;
  writeFileSync(join(dir, 'conf/server.xml'), server);
}

/** Waits until Tomcat says that it has started, the JSP compiled, and reads there which ports it was given. */
function ports(child: ChildProcess, logs: string): Promise<{ http: string; https: string }> {
  const file = createWriteStream(logs);
  let printed = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`Tomcat ${why}: see ${logs}`));
    const timer = setTimeout(() => fail(`did not start in ${START / 1000} s`), START);
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      act();
    };
    const listen = (chunk: Buffer): void => {
      file.write(chunk);
      printed += chunk;
      if (!/Server startup in/.test(printed)) return;
      const http = /"http-nio-[^"]*-auto-\d+-(\d+)"/.exec(printed)?.[1];
      const https = /"https-[^"]*-auto-\d+-(\d+)"/.exec(printed)?.[1];
      settle(() => (http && https ? resolve({ http, https }) : fail('has not both ports')));
    };
    child.stdout!.on('data', listen);
    child.stderr!.on('data', listen);
    child.once('error', () => settle(() => fail('cannot be run')));
    child.once('close', () => {
      file.end();
      settle(() => fail('ended'));
    });
  });
}

/** Ends this very process: in order, or at once when it takes too long; also when the tests end first. */
function closer(child: ChildProcess): () => Promise<void> {
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  return async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(kill, END);
    await closed;
    clearTimeout(timer);
    process.off('exit', kill);
  };
}
