import { readFileSync } from 'node:fs';
import { defineCommand } from './command.ts';
import { Failure, UsageError } from './failure.ts';
import { ended } from './io.ts';

const read = (path: string): string => readFileSync(path, 'utf8');

export const simulatePsis = defineCommand({
  name: 'simulate psis',
  summary: 'Run a simulated PSIS, to try how a gateway judges certificates by it',
  usage: '--trust PEM … [--revoked PEM …] [--mode HOW] [--port N] [--tls-port N --tls-key PEM --tls-cert PEM]',
  description: `Judges the certificates that it is asked about: their issuer by --trust, their dates, and those of --revoked. Whatever
--mode names, it does instead: "--mode list" says what there is.`,
  options: {
    trust: {
      type: 'string',
      value: 'PEM',
      description: 'Authorities whose certificates it knows',
      multiple: true,
      example: 'ca.pem',
    },
    revoked: {
      type: 'string',
      value: 'PEM',
      description: 'Certificates that it says are revoked',
      multiple: true,
      example: 'consumer.pem',
    },
    mode: { type: 'string', value: 'HOW', description: 'What it does', default: 'judge', example: 'timeout' },
    host: {
      type: 'string',
      value: 'ADDRESS',
      description: 'Address to listen on',
      default: '127.0.0.1',
      example: '127.0.0.1',
    },
    port: { type: 'integer', value: 'N', description: 'HTTP port', default: 8095, min: 0, max: 65535, example: '8095' },
    'tls-port': { type: 'integer', value: 'N', description: 'HTTPS port', min: 0, max: 65535, example: '8495' },
    'tls-key': { type: 'string', value: 'PEM', description: 'Key of the HTTPS server', example: 'server.key' },
    'tls-cert': { type: 'string', value: 'PEM', description: 'Certificate of the HTTPS server', example: 'server.pem' },
  },
  examples: ['simulate psis --trust var/pki/ca.pem', 'simulate psis --mode timeout --port 8096'],
  async run({ values }, io) {
    const { PSIS_MODES, startPsis } = await import('../simulator/index.ts');
    if (values.mode === 'list') {
      for (const [name, { description }] of Object.entries(PSIS_MODES)) {
        io.stdout.write(`${name.padEnd(23)} ${description}\n`);
      }
      return 0;
    }
    const { 'tls-port': tlsPort, 'tls-key': key, 'tls-cert': cert } = values;
    if (!Object.hasOwn(PSIS_MODES, values.mode)) {
      throw new UsageError(`--mode ${values.mode} is none of: ${Object.keys(PSIS_MODES).join(', ')}`);
    }
    if (new Set([tlsPort, key, cert].map((value) => value === undefined)).size > 1) {
      throw new Failure('give --tls-port, --tls-key and --tls-cert together');
    }
    const psis = await startPsis({
      host: values.host,
      port: values.port,
      mode: values.mode as keyof typeof PSIS_MODES,
      trusted: values.trust.map(read),
      clock: io.clock,
      ...(tlsPort !== undefined && key && cert ? { tls: { port: tlsPort, key: read(key), cert: read(cert) } } : {}),
    });
    for (const path of values.revoked) psis.revoke(read(path));
    for (const url of [psis.urls.http, psis.urls.https]) if (url) io.stdout.write(`${url}\n`);
    io.stdout.write('\nCtrl-C stops it.\n');
    await ended(io.signal);
    await psis.close();
    return 0;
  },
});
