import { type Entry, http, LATER, texts } from './entry.ts';

export const HTTP = {
  'http.not-found': http(
    404,
    texts('Aquí no hi ha cap servei.', 'Aquí no hay ningún servicio.', 'There is no service here.'),
  ),
  'http.malformed': http(
    400,
    texts('No és una petició HTTP correcta.', 'No es una petición HTTP correcta.', 'Not a correct HTTP request.'),
  ),
  'http.method': http(
    405,
    texts(
      'Només es pot fer POST, o GET amb ?wsdl.',
      'Solo se admite POST, o GET con ?wsdl.',
      'Only POST, or GET with ?wsdl.',
    ),
  ),
  'http.not-acceptable': http(
    406,
    texts(
      'La resposta no es pot donar en cap de les formes que demana Accept.',
      'La respuesta no se puede dar en ninguna de las formas que pide Accept.',
      'The answer cannot be given in any of the forms that Accept asks for.',
    ),
    texts(
      'Accepteu també application/json; un PDF només n’hi ha amb les modalitats *_PDF o amb ExtensionesPeticion.PDF.',
      'Acepte también application/json; solo hay PDF con las modalidades *_PDF o con ExtensionesPeticion.PDF.',
      'Accept application/json too; there is a PDF only with the modalitats *_PDF or with ExtensionesPeticion.PDF.',
    ),
  ),
  'http.content-type': http(
    415,
    texts(
      "El Content-Type ha de ser text/xml; no s'admeten adjunts.",
      'El Content-Type debe ser text/xml; no se admiten adjuntos.',
      'The Content-Type must be text/xml; attachments are not accepted.',
    ),
  ),
  'http.charset': http(
    415,
    texts(
      'El joc de caràcters ha de ser UTF-8, i la capçalera i la declaració XML no es poden contradir.',
      'El juego de caracteres debe ser UTF-8, y la cabecera y la declaración XML no pueden contradecirse.',
      'The character set must be UTF-8, and the header and the XML declaration must not contradict each other.',
    ),
  ),
  'http.content-encoding': http(
    415,
    texts(
      "No s'admeten cossos comprimits.",
      'No se admiten cuerpos comprimidos.',
      'Compressed bodies are not accepted.',
    ),
  ),
  'http.transfer-coding': http(
    501,
    texts(
      'El Transfer-Encoding només pot ser chunked.',
      'El Transfer-Encoding solo puede ser chunked.',
      'The Transfer-Encoding can only be chunked.',
    ),
  ),
  'http.duplicate-header': http(
    400,
    texts('Capçalera repetida: {header}.', 'Cabecera repetida: {header}.', 'Header given twice: {header}.'),
  ),
  'http.too-large': http(
    413,
    texts('El cos supera els {limit} bytes.', 'El cuerpo supera los {limit} bytes.', 'The body exceeds {limit} bytes.'),
  ),
  'http.too-many-headers': http(
    431,
    texts(
      'Hi ha més de {limit} capçaleres.',
      'Hay más de {limit} cabeceras.',
      'There are more than {limit} header fields.',
    ),
  ),
  'http.incomplete': http(
    400,
    texts('El cos no ha arribat sencer.', 'El cuerpo no llegó entero.', 'The body did not arrive whole.'),
  ),
  'http.overloaded': {
    ...http(
      503,
      texts(
        'La passarel·la té massa peticions en curs.',
        'La pasarela tiene demasiadas peticiones en curso.',
        'The gateway has too many requests in flight.',
      ),
      LATER,
    ),
    fault: 'Server',
    level: 'warn',
    who: 'operator',
  },
} satisfies Record<string, Entry>;
