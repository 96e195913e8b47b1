import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { defineCommand } from './command.ts';
import { Failure } from './failure.ts';

const TIME =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

export const sealNext = defineCommand({
  name: 'seal next',
  summary: 'Prepare the seal that follows: check its key and certificate, say what to configure',
  usage: '--key PEM --cert PEM --from TIME [--config FILE] [--json]',
  description: `Checks that the new key is its certificate's, and that both seals are valid at the switch. Changes nothing: the options that
it prints take effect at the next start; from then on both certificates are published at /segell.pem, and the new
one signs from the time given.`,
  options: {
    key: {
      type: 'string',
      value: 'PEM',
      description: 'Private key of the new seal',
      required: true,
      example: 'seal-2027.key',
    },
    cert: { type: 'string', value: 'PEM', description: 'Its certificate', required: true, example: 'seal-2027.pem' },
    from: {
      type: 'string',
      value: 'TIME',
      description: 'When it begins to sign, ISO 8601 with zone',
      required: true,
      pattern: TIME,
      expected: 'a time with its zone',
      example: '2027-01-15T03:00:00Z',
    },
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
    json: { type: 'boolean', description: 'Print {seal, fingerprint, notAfter}' },
  },
  examples: ['seal next --key seal-2027.key --cert seal-2027.pem --from 2027-01-15T03:00:00Z'],
  async run({ values }, io) {
    const { loadConfig } = await import('../config/index.ts');
    const { loadSeals } = await import('../seal/index.ts');
    const { seal: current } = loadConfig({ file: values.config });
    const next = { nextKeyFile: values.key, nextCertFile: values.cert, nextFrom: values.from };
    const { seal } = loadConfig({ base: { seal: { ...current, ...next } }, env: {} });
    let certificate: X509Certificate;
    try {
      if (!loadSeals(seal, io.clock)) throw new Error('seal.keyFile: there is no seal that another one could follow');
      certificate = new X509Certificate(readFileSync(values.cert));
    } catch (error) {
      throw new Failure((error as Error).message);
    }
    const fingerprint = certificate.fingerprint256.replaceAll(':', '').toLowerCase();
    const notAfter = new Date(certificate.validTo).toISOString();
    io.stdout.write(
      values.json
        ? `${JSON.stringify({ seal: next, fingerprint, notAfter })}\n`
        : `Certificate ${fingerprint}, valid until ${notAfter}. Tell it to whoever checks the answers, then configure:\n\n` +
            `seal:\n${Object.entries(next)
              .map(([name, value]) => `  ${name}: ${JSON.stringify(value)}\n`)
              .join('')}`,
    );
    return 0;
  },
});
