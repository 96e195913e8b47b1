import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import httpProxy from 'http-proxy';
import { answering } from '../child.ts';

/** http-proxy alone: what comes is passed on, over connections that are kept. */
const [upstream] = process.argv.slice(2) as [string];
const proxy = httpProxy.createProxyServer({
  target: new URL(upstream).origin,
  agent: new Agent({ keepAlive: true, maxSockets: 64 }),
});
const server = createServer((request, response) => proxy.web(request, response, {}, () => response.destroy()));
server.keepAliveTimeout = 65_000;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  answering(`http://127.0.0.1:${port}`, () => process.cpuUsage());
});
