import type { Texts } from './entry.ts';
import { phrase } from './phrase.ts';
import { VALUES } from './values.ts';

/**
 * What a message was expected to have, in words of a refusal, each known by its English text: `{}` stands for a number,
 * or for names of the protocol. What fits first counts.
 */
export const PHRASES = [
  // Of bytes and of XML.
  phrase("s'esperava UTF-8", 'se esperaba UTF-8', 'expected UTF-8'),
  phrase(
    'la declaració XML diu una altra codificació que UTF-8',
    'la declaración XML dice otra codificación que UTF-8',
    'the XML declaration names another encoding than UTF-8',
  ),
  phrase('un caràcter que XML no permet', 'un carácter que XML no permite', 'a character that XML does not allow'),
  phrase('declaració XML mal formada', 'declaración XML mal formada', 'malformed XML declaration'),
  phrase("s'esperava la versió 1.0 d'XML", 'se esperaba la versión 1.0 de XML', 'expected XML version 1.0'),
  phrase(
    "més de {} lligams d'espais de noms",
    'más de {} vínculos de espacios de nombres',
    'more than {} namespace bindings',
  ),
  phrase(
    "un nom d'espai de noms de més de {} bytes",
    'un nombre de espacio de nombres de más de {} bytes',
    'a namespace name longer than {} bytes',
  ),
  phrase(
    'un espai de noms declarat dues vegades en un element',
    'un espacio de nombres declarado dos veces en un elemento',
    'a namespace declared twice in one element',
  ),
  phrase(
    'el prefix xmlns no es pot declarar',
    'el prefijo xmlns no se puede declarar',
    'the prefix xmlns must not be declared',
  ),
  phrase(
    "només xml es lliga a l'espai de noms d'XML",
    'solo xml se vincula al espacio de nombres de XML',
    'only xml is bound to the XML namespace',
  ),
  phrase(
    "l'espai de noms xmlns no es pot declarar",
    'el espacio de nombres xmlns no se puede declarar',
    'the xmlns namespace must not be declared',
  ),
  phrase(
    'un prefix no es pot deixar sense declarar',
    'un prefijo no se puede dejar sin declarar',
    'a prefix must not be undeclared',
  ),
  phrase(
    "un nom d'espai de noms ha de ser un URI absolut",
    'un nombre de espacio de nombres debe ser un URI absoluto',
    'a namespace name must be an absolute URI',
  ),
  phrase(
    "un nom d'espai de noms amb un caràcter que els missatges no hi poden portar",
    'un nombre de espacio de nombres con un carácter que los mensajes no pueden llevar',
    'a namespace name with a character that messages must not use in it',
  ),
  phrase('un element sense etiqueta de tancament', 'un elemento sin etiqueta de cierre', 'an element without end tag'),
  phrase("s'esperava un element", 'se esperaba un elemento', 'expected an element'),
  phrase('més de {} nodes', 'más de {} nodos', 'more than {} nodes'),
  phrase("text fora de l'element arrel", 'texto fuera del elemento raíz', 'text outside the root element'),
  phrase(']]> en el text', ']]> en el texto', ']]> in character data'),
  phrase('una declaració de tipus de document', 'una declaración de tipo de documento', 'a document type declaration'),
  phrase('marcatge desconegut', 'marcado desconocido', 'unknown markup'),
  phrase(
    "dos punts en el nom d'una instrucció de procés",
    'dos puntos en el nombre de una instrucción de proceso',
    'a colon in the target of a processing instruction',
  ),
  phrase(
    'una declaració XML que no és al principi',
    'una declaración XML que no está al principio',
    'an XML declaration that is not at the start',
  ),
  phrase(
    "s'esperava espai després del nom de la instrucció",
    'se esperaba espacio después del nombre de la instrucción',
    'expected white space after the target',
  ),
  phrase('un segon element arrel', 'un segundo elemento raíz', 'a second root element'),
  phrase('més de {} nivells', 'más de {} niveles', 'more than {} levels'),
  phrase("s'esperava el final d'una etiqueta", 'se esperaba el final de una etiqueta', 'expected the end of a tag'),
  phrase('un atribut posat dues vegades', 'un atributo puesto dos veces', 'an attribute given twice'),
  phrase('un prefix que no està declarat', 'un prefijo que no está declarado', 'a prefix that is not declared'),
  phrase(
    "s'esperava espai abans d'un atribut",
    'se esperaba espacio antes de un atributo',
    'expected white space before an attribute',
  ),
  phrase('més de {} atributs', 'más de {} atributos', 'more than {} attributes'),
  phrase('més de {} declaracions en vigor', 'más de {} declaraciones en vigor', 'more than {} declarations in force'),
  phrase(
    "s'esperava el valor d'un atribut entre cometes",
    'se esperaba el valor de un atributo entre comillas',
    'expected a quoted attribute value',
  ),
  phrase("un valor d'atribut sense final", 'un valor de atributo sin final', 'an attribute value without end'),
  phrase("un < en un valor d'atribut", 'un < en un valor de atributo', 'a < in an attribute value'),
  phrase(
    "un valor d'atribut de més de {} bytes",
    'un valor de atributo de más de {} bytes',
    'an attribute value longer than {} bytes',
  ),
  phrase(
    "una etiqueta de tancament sense la d'obertura",
    'una etiqueta de cierre sin la de apertura',
    'an end tag without start tag',
  ),
  phrase(
    'una etiqueta de tancament que no correspon',
    'una etiqueta de cierre que no corresponde',
    'an end tag that does not match',
  ),
  phrase('referència de caràcter mal formada', 'referencia de carácter mal formada', 'malformed character reference'),
  phrase(
    'referència a un caràcter que XML no permet',
    'referencia a un carácter que XML no permite',
    'reference to a character that XML does not allow',
  ),
  phrase(
    'una entitat que no és predefinida',
    'una entidad que no está predefinida',
    'an entity that is not predefined',
  ),
  phrase(
    'un & que no comença cap referència',
    'un & que no empieza ninguna referencia',
    'an ampersand that starts no reference',
  ),
  phrase('un nom de més de {} bytes', 'un nombre de más de {} bytes', 'a name longer than {} bytes'),
  phrase("s'esperava un nom qualificat", 'se esperaba un nombre cualificado', 'expected a qualified name'),
  phrase("s'esperava un nom", 'se esperaba un nombre', 'expected a name'),
  phrase('un comentari sense final', 'un comentario sin final', 'a comment without end'),
  phrase('una secció CDATA sense final', 'una sección CDATA sin final', 'a CDATA section without end'),
  phrase(
    'una instrucció de procés sense final',
    'una instrucción de proceso sin final',
    'a processing instruction without end',
  ),
  phrase("s'esperava {}", 'se esperaba {}', 'expected {}'),
  // Of an envelope.
  phrase('un sol Security', 'un solo Security', 'one Security'),
  phrase('un element dins del Body', 'un elemento dentro del Body', 'one element in Body'),
  phrase(
    "procesa, de l'espai de noms {}, dins del Body",
    'procesa, del espacio de nombres {}, dentro del Body',
    'procesa, of the namespace {}, in the Body',
  ),
  phrase('cap text entre els elements', 'ningún texto entre los elementos', 'no text between the elements'),
  phrase('cap text dins de {}', 'ningún texto dentro de {}', 'no text in {}'),
  phrase('{} només al seu lloc', '{} solo en su sitio', '{} in its one place'),
  // Of a petition.
  phrase('text, sense elements', 'texto, sin elementos', 'text, no elements'),
  phrase('text', 'texto', 'text'),
  phrase('cap atribut', 'ningún atributo', 'no attributes'),
  phrase("l'espai de noms {}", 'el espacio de nombres {}', 'the namespace {}'),
  phrase('una consulta de PADRO', 'una consulta de PADRO', 'a request of PADRO'),
  phrase('el contingut o on és', 'el contenido o dónde está', 'the content or its place'),
  phrase('{} una sola vegada', '{} una sola vez', '{} only once'),
  phrase('només un d’ells', 'solo uno de ellos', 'only one of them'),
  phrase('un d’ells', 'uno de ellos', 'one of them'),
  phrase('tots dos codis, o cap', 'los dos códigos, o ninguno', 'both codes, or none'),
  phrase('només un de {}', 'solo uno de {}', 'only one of {}'),
  phrase('només un', 'solo uno', 'only one'),
  phrase('només {}', 'solo {}', 'only {}'),
  phrase("l'ordre {}", 'el orden {}', 'the order {}'),
  phrase(
    'com a màxim {} SolicitudTransmision',
    'como máximo {} SolicitudTransmision',
    'at most {} SolicitudTransmision',
  ),
  phrase('com a màxim {} caràcters', 'como máximo {} caracteres', 'at most {} characters'),
  phrase('almenys un caràcter', 'al menos un carácter', 'at least one character'),
  phrase('un número de {} a {}', 'un número de {} a {}', 'a number from {} to {}'),
  phrase('de {} a {} caràcters', 'de {} a {} caracteres', '{} to {} characters'),
  phrase('true, false, 1 o 0', 'true, false, 1 o 0', 'true, false, 1 or 0'),
  phrase('un UUID', 'un UUID', 'a UUID'),
  phrase(
    'un codigoProvincia de com a màxim 2 dígits i un codigoMunicipio de com a màxim 3',
    'un codigoProvincia de como máximo 2 dígitos y un codigoMunicipio de como máximo 3',
    'a codigoProvincia of at most 2 digits and a codigoMunicipio of at most 3',
  ),
  phrase(
    'cap municipi, o el del mateix sol·licitant',
    'ningún municipio, o el del propio solicitante',
    "no municipality, or the requester's own",
  ),
  // Of a certificate and a Timestamp.
  phrase('que no sigui una autoritat', 'que no sea una autoridad', 'not an authority'),
  phrase('cap extensió crítica desconeguda', 'ninguna extensión crítica desconocida', 'no unknown critical extension'),
  phrase('la forma deguda', 'la forma debida', 'shape'),
  phrase("l'URL de la petició", 'la URL de la petición', 'the URL of the request'),
  phrase('com a màxim {} s després de iat', 'como máximo {} s después de iat', 'at most {} s after iat'),
  phrase('que no sigui futur', 'que no sea futuro', 'not in the future'),
  phrase('que no hagi acabat', 'que no haya terminado', 'not over'),
  phrase('signat', 'firmado', 'signed'),
  // Of the registry's faces.
  phrase('un municipi de Catalunya', 'un municipio de Cataluña', 'a municipality of Catalonia'),
  phrase(
    '{}, cada un com a màxim una vegada, com a text',
    '{}, cada uno como máximo una vez, como texto',
    '{}, each at most once, as text',
  ),
  // Of a request over HTTP.
  phrase('JSON, per a {}', 'JSON, para {}', 'JSON, for {}'),
  phrase('massa camps', 'demasiados campos', 'too many fields'),
  phrase("bytes després de l'última part", 'bytes después de la última parte', 'bytes behind the last part'),
  phrase('més d’un fitxer', 'más de un fichero', 'more than one file'),
  phrase("la capçalera d'una part", 'la cabecera de una parte', 'head of a part'),
  phrase('les parts', 'las partes', 'parts'),
  phrase('una part', 'una parte', 'part'),
  phrase('un camp', 'un campo', 'field'),
  ...VALUES,
] as const satisfies readonly Texts[];

