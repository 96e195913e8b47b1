import { client, type Entry, texts } from './entry.ts';

export const JOBS = {
  'jobs.unknown': client(
    'route',
    '0244',
    texts(
      'No hi ha cap petició asíncrona amb aquest IdPeticion, o els seus resultats ja s’han esborrat.',
      'No hay ninguna petición asíncrona con este IdPeticion, o sus resultados ya se han borrado.',
      'There is no asynchronous petition with this IdPeticion, or its results were deleted.',
    ),
    texts(
      'Comproveu l’IdPeticion, el CodigoCertificado i l’ens; si han passat dies, torneu a fer la petició amb un IdPeticion nou.',
      'Compruebe el IdPeticion, el CodigoCertificado y el ente; si han pasado días, repita la petición con un IdPeticion nuevo.',
      'Check the IdPeticion, the CodigoCertificado and the ens; if days have passed, ask again with a new IdPeticion.',
    ),
  ),
  'jobs.unavailable': {
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
