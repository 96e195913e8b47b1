import { userInfo } from 'node:os';
import { defineCommand } from './command.ts';

export const integrationAct = defineCommand({
  name: 'integration act',
  summary: 'Do the next step of an integration, or begin one',
  usage: 'ID ACT --as OT|AJ|LM [--set FIELD=VALUE …] [--document FILE] [--preview]',
  description: `docs/circuit.md lists the acts. "invite" and "open" begin an expedient and need --municipi. With --preview the letters that
would leave are shown, and nothing is done.`,
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
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
  },
  examples: [
    'integration act i-17023 open --as OT --municipi 17023 --set contactName=Alcaldia --set contactEmail=padro@example.cat --set ticket=FP#258025',
    'integration act i-17023 ask --as OT --preview',
  ],
  async run({ operands, values }, io) {
    const { doAct, requestOf } = await import('./integration/act.ts');
    const { withCircuit } = await import('./integration/open.ts');
    const [id, act] = operands as [string, string];
    const { as: actor, set, document, municipi, environment, language } = values;
    const who = userInfo().username;
    const asked = { id, act, actor, who, set, document, municipi, environment, language };
    return withCircuit(values.config, io.clock, async (circuit) => {
      if (values.preview) {
        const letters = circuit.preview(id, requestOf(asked), { who, actor });
        for (const { to, subject, body } of letters) io.stdout.write(`To: ${to}\nSubject: ${subject}\n\n${body}\n`);
      } else io.stdout.write(`${id}: ${await doAct(circuit, asked)}\n`);
      return 0;
    });
  },
});
