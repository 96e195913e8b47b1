import { type Entry, OFFICE, texts } from './entry.ts';

export const INTERNAL = {
  internal: {
    station: 'process',
    http: 500,
    fault: 'Server',
    level: 'error',
    who: 'operator',
    text: texts('Error intern de la passarel·la.', 'Error interno de la pasarela.', 'Internal error of the gateway.'),
    next: OFFICE,
  },
} satisfies Record<string, Entry>;
