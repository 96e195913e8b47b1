import { CORRECT, type Entry, http, LATER, OFFICE, texts } from './entry.ts';

export const API = {
  'api.address': http(
    403,
    texts('Aquesta adreça no ho pot fer.', 'Esta dirección no puede hacerlo.', 'This address may not do that.'),
    OFFICE,
  ),
  'api.host': http(
    403,
    texts(
      'Aquest nom no és el del servei.',
      'Este nombre no es el del servicio.',
      'This is not the name of the service.',
    ),
  ),
  'api.cross-site': http(
    403,
    texts(
      "La petició ve d'un altre lloc web.",
      'La petición viene de otro sitio web.',
      'The request comes from another web site.',
    ),
  ),
  'api.unauthenticated': http(
    401,
    texts('Cal identificar-se.', 'Hay que identificarse.', 'Tell who you are: a token or a session is needed.'),
  ),
  'api.forbidden': http(
    403,
    texts(
      'No teniu el permís {operation}.',
      'No tiene el permiso {operation}.',
      'You lack the permission {operation}.',
    ),
    OFFICE,
  ),
  'api.not-found': http(
    404,
    texts('No existeix.', 'No existe.', 'There is no such thing.'),
    texts(
      "Reviseu l'adreça i l'identificador.",
      'Revise la dirección y el identificador.',
      'Check the address and the identifier.',
    ),
  ),
  'api.method': http(
    405,
    texts('Aquest mètode no es fa servir aquí.', 'Este método no se usa aquí.', 'This method is not used here.'),
  ),
  'api.media-type': http(
    415,
    texts('El cos ha de ser {type}.', 'El cuerpo debe ser {type}.', 'The body must be {type}.'),
  ),
  'api.not-acceptable': http(
    406,
    texts(
      'No es pot donar en cap dels tipus demanats: n’hi ha {types}.',
      'No se puede dar en ninguno de los tipos pedidos: hay {types}.',
      'It cannot be given in any of the types asked for: there are {types}.',
    ),
  ),
  'api.exists': http(
    409,
    texts('Ja hi ha {id}.', 'Ya existe {id}.', 'There is {id} already.'),
    texts('Trieu un altre identificador.', 'Elija otro identificador.', 'Choose another identifier.'),
  ),
  'api.office': http(
    400,
    texts(
      'Digueu en nom de qui ho feu, amb `as`: {offices}.',
      'Diga en nombre de quién lo hace, con `as`: {offices}.',
      'Say for which office you act, with `as`: {offices}.',
    ),
  ),
  'api.invalid': http(
    422,
    texts('{path}: no és vàlid ({expected}).', '{path}: no es válido ({expected}).', '{path}: not valid ({expected}).'),
    CORRECT,
  ),
  'api.query': http(
    400,
    texts('Paràmetre incorrecte: {path}.', 'Parámetro incorrecto: {path}.', 'Wrong parameter: {path}.'),
  ),
  'api.why': http(
    400,
    texts(
      'Digueu per què: `why` al cos o la capçalera X-Reason.',
      'Diga por qué: `why` en el cuerpo o la cabecera X-Reason.',
      'Say why: `why` in the body or the header X-Reason.',
    ),
  ),
  'api.precondition': http(
    428,
    texts(
      'Digueu quina versió canvieu: If-Match amb la seva ETag, o If-None-Match: * si és nova.',
      'Diga qué versión cambia: If-Match con su ETag, o If-None-Match: * si es nueva.',
      'Say which version you change: If-Match with its ETag, or If-None-Match: * for a new record.',
    ),
  ),
  'api.version': http(
    412,
    texts(
      'Algú altre ho ha canviat: ara és la versió {found}.',
      'Otra persona lo ha cambiado: ahora es la versión {found}.',
      'Somebody else changed it: it is at version {found} now.',
    ),
    texts(
      'Torneu-ho a llegir i repetiu el canvi.',
      'Vuelva a leerlo y repita el cambio.',
      'Read it again and repeat the change.',
    ),
  ),
  'api.does-not-fit': http(
    409,
    texts(
      'No encaixa amb la resta del registre: {problem}.',
      'No encaja con el resto del registro: {problem}.',
      'It does not fit with the rest of the registry: {problem}.',
    ),
    CORRECT,
  ),
  'api.sign-in-provider': http(
    503,
    texts(
      "El proveïdor d'identitat no respon.",
      'El proveedor de identidad no responde.',
      'The identity provider does not answer.',
    ),
    texts(
      'Torneu-ho a provar més tard, o entreu amb un compte local.',
      'Inténtelo más tarde, o entre con una cuenta local.',
      'Try again later, or log in with a local account.',
    ),
  ),
  'api.sign-in-refused': http(
    403,
    texts(
      "El proveïdor d'identitat no ha confirmat qui sou.",
      'El proveedor de identidad no ha confirmado quién es usted.',
      'The identity provider did not confirm who you are.',
    ),
    texts('Torneu a començar.', 'Vuelva a empezar.', 'Begin again.'),
  ),
  'api.sign-in-role': http(
    403,
    texts(
      'No teniu cap paper en aquest servei.',
      'No tiene ningún papel en este servicio.',
      'You have no role in this service.',
    ),
    OFFICE,
  ),
  'api.too-many': http(429, texts('Massa peticions.', 'Demasiadas peticiones.', 'Too many requests.'), LATER),
} satisfies Record<string, Entry>;
