import { type Entry, http, OFFICE, texts } from './entry.ts';

export const ADMIT = {
  'admit.address': {
    ...http(
      403,
      texts(
        "L'adreça {address} no està autoritzada.",
        'La dirección {address} no está autorizada.',
        'The address {address} is not allowed.',
      ),
      OFFICE,
    ),
    station: 'admit',
    level: 'warn',
  },
  'admit.purpose': {
    ...http(
      403,
      texts(
        "L'adreça {address} és del grup {group}, que no pot fer això aquí.",
        'La dirección {address} es del grupo {group}, que no puede hacer esto aquí.',
        'The address {address} belongs to the group {group}, which may not do this here.',
      ),
      OFFICE,
    ),
    station: 'admit',
    level: 'warn',
  },
} satisfies Record<string, Entry>;
