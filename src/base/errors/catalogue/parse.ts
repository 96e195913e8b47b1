import { client, type Entry, texts } from './entry.ts';

export const PARSE = {
  'parse.encoding': client(
    'parse',
    '0226',
    texts(
      'El missatge ha de ser UTF-8: {expected}.',
      'El mensaje debe ser UTF-8: {expected}.',
      'The message must be UTF-8: {expected}.',
    ),
  ),
  'parse.json': client(
    'parse',
    '0226',
    texts(
      'El cos no és un document JSON en UTF-8.',
      'El cuerpo no es un documento JSON en UTF-8.',
      'The body is not a JSON document in UTF-8.',
    ),
  ),
  'parse.doctype': client(
    'parse',
    '0226',
    texts(
      'El missatge no pot portar DOCTYPE.',
      'El mensaje no puede llevar DOCTYPE.',
      'The message must not have a DOCTYPE.',
    ),
  ),
  'parse.not-well-formed': client(
    'parse',
    '0226',
    texts(
      'El missatge no és XML ben format (línia {line}, columna {column}): {expected}.',
      'El mensaje no es XML bien formado (línea {line}, columna {column}): {expected}.',
      'The message is not well-formed XML (line {line}, column {column}): {expected}.',
    ),
  ),
  'parse.namespace': client(
    'parse',
    '0226',
    texts(
      'Espai de noms incorrecte (línia {line}, columna {column}): {expected}.',
      'Espacio de nombres incorrecto (línea {line}, columna {column}): {expected}.',
      'Wrong use of namespaces (line {line}, column {column}): {expected}.',
    ),
  ),
  'parse.limit': client(
    'parse',
    '0226',
    texts(
      'El missatge supera un límit: {expected}.',
      'El mensaje supera un límite: {expected}.',
      'The message exceeds a limit: {expected}.',
    ),
  ),
  'parse.markup': client(
    'parse',
    '0226',
    texts(
      'Dins de Body i de Security no hi pot haver comentaris, instruccions de procés ni seccions CDATA.',
      'Dentro de Body y de Security no puede haber comentarios, instrucciones de proceso ni secciones CDATA.',
      'Body and Security must not hold comments, processing instructions or CDATA sections.',
    ),
  ),
  'parse.identifiers': client(
    'parse',
    '0226',
    texts(
      'Un identificador (Id) surt dues vegades.',
      'Un identificador (Id) aparece dos veces.',
      'An identifier (Id) occurs twice.',
    ),
  ),
  'parse.envelope': client(
    'parse',
    '0401',
    texts(
      'No és un missatge SOAP 1.1 de la forma esperada: {expected}.',
      'No es un mensaje SOAP 1.1 de la forma esperada: {expected}.',
      'Not a SOAP 1.1 message of the expected shape: {expected}.',
    ),
  ),
  'parse.must-understand': {
    ...client(
      'parse',
      '0401',
      texts(
        "La capçalera {header} és obligatòria (mustUnderstand) i aquí no s'entén.",
        'La cabecera {header} es obligatoria (mustUnderstand) y aquí no se entiende.',
        'The header block {header} is mandatory (mustUnderstand) and not understood here.',
      ),
    ),
    fault: 'MustUnderstand',
  },
  'parse.field': client(
    'parse',
    '0401',
    texts("{path}: s'esperava {expected}.", '{path}: se esperaba {expected}.', '{path}: expected {expected}.'),
  ),
  'parse.missing': client(
    'parse',
    '0402',
    texts('{path}: hi falta {expected}.', '{path}: falta {expected}.', '{path}: {expected} is missing.'),
  ),
  'parse.num-elementos': client(
    'parse',
    '0237',
    texts(
      'NumElementos diu {stated} i hi ha {found} SolicitudTransmision.',
      'NumElementos dice {stated} y hay {found} SolicitudTransmision.',
      'NumElementos says {stated} and there are {found} SolicitudTransmision.',
    ),
  ),
  'parse.disagreement': client(
    'parse',
    '0401',
    texts(
      '{path}: no coincideix amb Atributos.',
      '{path}: no coincide con Atributos.',
      '{path}: does not agree with Atributos.',
    ),
  ),
  'parse.repeated-solicitud': client(
    'parse',
    '0419',
    texts('{path}: IdSolicitud repetit.', '{path}: IdSolicitud repetido.', '{path}: IdSolicitud occurs twice.'),
  ),
  'parse.modalitat': client(
    'parse',
    '0401',
    texts(
      '{path}: no és cap modalitat del producte PADRO.',
      '{path}: no es ninguna modalidad del producto PADRO.',
      '{path}: not a modalitat of the producte PADRO.',
    ),
  ),
  'parse.one-solicitud': client(
    'parse',
    '0415',
    texts(
      'El frontal síncron admet una sola SolicitudTransmision; per a més, feu servir el frontal asíncron (Asincron).',
      'El frontal síncrono admite una sola SolicitudTransmision; para más, use el frontal asíncrono (Asincron).',
      'The synchronous frontal takes one SolicitudTransmision; for more, use the asynchronous frontal (Asincron).',
    ),
  ),
  'parse.asynchronous-only': client(
    'parse',
    '0902',
    texts(
      'Aquesta modalitat només es pot demanar pel frontal asíncron (Asincron).',
      'Esta modalidad solo puede pedirse por el frontal asíncrono (Asincron).',
      'This modalitat can only be asked for through the asynchronous frontal (Asincron).',
    ),
  ),
} satisfies Record<string, Entry>;
