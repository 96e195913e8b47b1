import { phrase } from './phrase.ts';

/** What the value of a field must be, in bodies, queries, forms and records of the registry. */
export const VALUES = [
  // By its kind.
  phrase('un número', 'un número', 'a number'),
  phrase('un número enter', 'un número entero', 'a whole number'),
  phrase('true o false', 'true o false', 'true or false'),
  phrase('una llista', 'una lista', 'a list'),
  phrase('un objecte', 'un objeto', 'an object'),
  phrase('només camps coneguts', 'solo campos conocidos', 'only known fields'),
  phrase("un d'aquests: {}", 'uno de estos: {}', 'one of {}'),
  // By its size.
  phrase('almenys {} caràcters', 'al menos {} caracteres', 'at least {} characters'),
  phrase('almenys un element', 'al menos un elemento', 'at least one item'),
  phrase('almenys {} elements', 'al menos {} elementos', 'at least {} items'),
  phrase('com a màxim {} elements', 'como máximo {} elementos', 'at most {} items'),
  phrase('almenys {}', 'al menos {}', 'at least {}'),
  phrase('com a màxim {}', 'como máximo {}', 'at most {}'),
  // By its form.
  phrase('una adreça electrònica', 'una dirección de correo', 'an e-mail address'),
  phrase('una data (2026-01-31)', 'una fecha (2026-01-31)', 'a date (2026-01-31)'),
  phrase(
    'una data amb hora (2026-01-31T12:00:00Z)',
    'una fecha con hora (2026-01-31T12:00:00Z)',
    'a date with time (2026-01-31T12:00:00Z)',
  ),
  phrase('text sense caràcters de control', 'texto sin caracteres de control', 'text without control characters'),
  phrase('text sense format', 'texto sin formato', 'plain text'),
  phrase('una sola línia', 'una sola línea', 'one line'),
  phrase('dos dígits', 'dos dígitos', 'two digits'),
  phrase('tres dígits', 'tres dígitos', 'three digits'),
  phrase('cinc dígits', 'cinco dígitos', 'five digits'),
  phrase(
    'cinc dígits: província i municipi',
    'cinco dígitos: provincia y municipio',
    'five digits: province and municipality',
  ),
  phrase(
    "els cinc dígits d'un codi de l'INE",
    'los cinco dígitos de un código del INE',
    'the five digits of an INE code',
  ),
  phrase("els deu dígits d'un INE10", 'los diez dígitos de un INE10', 'the ten digits of an INE10'),
  phrase('dígits i espais', 'dígitos y espacios', 'digits and blanks'),
  phrase("el NIF d'una organització", 'el NIF de una organización', 'the NIF of an organisation'),
  phrase('un NIF, com ara P1702300A', 'un NIF, como P1702300A', 'a NIF, such as P1702300A'),
  phrase('una cosa com ara FP#258025', 'algo como FP#258025', 'something like FP#258025'),
  phrase('a-z, 0-9 i guions', 'a-z, 0-9 y guiones', 'a-z, 0-9 and hyphens'),
  phrase('a-z, 0-9, punts i guions', 'a-z, 0-9, puntos y guiones', 'a-z, 0-9, dots and hyphens'),
  phrase(
    'un camí, com ara /17023/siri-proxy/services/Sincron',
    'una ruta, como /17023/siri-proxy/services/Sincron',
    'a path, such as /17023/siri-proxy/services/Sincron',
  ),
  phrase(
    'un dels 947 municipis de Catalunya',
    'uno de los 947 municipios de Cataluña',
    'one of the 947 municipalities of Catalonia',
  ),
  phrase('un moment posterior a from', 'un momento posterior a from', 'a time after from'),
  phrase('un final posterior al principi', 'un final posterior al principio', 'an end behind the beginning'),
  // Of certificates and their fingerprints.
  phrase('un certificat en PEM', 'un certificado en PEM', 'a certificate in PEM'),
  phrase('un sol certificat en PEM', 'un solo certificado en PEM', 'one certificate in PEM'),
  phrase("el SHA-256 d'un informe", 'el SHA-256 de un informe', 'the SHA-256 of a report'),
  phrase('un SHA-256 en base64', 'un SHA-256 en base64', 'a SHA-256 in base64'),
  phrase(
    'un SHA-256 en hexadecimal i minúscules',
    'un SHA-256 en hexadecimal y minúsculas',
    'a SHA-256 in lower-case hexadecimal',
  ),
  phrase(
    "un fingerprint o un pem, un d'ells",
    'un fingerprint o un pem, uno de ellos',
    'give a fingerprint or a pem, one of them',
  ),
  phrase(
    'les seves dates es llegeixen del pem: no les hi poseu',
    'sus fechas se leen del pem: no las ponga',
    'its dates are read from the pem: leave them out',
  ),
  // Of addresses.
  phrase('una adreça http o https', 'una dirección http o https', 'an http or https address'),
  phrase(
    'un nom de host o una adreça IPv4',
    'un nombre de host o una dirección IPv4',
    'a host name or an IPv4 address',
  ),
  phrase(
    "espais, barres inverses o altres caràcters que els d'ASCII",
    'espacios, barras inversas u otros caracteres que los de ASCII',
    'white space, backslashes or other characters than ASCII',
  ),
  phrase(
    "en una adreça no s'admeten noms d'usuari",
    'en una dirección no se admiten nombres de usuario',
    'user names are not allowed in an address',
  ),
  phrase(
    "en una adreça no s'admeten fragments",
    'en una dirección no se admiten fragmentos',
    'fragments are not allowed in an address',
  ),
  phrase(
    'escriviu el host tal com es resol',
    'escriba el host tal como se resuelve',
    'write the host plainly, as it is resolved',
  ),
  phrase('cap punt darrere del host', 'ningún punto detrás del host', 'no dot behind the host'),
  phrase('el port {} no és dels del web', 'el puerto {} no es de los de la web', 'port {} is not one of the web'),
] as const;
