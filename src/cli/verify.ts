import { defineCommand } from './command.ts';
import { UsageError } from './failure.ts';

export const verify = defineCommand({
  name: 'verify',
  summary: 'Judge signed messages as the gateway would',
  usage: 'FILE… --trust DIR [--at TIME] [--sha1] [--json]',
  description: `Reads each file as a message to a frontal, and verifies its signature against the trust anchors of DIR: accepted, or the
station and the code that refuse it. Registry and revocation are not asked. Exit status 0 when all are accepted, else 1.`,
  operands: [
    { name: 'FILE', description: 'A SOAP message, as it would be sent', example: 'petition.xml', multiple: true },
  ],
  options: {
    trust: {
      type: 'string',
      value: 'DIR',
      description: 'Directory of trust anchors in PEM',
      required: true,
      example: 'certs',
    },
    at: {
      type: 'string',
      value: 'TIME',
      description: 'Judge as of this time, ISO 8601; default now',
      example: '2026-11-23T09:00:00Z',
    },
    frontal: {
      type: 'string',
      value: 'NAME',
      description: 'Frontal that the messages are for',
      choices: ['sincron', 'asincron'],
      default: 'sincron',
      example: 'asincron',
    },
    sha1: { type: 'boolean', description: 'Accept SHA-1, as for a consumer with that exception' },
    json: {
      type: 'boolean',
      description: 'Print an array of {file, verdict, station, code, signer, algorithm, route}',
    },
  },
  examples: [
    'verify petition.xml --trust var/demo/trust',
    'verify *.xml --trust certs --at 2026-11-23T09:00:00Z --json',
  ],
  async run({ operands, values }, io) {
    const at = values.at === undefined ? io.clock.now() : Date.parse(values.at);
    if (Number.isNaN(at)) throw new UsageError(`--at ${values.at} is not a time such as 2026-11-23T09:00:00Z`);
    const { makeJudge } = await import('./verify/judge.ts');
    const frontal = values.frontal === 'asincron' ? 'asincron' : 'sincron';
    const judge = makeJudge({ trust: values.trust, at, frontal, sha1: values.sha1 === true });
    const verdicts = [];
    for (const file of operands) verdicts.push(await judge(file));
    if (values.json) {
      const shown = verdicts.map(({ why: _why, ...verdict }) => verdict);
      io.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    } else {
      for (const { file, verdict, station, code, signer, algorithm, route, why } of verdicts) {
        const facts =
          verdict === 'accepted'
            ? `signer ${signer}, ${algorithm}, route ${route ?? '-'}`
            : [station, code, why].filter((each) => each !== null).join(': ');
        io.stdout.write(`${file}: ${verdict}: ${facts}\n`);
      }
    }
    return verdicts.every(({ verdict }) => verdict === 'accepted') ? 0 : 1;
  },
});
