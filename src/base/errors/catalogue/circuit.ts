import { type Entry, texts } from './entry.ts';

const refused = (http: number, text: Entry['text'], next: Entry['next']): Entry => ({
  station: 'process',
  http,
  fault: 'Client',
  level: 'info',
  who: 'operator',
  text,
  next,
});

const LOOK = texts(
  "Mireu l'estat de l'expedient i què hi falta.",
  'Mire el estado del expediente y qué le falta.',
  'Look at the state of the expedient and at what it lacks.',
);
const NEW_LINK = texts(
  "Demaneu un enllaç nou a l'oficina que us el va enviar.",
  'Pida un enlace nuevo a la oficina que se lo envió.',
  'Ask the office that sent it for a new link.',
);
const AGAIN = texts(
  'Corregiu-ho i torneu-ho a enviar.',
  'Corríjalo y vuelva a enviarlo.',
  'Correct it and send it again.',
);

export const CIRCUIT = {
  'circuit.unknown': refused(
    404,
    texts('No hi ha cap expedient {id}.', 'No hay ningún expediente {id}.', 'There is no expedient {id}.'),
    LOOK,
  ),
  'circuit.not-now': refused(
    409,
    texts(
      'Al pas {step} no es pot fer {act}: és el torn de {turn}.',
      'En el paso {step} no se puede hacer {act}: es el turno de {turn}.',
      'At the step {step} nobody can {act}: it is the turn of {turn}.',
    ),
    LOOK,
  ),
  'circuit.not-yours': refused(
    403,
    texts(
      '{act} no ho fa {actor}, sinó {by}.',
      '{act} no lo hace {actor}, sino {by}.',
      '{act} is not for {actor} to do, but for {by}.',
    ),
    LOOK,
  ),
  'circuit.missing': refused(
    409,
    texts(
      'Per a {act} falta: {missing}. És el torn de {turn}.',
      'Para {act} falta: {missing}. Es el turno de {turn}.',
      'For {act} this is missing: {missing}. It is the turn of {turn}.',
    ),
    LOOK,
  ),
  'circuit.field': refused(
    400,
    texts(
      'El camp {field} no és correcte: {problem}.',
      'El campo {field} no es correcto: {problem}.',
      'The field {field} is not right: {problem}.',
    ),
    AGAIN,
  ),
  'circuit.document': refused(
    400,
    texts(
      'El document ha de ser un PDF sencer de {limit} bytes com a màxim.',
      'El documento debe ser un PDF entero de {limit} bytes como máximo.',
      'The document must be a whole PDF of at most {limit} bytes.',
    ),
    AGAIN,
  ),
  'circuit.no-document': refused(
    404,
    texts(
      "L'expedient {id} no té el document {kind}.",
      'El expediente {id} no tiene el documento {kind}.',
      'The expedient {id} has no document {kind}.',
    ),
    LOOK,
  ),
  'circuit.letter': refused(
    409,
    texts(
      'No hi ha cap carta {id} que hagi fallat o que potser no hagi sortit.',
      'No hay ninguna carta {id} que haya fallado o que quizá no haya salido.',
      'There is no letter {id} that failed or that may not have left.',
    ),
    LOOK,
  ),
  'circuit.hole': refused(
    409,
    texts(
      'A la carta {letter} li falta: {missing}.',
      'A la carta {letter} le falta: {missing}.',
      'The letter {letter} lacks: {missing}.',
    ),
    texts(
      "Ompliu-ho a l'expedient o a la configuració del correu (mail).",
      'Rellénelo en el expediente o en la configuración del correo (mail).',
      'Fill it in: in the expedient, or in the configuration of mail.',
    ),
  ),
  'circuit.form': refused(
    400,
    texts(
      'El formulari ha arribat mal format: {problem}.',
      'El formulario ha llegado mal formado: {problem}.',
      'The form came malformed: {problem}.',
    ),
    AGAIN,
  ),
  'circuit.link': refused(
    410,
    texts(
      "L'enllaç no és vàlid: ja s'ha fet servir, ha caducat o no ha existit mai.",
      'El enlace no es válido: ya se ha usado, ha caducado o nunca ha existido.',
      'The link is not valid: it was used, it expired, or it never was.',
    ),
    NEW_LINK,
  ),
} satisfies Record<string, Entry>;
