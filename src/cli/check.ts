import { MODALITATS } from '../base/modalitats.ts';
import { defineCommand } from './command.ts';

export const check = defineCommand({
  name: 'check',
  summary:
    'Check a municipal server: everything that must be right before it goes online, and what to do where it is not',
  usage: 'ENDPOINT|URL [OTHER-URL] [--key PEM --cert PEM] [--json | --html FILE] [--n 20]',
  description: `Name and address, ports, TLS versions, certificate and the pin to register, clock, WSDL, then the public test people through
every modalitat, a person who is not registered, a message with a bad signature, response times, and some queries at once.
OTHER-URL is the same service on its other port. Requests are signed with the configured seal unless --key and --cert are given.
In produccio only the document agreed with the municipality is asked for: --document. An endpoint of the registry that is
accepted is marked as verified there. Exit status 0 accepted, 1 not accepted, 2 wrong usage.`,
  operands: [
    {
      name: 'ENDPOINT',
      description: "Endpoint of the registry, or the address of a server's synchronous frontal",
      example: 'https://padro.example.cat:8443/siri-proxy/services/Sincron',
    },
    {
      name: 'OTHER-URL',
      description: 'The same service on its other port',
      example: 'http://padro.example.cat:8080/siri-proxy/services/Sincron',
      optional: true,
    },
  ],
  options: {
    key: { type: 'string', value: 'PEM', description: 'Key that signs, instead of the seal', example: 'consumer.key' },
    cert: { type: 'string', value: 'PEM', description: 'Its certificate', example: 'consumer.pem' },
    ca: { type: 'string', value: 'PEM', description: "Authority of the server's TLS certificate", example: 'ca.pem' },
    environment: {
      type: 'string',
      value: 'NAME',
      description: 'Environment of an address',
      choices: ['produccio', 'proves', 'desenvolupament'],
      default: 'proves',
    },
    municipi: {
      type: 'string',
      value: 'INE',
      description: 'Municipality that an address serves, 17023 unless told',
      multiple: true,
      pattern: /^[0-9]{5}$/,
      expected: 'five digits, such as 17023',
      example: '17023',
    },
    document: {
      type: 'string',
      value: 'DOC',
      description: 'Probe document agreed with the municipality',
      example: '12344321Z',
    },
    tipus: { type: 'integer', value: 'N', description: 'Its kind', default: 1, min: 1, max: 4 },
    modalitat: {
      type: 'string',
      value: 'CODE',
      description: 'Modalitat that it offers, otherwise all that a municipality can answer',
      multiple: true,
      choices: [...MODALITATS.keys()],
    },
    ens: {
      type: 'string',
      value: 'INE10',
      description: 'Who asks, otherwise the municipality itself',
      pattern: /^[0-9]{10}$/,
      expected: 'ten digits',
      example: '9821920002',
    },
    finalitat: { type: 'string', value: 'CODE', description: 'What for', default: 'PROVES' },
    n: { type: 'integer', value: 'N', description: 'Queries for the response time', default: 20, min: 1, max: 1000 },
    'timeout-ms': {
      type: 'integer',
      value: 'MS',
      description: 'Time for each answer',
      default: 30_000,
      min: 100,
      max: 600_000,
    },
    language: {
      type: 'string',
      value: 'LANG',
      description: 'Language of the report',
      choices: ['ca', 'es', 'en'],
      default: 'ca',
    },
    json: { type: 'boolean', description: 'Print JSON' },
    html: { type: 'string', value: 'FILE', description: 'Write the report as a page too', example: 'report.html' },
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
  },
  examples: [
    'check http://localhost:8090/siri-proxy/services/Sincron --key consumer.key --cert consumer.pem',
    'check simulador-17023 --html report.html',
  ],
  async run({ operands, values }, io) {
    const { runCheck } = await import('./check/run.ts');
    return runCheck(operands, values, io);
  },
});
