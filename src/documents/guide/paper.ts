import { fill, type Language } from '../../base/errors/refusal.ts';
import { facts, heading, type Paper, text } from '../paper/paper.ts';
import { GUIDE_TEXTS, type Step } from './texts.ts';

/** A municipal server, as far as its technician has to know (protocol section 8). */
export interface Server {
  /** Name of the endpoint: lower-case letters, digits, dots and hyphens. */
  readonly endpoint: string;
  /** Names of the municipalities that it serves. */
  readonly municipalities: readonly string[];
  /** One of the two at least. */
  readonly httpPort: number | undefined;
  readonly httpsPort: number | undefined;
  /** Path of the synchronous frontal. */
  readonly path: string;
}

/**
 * The set-up guide with the server's own values, one page: Java for this Tomcat alone, no variables of Windows touched,
 * the Windows service last. An old server goes on beside it, as folder and service carry the endpoint's name.
 *
 * @throws Error when a value could not stand in a command
 */
export function guidePaper(server: Server, issuer: string, language: Language): Paper {
  const { endpoint, municipalities, httpPort, httpsPort, path } = server;
  if (!/^[a-z0-9.-]{1,60}$/.test(endpoint)) throw new Error(`not a name of an endpoint: ${JSON.stringify(endpoint)}`);
  if (!/^\/[A-Za-z0-9._~/-]*$/.test(path)) throw new Error(`not a plain path: ${JSON.stringify(path)}`);
  const texts = GUIDE_TEXTS[language];
  const [folder, http, https, where, service] = texts.labels;
  const own = ownOf(server);
  return {
    language,
    issuer,
    title: texts.title,
    subtitle: [endpoint, ...municipalities].join(' · '),
    blocks: [
      text(texts.intro),
      heading(texts.values),
      facts([
        [folder, own.folder],
        ...(httpPort === undefined ? [] : [[http, String(httpPort)] as const]),
        ...(httpsPort === undefined ? [] : [[https, String(httpsPort)] as const]),
        [where, path],
        [service, own.service],
      ]),
      heading(texts.toDo),
      {
        kind: 'steps',
        steps: (Object.keys(texts.steps) as Step[]).map((step) => {
          const code = CODE[step]?.(own);
          return { text: fill(texts.steps[step], own.said), ...(code ? { code } : {}) };
        }),
      },
    ],
    footer: texts.footer,
  };
}

type Own = ReturnType<typeof ownOf>;

function ownOf({ endpoint, httpPort, httpsPort, path }: Server) {
  const folder = `C:\\padro\\${endpoint}`;
  const ports = [httpPort, httpsPort].filter((port) => port !== undefined);
  const said = {
    endpoint,
    folder,
    java: `${folder}\\java8`,
    tomcat: `${folder}\\tomcat8`,
    service: `padro-${endpoint}`,
    ports: ports.join(', '),
  };
  const address = httpPort === undefined ? `https://localhost:${httpsPort}` : `http://localhost:${httpPort}`;
  return { ...said, said, httpPort, httpsPort, wsdl: `${address}${path}?wsdl` };
}

const CODE: Readonly<Partial<Record<Step, (own: Own) => readonly string[]>>> = {
  setenv: ({ java }) => ['set "JAVA_HOME="', `set "JRE_HOME=${java}"`],
  ports: ({ httpPort, httpsPort, folder }) => [
    '<Server port="-1">',
    ...(httpPort === undefined
      ? []
      : [`<Connector port="${httpPort}" protocol="HTTP/1.1" connectionTimeout="20000"/>`]),
    ...(httpsPort === undefined
      ? []
      : [
          `<Connector port="${httpsPort}" protocol="org.apache.coyote.http11.Http11NioProtocol" SSLEnabled="true" scheme="https" secure="true"`,
          `  sslEnabledProtocols="TLSv1.2" keystoreType="PKCS12" keystoreFile="${folder}\\tls.p12" keystorePass="***"/>`,
        ]),
  ],
  try: ({ tomcat, wsdl }) => [`"${tomcat}\\bin\\startup.bat"`, wsdl],
  service: ({ tomcat, java, service }) => [
    `cd /d "${tomcat}\\bin"`,
    'set "JAVA_HOME="',
    `set "JRE_HOME=${java}"`,
    `service.bat install ${service}`,
    `tomcat8.exe //US//${service} --Jvm="${java}\\bin\\server\\jvm.dll" --Startup=auto`,
    `net start ${service}`,
  ],
};
