import { defineCommand } from './command.ts';

export const firewall = defineCommand({
  name: 'firewall',
  summary: 'Firewall sheet of an endpoint: what its municipality must open, with ready commands',
  usage: 'ENDPOINT [--format html|pdf|csv|netsh|iptables|nft] [--other-port N] [--out FILE]',
  description: `Every address group of the registry towards the endpoint's ports, and from it towards PSIS. The registry knows the port of the
endpoint's address; its other one, HTTP or HTTPS, is told by --other-port.`,
  operands: [{ name: 'ENDPOINT', description: 'Endpoint of the registry', example: 'simulador-17023' }],
  options: {
    format: {
      type: 'string',
      value: 'FORMAT',
      description: 'Sheet, list or commands',
      choices: ['html', 'pdf', 'csv', 'netsh', 'iptables', 'nft'],
      default: 'html',
    },
    'other-port': { type: 'integer', value: 'N', description: 'Other port of the server', min: 1, max: 65_535 },
    language: { type: 'string', value: 'LANG', description: 'Language', choices: ['ca', 'es', 'en'], default: 'ca' },
    out: { type: 'string', value: 'FILE', description: 'Instead of standard output', example: 'tallafoc.pdf' },
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
  },
  examples: ['firewall simulador-17023 --format netsh', 'firewall simulador-17023 --format pdf --out tallafoc.pdf'],
  async run({ operands, values }, io) {
    const { loadConfig } = await import('../config/index.ts');
    const { csv, firewallPaper, firewallRules, iptables, netsh, nft } = await import('../documents/index.ts');
    const { endpointOf, portOf } = await import('./documents/endpoint.ts');
    const { write, writePaper } = await import('./documents/write.ts');
    const { format, language, out } = values;
    const [id = ''] = operands;
    const { url, groups } = endpointOf(id, values.config);
    const other = values['other-port'];
    const rules = firewallRules(groups, [portOf(url), ...(other === undefined ? [] : [other])]);
    if (format === 'html' || format === 'pdf') {
      const { issuer } = loadConfig({ file: values.config }).documents;
      await writePaper(firewallPaper(id, rules, issuer, language), format, out, io);
    } else {
      const lines = { csv, netsh, iptables, nft }[format](rules);
      const end = format === 'csv' || format === 'netsh' ? '\r\n' : '\n';
      write(lines.map((line) => line + end).join(''), out, io);
    }
    return 0;
  },
});
