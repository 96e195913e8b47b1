import { client, type Entry, LATER, OFFICE, texts } from './entry.ts';

export const ROUTE = {
  'route.limit': {
    ...client(
      'route',
      '0901',
      texts(
        "S'ha superat el límit de peticions de {what}.",
        'Se ha superado el límite de peticiones de {what}.',
        'The limit of petitions of {what} is exceeded.',
      ),
      LATER,
    ),
    fault: 'Server',
    level: 'warn',
  },
  'route.modalitat': {
    ...client(
      'route',
      '0901',
      texts(
        'La modalitat {modalitat} no està disponible en aquest desplegament.',
        'La modalidad {modalitat} no está disponible en este despliegue.',
        'The modalitat {modalitat} is not available in this deployment.',
      ),
      OFFICE,
    ),
    fault: 'Server',
    who: 'operator',
  },
  'route.asynchronous': {
    ...client(
      'route',
      '0903',
      texts(
        'El mode asíncron no està disponible en aquest desplegament.',
        'El modo asíncrono no está disponible en este despliegue.',
        'The asynchronous mode is not available in this deployment.',
      ),
      texts('Feu servir el frontal síncron.', 'Use el frontal síncrono.', 'Use the synchronous frontal.'),
    ),
    fault: 'Server',
    who: 'operator',
  },
} satisfies Record<string, Entry>;
