import { client, type Entry, LATER, texts } from './entry.ts';

export const RECORD = {
  'record.repeated': {
    ...client(
      'record',
      '0229',
      texts(
        "Transmissió ja enregistrada: '{id}'.",
        "Transmissió ja enregistrada: '{id}'.",
        "Transmissió ja enregistrada: '{id}'.",
      ),
      texts(
        'Feu servir un IdPeticion nou per a cada petició.',
        'Use un IdPeticion nuevo para cada petición.',
        'Use a new IdPeticion for each petition.',
      ),
    ),
    http: 200,
    respuesta: true,
  },
  'record.unavailable': {
    ...client(
      'record',
      '0901',
      texts(
        'No es pot deixar constància de la petició i per això no es tramita.',
        'No se puede dejar constancia de la petición y por eso no se tramita.',
        'The petition cannot be recorded and is therefore not processed.',
      ),
      LATER,
    ),
    fault: 'Server',
    level: 'error',
    who: 'operator',
  },
} satisfies Record<string, Entry>;
