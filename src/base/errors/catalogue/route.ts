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
  'route.not-local': client(
    'route',
    '0314',
    texts(
      "L'ens {ens} no és un ajuntament de Catalunya: no té padró propi.",
      'El ente {ens} no es un ayuntamiento de Cataluña: no tiene padrón propio.',
      'The ens {ens} is no town council of Catalonia: it has no padró of its own.',
    ),
    texts(
      'Feu servir una modalitat que digui el municipi.',
      'Use una modalidad que diga el municipio.',
      'Use a modalitat that names the municipality.',
    ),
  ),
  'route.nobody': {
    ...client(
      'route',
      '0901',
      texts(
        'En aquest desplegament no hi ha ningú a qui consultar: ni IDESCAT ni cerca.',
        'En este despliegue no hay nadie a quien consultar: ni IDESCAT ni búsqueda.',
        'There is nobody to ask in this deployment: neither IDESCAT nor a search.',
      ),
      OFFICE,
    ),
    http: 200,
    fault: 'Server',
    respuesta: true,
    toldAs: 'forward.unavailable',
    who: 'operator',
  },
} satisfies Record<string, Entry>;
