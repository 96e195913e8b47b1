import { defineCommand } from './command.ts';
import { UsageError } from './failure.ts';

export const would = defineCommand({
  name: 'would',
  summary: 'What the gateway would do with a message, and the rule of each decision',
  usage: 'FILE --from ADDRESS [--at TIME] [--config FILE] [--frontal NAME] [--json]',
  description: `Runs the message through every station short of forwarding, against the registry of the configured store and the
configured trust directory (beside the demo: PADRO_STORE_PATH=var/demo/padro.sqlite PADRO_TRUST_DIR=var/demo/trust). Nothing is written and nobody is asked: revocation, PSIS, limits, replay and repetition are left out.
Exit status 0 when it would be forwarded or answered, 1 when refused.`,
  operands: [{ name: 'FILE', description: 'A SOAP message, as it would be sent', example: 'petition.xml' }],
  options: {
    from: {
      type: 'string',
      value: 'ADDRESS',
      description: 'IPv4 or IPv6 address that it would come from',
      required: true,
      example: '157.97.65.88',
    },
    at: {
      type: 'string',
      value: 'TIME',
      description: 'Decide as of this time, ISO 8601; default now',
      example: '2026-11-23T09:00:00Z',
    },
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
    frontal: {
      type: 'string',
      value: 'NAME',
      description: 'Frontal that the message is for',
      choices: ['sincron', 'asincron'],
      default: 'sincron',
      example: 'asincron',
    },
    json: { type: 'boolean', description: 'Print {verdict, decisions, refusal, notAsked}' },
  },
  examples: [
    'would petition.xml --from 157.97.65.88',
    'would petition.xml --from 127.0.0.1 --at 2026-11-23T09:00:00Z --json',
  ],
  async run({ operands: [file = ''], values }, io) {
    const at = values.at === undefined ? io.clock.now() : Date.parse(values.at);
    if (Number.isNaN(at)) throw new UsageError(`--at ${values.at} is not a time such as 2026-11-23T09:00:00Z`);
    const { normaliseAddress } = await import('../base/addresses.ts');
    const from = normaliseAddress(values.from.trim());
    if (from === undefined) throw new UsageError(`--from ${values.from} is not an IP address`);
    const { readFileSync } = await import('node:fs');
    let bytes: Buffer;
    try {
      bytes = readFileSync(file);
    } catch {
      throw new UsageError(`${file}: the file cannot be read`);
    }
    const { loadConfig } = await import('../config/index.ts');
    const config = loadConfig({ file: values.config });
    const { would: decide } = await import('./would/run.ts');
    const { NOT_ASKED, textOf } = await import('./would/show.ts');
    const frontal = values.frontal === 'asincron' ? 'asincron' : 'sincron';
    const verdict = await decide({ config, bytes, from, at, frontal });
    io.stdout.write(
      values.json ? `${JSON.stringify({ ...verdict, notAsked: NOT_ASKED }, null, 2)}\n` : textOf(verdict),
    );
    return verdict.refusal ? 1 : 0;
  },
});
