import { z } from 'zod';
import { count, group, ms, option, port } from './kinds.ts';

/** Options of the planes that people and programs of the registry use. */
export const management = group({
  host: option(z.string().min(1).default('127.0.0.1'), 'Address that the management plane listens on.', {
    example: '10.0.0.5',
  }),
  port: option(port.default(8081), 'HTTP port of the management plane (health, metrics, registry).', {
    example: '8081',
  }),
  origin: option(
    z.url({ protocol: /^https?$/ }).optional(),
    'Public origin of the management plane where a proxy stands before it; with https, cookies are Secure.',
    { example: 'https://registre.example.cat' },
  ),
  sessionMs: option(ms(60_000).default(3_600_000), 'Time that a session lives.', { unit: 'ms', example: '3600000' }),
});

export const publicPlane = group({
  host: option(z.string().min(1).default('127.0.0.1'), 'Address that the public plane listens on.', {
    example: '0.0.0.0',
  }),
  port: option(port.default(8082), 'HTTP port of the public plane (who is integrated, links of the circuit).', {
    example: '8082',
  }),
  origin: option(
    z
      .string()
      .regex(/^https?:\/\/[^/]+$/)
      .optional(),
    'Public origin that links and the WSDL name. Default: the address that it listens on.',
    { example: 'https://integracions.example.cat' },
  ),
  perSecond: option(count(100_000).default(50), 'Requests a second of one address.', { example: '50' }),
});
