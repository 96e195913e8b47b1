import { defineCommand } from './command.ts';

export const guide = defineCommand({
  name: 'guide',
  summary: "Set-up guide of an endpoint's server, with its own ports, paths and service name",
  usage: 'ENDPOINT [--format html|pdf] [--other-port N] [--out FILE]',
  description: `One page for the technician of the municipality: Tomcat 8 and Java 8 side by side with what is there, no variable of Windows
touched, the Windows service last. The registry knows the port of the endpoint's address; its other one, HTTP or HTTPS, is told
by --other-port.`,
  operands: [{ name: 'ENDPOINT', description: 'Endpoint of the registry', example: 'simulador-17023' }],
  options: {
    format: { type: 'string', value: 'FORMAT', description: 'Page or PDF', choices: ['html', 'pdf'], default: 'html' },
    'other-port': { type: 'integer', value: 'N', description: 'Other port of the server', min: 1, max: 65_535 },
    language: { type: 'string', value: 'LANG', description: 'Language', choices: ['ca', 'es', 'en'], default: 'ca' },
    out: { type: 'string', value: 'FILE', description: 'Instead of standard output', example: 'guia.pdf' },
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
  },
  examples: ['guide simulador-17023 --format pdf --out guia.pdf'],
  async run({ operands, values }, io) {
    const { loadConfig } = await import('../config/index.ts');
    const { guidePaper } = await import('../documents/index.ts');
    const { endpointOf, portOf } = await import('./documents/endpoint.ts');
    const { writePaper } = await import('./documents/write.ts');
    const [endpoint = ''] = operands;
    const { url, municipalities } = endpointOf(endpoint, values.config);
    const ports = [portOf(url), values['other-port']];
    const [httpPort, httpsPort] = url.protocol === 'https:' ? ports.reverse() : ports;
    const server = { endpoint, municipalities, httpPort, httpsPort, path: url.pathname };
    const { issuer } = loadConfig({ file: values.config }).documents;
    await writePaper(guidePaper(server, issuer, values.language), values.format, values.out, io);
    return 0;
  },
});