declare const NEUTRAL: unique symbol;
/** Names of the protocol, of XML or of code: the same in every language. */
export type Names = string & { readonly [NEUTRAL]: true };
export const names = (text: string): Names => text as Names;

type Filled<T extends string> = T extends `${infer Before}{}${infer After}` ? `${Before}${string}${Filled<After>}` : T;
/** A phrase with its values in it, so that the compiler finds one that has no Catalan. */
export type Expected = Filled<(typeof PHRASES)[number]['en']> | Names;

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
const WHOLE: ReadonlyMap<string, Texts> = new Map(PHRASES.map((texts) => [texts.en, texts]));
const FORMS = PHRASES.filter(({ en }) => en.includes('{}')).map((texts) => ({
  texts,
  form: new RegExp(`^${texts.en.split('{}').map(escaped).join('(.*)')}$`, 's'),
}));

/** A phrase in a language; what is none is left as it is. */
export function sayExpected(expected: string, language: keyof Texts): string {
  if (language === 'en') return expected;
  const whole = WHOLE.get(expected);
  if (whole) return whole[language];
  for (const { texts, form } of FORMS) {
    const values = form.exec(expected)?.slice(1);
    if (values) return texts[language].replace(/\{\}/g, () => list(values.shift()!, language));
  }
  return expected;
}

const list = (value: string, language: keyof Texts): string =>
  value
    .split(', ')
    .map((each) => WHOLE.get(each)?.[language] ?? each)
    .join(', ');
