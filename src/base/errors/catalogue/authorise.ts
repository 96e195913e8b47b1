import { client, type Entry, OFFICE, texts } from './entry.ts';

export const AUTHORISE = {
  'authorise.unknown': client(
    'authorise',
    '0301',
    texts(
      'El certificat no és de cap consumidor registrat.',
      'El certificado no es de ningún consumidor registrado.',
      'The certificate belongs to no registered consumer.',
    ),
    OFFICE,
  ),
  'authorise.not-bound': {
    ...client(
      'authorise',
      '0301',
      texts(
        "El certificat no pot parlar en nom de l'ens {ens}.",
        'El certificado no puede hablar en nombre del ente {ens}.',
        'The certificate may not speak for the ens {ens}.',
      ),
      OFFICE,
    ),
    level: 'warn',
  },
  'authorise.way': client(
    'authorise',
    '0301',
    texts(
      "Aquest consumidor no pot autenticar-se d'aquesta manera.",
      'Este consumidor no puede autenticarse de esta manera.',
      'This consumer may not authenticate in this way.',
    ),
    OFFICE,
  ),
  'authorise.not-authorised': client(
    'authorise',
    '0314',
    texts(
      "L'ens {ens} no està autoritzat per a {modalitat} amb aquesta finalitat o procediment.",
      'El ente {ens} no está autorizado para {modalitat} con esta finalidad o procedimiento.',
      'The ens {ens} is not authorised for {modalitat} with this finalitat or procediment.',
    ),
    OFFICE,
  ),
  'authorise.out-of-dates': client(
    'authorise',
    '0314',
    texts(
      "L'autorització de l'ens {ens} per a {modalitat} no és vigent avui.",
      'La autorización del ente {ens} para {modalitat} no está vigente hoy.',
      'The authorisation of the ens {ens} for {modalitat} is not in force today.',
    ),
    OFFICE,
  ),
  'authorise.funcionario': client(
    'authorise',
    '0402',
    texts(
      'Falten el nom i el NIF del Funcionario.',
      'Faltan el nombre y el NIF del Funcionario.',
      'The name and the NIF of the Funcionario are missing.',
    ),
  ),
  'authorise.pdf-funcionario': client(
    'authorise',
    '0402',
    texts(
      'Per demanar un PDF calen el nom i el NIF del Funcionario.',
      'Para pedir un PDF hacen falta el nombre y el NIF del Funcionario.',
      'Asking for a PDF takes the name and the NIF of the Funcionario.',
    ),
  ),
  'authorise.pdf-unavailable': {
    ...client(
      'authorise',
      '0901',
      texts(
        'Aquest desplegament no expedeix documents PDF.',
        'Este despliegue no expide documentos PDF.',
        'This deployment issues no PDF documents.',
      ),
      texts('Demaneu-ho sense PDF.', 'Pídalo sin PDF.', 'Ask without PDF.'),
    ),
    fault: 'Server',
    who: 'operator',
  },
} satisfies Record<string, Entry>;
