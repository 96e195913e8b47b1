import { CATALOGUE, type Code, type Entry } from '../../src/base/errors/catalogue/index.ts';
import { statusOf } from '../../src/base/errors/status.ts';
import { code, table } from './markdown.ts';

const LANGUAGES = ['ca', 'es', 'en'] as const;

const WHO: Readonly<Record<Entry['who'], string>> = {
  consumer: 'the consumer',
  municipality: 'the municipality',
  operator: 'the operator',
  nobody: 'nobody',
};

const faultOf = ({ fault, respuesta }: Entry): string =>
  respuesta ? '`Respuesta` with `0502`' : fault === '1013' ? code(fault) : code(`SOAP-ENV:${fault}`);

/** The anchor that GitHub, GitLab and others give to a heading that is a code in backticks. */
const anchor = (name: string): string => `#${name.replaceAll('.', '')}`;

const link = (name: string): string => `[${code(name)}](${anchor(name)})`;

const overview = (entries: readonly (readonly [string, Entry])[]): string =>
  table(
    ['Code', 'HTTP', 'REST', 'SOAP', 'SCSP', 'Level', 'Who must act', 'Told as'],
    entries.map(([name, entry]) => [
      link(name),
      String(entry.http),
      String(statusOf(name as Code)),
      faultOf(entry),
      entry.scsp ?? '',
      entry.level,
      WHO[entry.who],
      entry.toldAs ? link(entry.toldAs) : 'itself',
    ]),
  );

const section = ([name, { text, next }]: readonly [string, Entry]): string =>
  `### ${code(name)}\n\n${table(
    ['', 'Text', 'Next step'],
    LANGUAGES.map((language) => [language, text[language], next[language]]),
  )}`;

/** `docs/errors.md`. */
export function errorsPage(command: string): string {
  const entries = Object.entries(CATALOGUE);
  const stations = [...new Set(entries.map(([, { station }]) => station))];
  const chapters = stations.map((station) => {
    const own = entries.filter(([, entry]) => entry.station === station);
    return `## ${station}\n\n${overview(own)}\n${own.map(section).join('\n')}`;
  });
  return `# Errors

<!-- Made from src/base/errors/catalogue/ by \`${command}\`. -->

Every refusal is an entry of one catalogue, by the station of the path that refuses.

- A Fault carries the code in \`detail\` (\`pg:code\`, namespace \`urn:padro-gateway:error\`), with the SCSP code, the path and what
  was expected there, the next step and the incident id. \`log.language\` chooses the language.
- *Told as*: the outside is given that other entry. Before a certificate is known and its signature holds, every refusal of
  \`verify\` reads the same; what failed at a municipal server stays inside. Operators find the real code by the incident id.
- \`Respuesta\` with \`0502\`: a normal answer, HTTP 200, with the text as \`LiteralError\` in Catalan, as on the real platform.
- *REST*: the HTTP status of the same refusal as problem+json ([rest.md](rest.md)).
- Placeholders such as \`{path}\` name places and limits. Personal data never fills one.

${chapters.join('\n')}`;
}
