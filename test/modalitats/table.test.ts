import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { randomHex } from '../../src/base/clock.ts';
import { MODALITATS } from '../../src/base/modalitats.ts';
import { pollOf } from '../lots/support.ts';
import { byToken, restOf } from '../rest/support.ts';
import { ASINCRON, type Ask, type OpenGateway, RESPOSTA, type Told, told } from '../support/gateway.ts';
import { about, openPlaces, PLACES, type Where } from './support.ts';

const PAGE = fileURLToPath(new URL('../../docs/modalitats.md', import.meta.url));
const INTRO = `# What each modalitat gets

Written by \`test/modalitats/table.test.ts\`, which asks a gateway all of it: about somebody who is registered in the municipality, with
IDESCAT configured, as the demo has it. *Down*: the municipality's server closes every connection; an asynchronous petition asks it again
until \`lots.deadlineMs\`, and then gets what is shown here. A server that itself answers \`0502\`, or answers something else than what was asked,
is treated as one that is down. The modalitats that name no
municipality (RESIDENT, MUNICIPI_RESIDENCIA, TITULAR_CERCA) don't depend on one, and only those that have the field \`idescat\` depend
on it. Over REST a failed source is an HTTP status.
`;

/** Ways to ask, each a column. */
const WAYS: readonly { readonly name: string; ask(g: OpenGateway, ...about: Asked): Promise<string> }[] = [
  { name: 'Synchronous', ask: async (g, ...asked) => tell(await g.ask(about(...asked))) },
  { name: 'REST', ask: async (g, ...asked) => tell(await overRest(g, about(...asked))) },
  { name: 'Asynchronous', ask: async (g, ...asked) => tell(await asLot(g, about(...asked))) },
];

type Asked = [modalitat: string, where: Where, idescat: 0 | 1];

/** Asks the same over REST, once as JSON and once as sealed XML, which must agree. A refusal is told by its status and code. */
async function overRest(g: OpenGateway, ask: Ask): Promise<Told | Refused> {
  const by = ({ path, body }: ReturnType<typeof restOf>, accept: string) =>
    byToken(g, path, body, { accept }, { claims: { iss: body.IdentificadorSolicitante } });
  const fields = await by(restOf(ask), 'application/json');
  const xml = await by(restOf(ask), 'application/xml');
  assert.equal(fields.status, xml.status);
  if (xml.status !== 200) return { problem: `${fields.status} \`${fields.json.code}\`` };
  const answer = told(xml);
  for (const name of ['codigoResultado', 'fuente', 'idescatMotivo', 'codigoMunicipio']) {
    assert.equal(fields.json.respuesta?.[name]?.toString(), answer.volant?.[name], `${ask.modalitat}: ${name}`);
  }
  return answer;
}

interface Refused {
  readonly problem: string;
}

/** Asks the same as a lot of one. */
async function asLot(g: OpenGateway, ask: Ask): Promise<Told> {
  const idPeticion = `LOT-${randomHex()}`;
  const accepted = told(await g.post(g.petition({ ...ask, idPeticion }), {}, ASINCRON));
  if (accepted.fault) return accepted;
  for (;;) {
    const answer = told(await g.post(pollOf(g.stage.pki, idPeticion, ask), {}, RESPOSTA));
    if (answer.estado !== '0001' && answer.estado !== '0002') return answer;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** An answer in a few words. */
function tell(answer: Told | Refused): string {
  if ('problem' in answer) return answer.problem;
  const { fault, estado, resultat, codigoResultado, text } = answer;
  if (fault) return `Fault \`${fault.detail.code}\``;
  if (estado !== '0003') return `\`${estado}\``;
  const field = (name: string): string | undefined => new RegExp(`<(?:\\w+:)?${name}>([^<]*)<`).exec(text)?.[1];
  const motive = field('idescatMotivo');
  const source = [field('fuente'), motive && `motive ${motive}`].filter(Boolean).join(', ');
  const municipality = field('codigoMunicipio');
  const holds = [
    text.includes('<VolanteEmpadronamiento ') && 'volant',
    /<(\w+:)?volante>/.test(text) && 'PDF',
    !source && municipality && `${field('codigoProvincia')}/${municipality}`,
  ].filter(Boolean);
  return [`${codigoResultado} ${resultat}`, source, ...holds].filter(Boolean).join(' · ');
}

test('each modalitat × municipality × idescat has the answer that docs/modalitats.md shows', async (t) => {
  const g = await openPlaces(t, { PADRO_LOTS_DEADLINE_MS: '1' });
  const rows: string[] = [];
  for (const code of new Set([...MODALITATS.values()].map(({ code }) => code))) {
    for (const where of Object.keys(PLACES) as Where[]) {
      for (const idescat of [0, 1] as const) {
        const cells = await Promise.all(WAYS.map(({ ask }) => ask(g, code, where, idescat)));
        rows.push(`| ${[code, where, idescat, ...cells].join(' | ')} |`);
      }
    }
  }
  const titles = ['Modalitat', 'Municipality', '`idescat`', ...WAYS.map(({ name }) => name)];
  const page = [INTRO, `| ${titles.join(' | ')} |`, `|${' --- |'.repeat(titles.length)}`, ...rows, ''].join('\n');
  const before = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
  if (page !== before) writeFileSync(PAGE, page);
  assert.equal(page, before, 'docs/modalitats.md was out of date: it is written anew now, look at what changed');
});
