import { defineCommand } from './command.ts';

export const pkiInit = defineCommand({
  name: 'pki init',
  summary: 'Make the keys and certificates of a demo',
  usage: '--dir DIR',
  description: `Makes an authority, a TLS server certificate for localhost, two consumers, the gateway's seals (RSA and EC) and
the seals of two simulated municipalities. What is there already stays. For trying things out only: the key of the
authority lies beside it.`,
  options: {
    dir: { type: 'string', value: 'DIR', description: 'Where to put them', required: true, example: 'var/pki' },
    json: { type: 'boolean', description: 'Print the paths as JSON' },
  },
  examples: ['pki init --dir var/pki'],
  async run({ values }, io) {
    const { demoPki } = await import('../pki/index.ts');
    const pki = demoPki(values.dir);
    if (values.json) {
      io.stdout.write(`${JSON.stringify(pki)}\n`);
      return 0;
    }
    const { municipis, ...others } = pki;
    const named = [
      ...Object.entries(others),
      ...Object.entries(municipis).map(([ine, pair]) => [`municipi ${ine}`, pair] as const),
    ];
    for (const [name, { cert, key }] of named) io.stdout.write(`${name.padEnd(15)} ${cert}  ${key}\n`);
    const { ens, p12, password } = pki.consumer;
    io.stdout.write(`\nThe consumer ${ens} is in ${p12} too, with the password "${password}".\n`);
    return 0;
  },
});
