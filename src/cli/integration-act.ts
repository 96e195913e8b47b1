import { defineCommand } from './command.ts';
import type { Acts, Letter } from './integration/acts.ts';
import { WHERE } from './remote/options.ts';

export const integrationAct = defineCommand({
  name: 'integration act',
  summary: 'Do the next step of an integration, or begin one',
  usage: 'ID ACT --as OT|AJ|LM [--set FIELD=VALUE …] [--document FILE] [--preview] [--url URL --token TOKEN]',
  description: `docs/circuit.md lists the acts. "invite" and "open" begin an expedient and need --municipi. With --preview the letters that
would leave are shown, and nothing is done. With --url the token needs act: of the office and read:integration.`,
  operands: [
    { name: 'ID', description: 'Expedient', example: 'i-17023' },
    { name: 'ACT', description: 'What is done', example: 'convene' },
  ],
  options: {
    as: { type: 'string', choices: ['OT', 'AJ', 'LM'], description: 'Office that does it', required: true },
    set: { type: 'string', value: 'FIELD=VALUE', description: 'A field of the act', multiple: true },
    document: { type: 'string', value: 'FILE', description: 'The document of the act, a PDF' },
    municipi: { type: 'string', value: 'INE', description: 'Municipality of a new expedient', example: '17023' },
    environment: {
      type: 'string',
      choices: ['produccio', 'proves', 'desenvolupament'],
      description: 'Environment of a new expedient',
      default: 'produccio',
    },
    language: { type: 'string', choices: ['ca', 'es', 'en'], description: 'Language of its letters', default: 'ca' },
    preview: { type: 'boolean', description: 'Show the letters, and do nothing' },
    ...WHERE,
  },
  examples: [
    'integration act i-17023 open --as OT --municipi 17023 --set contactName=Alcaldia --set contactEmail=padro@example.cat --set ticket=FP#258025',
    'integration act i-17023 ask --as OT --preview',
  ],
  async run({ operands, values }, io) {
    const { actingOf } = await import('./integration/act.ts');
    const { remoteActs, storedActs } = await import('./integration/acts.ts');
    const { withCircuit } = await import('./integration/open.ts');
    const { actOn } = await import('./remote/act-on.ts');
    const [id, act] = operands as [string, string];
    const { as: actor, preview, config, url, token, ...given } = values;
    const acting = actingOf({ id, act, actor, ...given });
    const done = async (acts: Acts): Promise<string> =>
      preview ? (await acts.preview(acting)).map(textOf).join('') : `${id}: ${await acts.act(acting)}\n`;
    const text = await actOn({ config, url, token }, io, {
      store: (from) => withCircuit(from, io.clock, (circuit) => done(storedActs(circuit))),
      gateway: (api) => done(remoteActs(api)),
    });
    io.stdout.write(text);
    return 0;
  },
});

const textOf = ({ to, subject, body }: Letter): string => `To: ${to}\nSubject: ${subject}\n\n${body}\n`;
