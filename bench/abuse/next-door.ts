import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answering } from '../child.ts';

/** A bare server that takes a crowd and refuses it: what the crowd costs the machine, whoever it is aimed at. */
const server = createServer((request, response) => {
  request.on('end', () => response.writeHead(500, { 'content-length': 0, connection: 'close' }).end()).resume();
});
server.maxConnections = 4_096;
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
answering(
  `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  () => undefined,
  () => {
    server.close();
    server.closeAllConnections();
  },
);
