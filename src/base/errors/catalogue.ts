import type { Station } from '../trail.ts';

export interface Texts {
  readonly ca: string;
  readonly es: string;
  readonly en: string;
}

export interface Entry {
  readonly station: Station | 'cli' | 'process';
  /** HTTP status of the answer. */
  readonly http: number;
  /** `faultcode`: a local name of the SOAP namespace, or the number of the real platform. */
  readonly fault: 'Client' | 'Server' | 'MustUnderstand' | '1013';
  /** Answered as a normal `Respuesta` with state 0502, not as a Fault. */
  readonly respuesta?: true;
  /** Secondary code, from the national SCSP list where one fits. */
  readonly scsp?: string;
  readonly level: 'info' | 'warn' | 'error';
  /** The outside is told this entry instead: what a refusal says must not help whoever is not known yet. */
  readonly toldAs?: 'verify.not-accepted' | 'forward.unavailable';
  readonly who: 'consumer' | 'municipality' | 'operator' | 'nobody';
  readonly text: Texts;
  readonly next: Texts;
}

const texts = (ca: string, es: string, en: string): Texts => ({ ca, es, en });

const CORRECT = texts(
  'Corregiu el missatge i torneu-lo a enviar.',
  'Corrija el mensaje y vuelva a enviarlo.',
  'Correct the message and send it again.',
);
const CLIENT = texts(
  'Reviseu la configuració del vostre client.',
  'Revise la configuración de su cliente.',
  'Check the configuration of your client.',
);
const SEAL = texts(
  "Reviseu el certificat, la signatura i el rellotge del vostre client; si persisteix, indiqueu l'identificador d'incidència a l'Oficina Tècnica.",
  'Revise el certificado, la firma y el reloj de su cliente; si persiste, indique el identificador de incidencia a la Oficina Tècnica.',
  "Check your client's certificate, signature and clock; if it persists, give the incident id to the Oficina Tècnica.",
);
const OFFICE = texts(
  "Demaneu a l'Oficina Tècnica que ho revisi, amb l'identificador d'incidència.",
  'Pida a la Oficina Tècnica que lo revise, con el identificador de incidencia.',
  'Ask the Oficina Tècnica to look into it, giving the incident id.',
);
const LATER = texts('Torneu-ho a provar més tard.', 'Vuelva a intentarlo más tarde.', 'Try again later.');
const ENDPOINT = texts(
  'Comproveu el servidor municipal; el consumidor pot tornar a consultar amb un altre identificador de petició.',
  'Compruebe el servidor municipal; el consumidor puede volver a consultar con otro identificador de petición.',
  'Check the municipal server; the consumer may ask again with another petition id.',
);

const http = (status: number, text: Texts, next: Texts = CLIENT): Entry => ({
  station: 'listen',
  http: status,
  fault: 'Client',
  level: 'info',
  who: 'consumer',
  text,
  next,
});

const client = (station: Station, scsp: string, text: Texts, next: Texts = CORRECT): Entry => ({
  station,
  http: 500,
  fault: 'Client',
  scsp,
  level: 'info',
  who: 'consumer',
  text,
  next,
});

/** Refused before the signer is known. */
const untrusted = (text: Texts): Entry => ({
  station: 'verify',
  http: 500,
  fault: 'Client',
  scsp: '0305',
  level: 'warn',
  who: 'consumer',
  text,
  next: SEAL,
});

const unknown = (text: Texts): Entry => ({ ...untrusted(text), toldAs: 'verify.not-accepted' });

/** A failure of the municipal side. */
const failed = (text: Texts): Entry => ({
  station: 'forward',
  http: 200,
  fault: 'Server',
  respuesta: true,
  scsp: '0901',
  level: 'warn',
  who: 'municipality',
  text,
  next: ENDPOINT,
});

const source = (text: Texts): Entry => ({ ...failed(text), toldAs: 'forward.unavailable' });

const TABLE = {
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
  'parse.encoding': client(
    'parse',
    '0226',
    texts(
      'El missatge ha de ser UTF-8: {expected}.',
      'El mensaje debe ser UTF-8: {expected}.',
      'The message must be UTF-8: {expected}.',
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
  'verify.no-certificate': {
    ...untrusted(
      texts(
        "Error en el procés d'autorització. No s'ha pogut recuperar cap certificat de la petició.",
        'Error en el proceso de autorización. No se ha podido recuperar ningún certificado de la petición.',
        'Error in the authorisation process. No certificate could be recovered from the petition.',
      ),
    ),
    fault: '1013',
    level: 'info',
  },
  'verify.not-accepted': {
    ...untrusted(
      texts(
        "La signatura o el certificat de la petició no s'accepten.",
        'La firma o el certificado de la petición no se aceptan.',
        'The signature or the certificate of the petition is not accepted.',
      ),
    ),
  },
  'verify.skeleton': unknown(
    texts(
      'La capçalera Security no té la forma esperada.',
      'La cabecera Security no tiene la forma esperada.',
      'The Security header does not have the expected shape.',
    ),
  ),
  'verify.reference': unknown(
    texts(
      'Les referències signades no són exactament les del Body i el Timestamp.',
      'Las referencias firmadas no son exactamente las del Body y el Timestamp.',
      'The signed references are not exactly those of the Body and the Timestamp.',
    ),
  ),
  'verify.algorithm': unknown(
    texts(
      "Un algorisme de la signatura no s'admet.",
      'Un algoritmo de la firma no se admite.',
      'An algorithm of the signature is not accepted.',
    ),
  ),
  'verify.token': unknown(
    texts(
      'El BinarySecurityToken no és un certificat X.509 admissible.',
      'El BinarySecurityToken no es un certificado X.509 admisible.',
      'The BinarySecurityToken is not an acceptable X.509 certificate.',
    ),
  ),
  'verify.chain': unknown(
    texts(
      'El certificat no encadena amb cap àncora de confiança.',
      'El certificado no encadena con ninguna ancla de confianza.',
      'The certificate does not chain to a trust anchor.',
    ),
  ),
  'verify.signature': unknown(
    texts('SignatureValue no verifica.', 'SignatureValue no verifica.', 'SignatureValue does not verify.'),
  ),
  'verify.digest': client(
    'verify',
    '0305',
    texts(
      'El contingut signat ha canviat després de la signatura.',
      'El contenido firmado ha cambiado después de la firma.',
      'What was signed has changed since it was signed.',
    ),
    SEAL,
  ),
  'verify.certificate-dates': client(
    'verify',
    '0302',
    texts(
      'El certificat està caducat o encara no és vigent.',
      'El certificado está caducado o aún no es vigente.',
      'The certificate has expired or is not valid yet.',
    ),
    SEAL,
  ),
  'verify.certificate-usage': client(
    'verify',
    '0305',
    texts(
      'El certificat no és apte per signar peticions: {expected}.',
      'El certificado no es apto para firmar peticiones: {expected}.',
      'The certificate is not fit to sign petitions: {expected}.',
    ),
    SEAL,
  ),
  'verify.revoked': {
    ...client(
      'verify',
      '0303',
      texts('El certificat està revocat.', 'El certificado está revocado.', 'The certificate is revoked.'),
      SEAL,
    ),
    level: 'warn',
  },
  'verify.revocation-unavailable': {
    ...client(
      'verify',
      '0901',
      texts(
        "No s'ha pogut saber si el certificat està revocat.",
        'No se ha podido saber si el certificado está revocado.',
        'It could not be learnt whether the certificate is revoked.',
      ),
      LATER,
    ),
    fault: 'Server',
    level: 'error',
    who: 'operator',
  },
  'verify.psis': {
    ...client(
      'verify',
      '0305',
      texts(
        'PSIS no dona per vàlid el certificat: {expected}.',
        'PSIS no da por válido el certificado: {expected}.',
        'PSIS does not find the certificate valid: {expected}.',
      ),
      SEAL,
    ),
    level: 'warn',
  },
  'verify.psis-unavailable': {
    ...client(
      'verify',
      '0901',
      texts(
        'Ni el PSIS primari ni el secundari han respost.',
        'Ni el PSIS primario ni el secundario han respondido.',
        'Neither the primary nor the secondary PSIS answered.',
      ),
      LATER,
    ),
    fault: 'Server',
    level: 'error',
    who: 'operator',
  },
  'verify.sha1': client(
    'verify',
    '0305',
    texts(
      'SHA-1 no està permès per a aquest consumidor; signeu amb SHA-256.',
      'SHA-1 no está permitido para este consumidor; firme con SHA-256.',
      'SHA-1 is not allowed for this consumer; sign with SHA-256.',
    ),
    CLIENT,
  ),
  'verify.timestamp': client(
    'verify',
    '0305',
    texts('Timestamp: {expected}.', 'Timestamp: {expected}.', 'Timestamp: {expected}.'),
    texts(
      'Reviseu el rellotge i el Timestamp del vostre client.',
      'Revise el reloj y el Timestamp de su cliente.',
      "Check your client's clock and Timestamp.",
    ),
  ),
  'verify.replayed': {
    ...client(
      'verify',
      '0229',
      texts(
        "Aquest missatge signat ja s'ha rebut abans.",
        'Este mensaje firmado ya se recibió antes.',
        'This signed message was received before.',
      ),
      texts(
        'Signeu una petició nova amb un altre IdPeticion.',
        'Firme una petición nueva con otro IdPeticion.',
        'Sign a new petition with another IdPeticion.',
      ),
    ),
    level: 'warn',
  },
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
  'route.limit': {
    ...client(
      'route',
      '0901',
      texts(
        "S'ha superat el límit de peticions de {what}.",
        'Se ha superado el límite de peticiones de {what}.',
        'The limit of petitions of {what} is exceeded.',
      ),
      LATER,
    ),
    fault: 'Server',
    level: 'warn',
  },
  'route.modalitat': {
    ...client(
      'route',
      '0901',
      texts(
        'La modalitat {modalitat} no està disponible en aquest desplegament.',
        'La modalidad {modalitat} no está disponible en este despliegue.',
        'The modalitat {modalitat} is not available in this deployment.',
      ),
      OFFICE,
    ),
    fault: 'Server',
    who: 'operator',
  },
  'route.asynchronous': {
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
  'forward.unavailable': {
    ...failed(texts('Error realitzant la operació.', 'Error realitzant la operació.', 'Error realitzant la operació.')),
    next: texts(
      'El municipi no respon; torneu-ho a provar més tard amb un altre IdPeticion.',
      'El municipio no responde; vuelva a intentarlo más tarde con otro IdPeticion.',
      'The municipality does not answer; try again later with another IdPeticion.',
    ),
  },
  'forward.connect': source(
    texts(
      "No s'ha pogut connectar amb el servidor.",
      'No se ha podido conectar con el servidor.',
      'No connection to the server.',
    ),
  ),
  'forward.tls': source(
    texts(
      'El TLS del servidor no és acceptable.',
      'El TLS del servidor no es aceptable.',
      "The server's TLS is not acceptable.",
    ),
  ),
  'forward.address': {
    ...source(
      texts(
        "L'adreça de l'endpoint no està permesa.",
        'La dirección del endpoint no está permitida.',
        'The address of the endpoint is not allowed.',
      ),
    ),
    level: 'error',
    who: 'operator',
  },
  'forward.unprotected': {
    ...source(
      texts(
        'En producció el servidor ha de respondre per HTTPS amb una clau fixada.',
        'En producción el servidor debe responder por HTTPS con una clave fijada.',
        'In producció the server must answer over HTTPS with a pinned key.',
      ),
    ),
    level: 'error',
    who: 'operator',
  },
  'forward.timeout': source(
    texts(
      'El servidor no ha respost a temps.',
      'El servidor no ha respondido a tiempo.',
      'The server did not answer in time.',
    ),
  ),
  'forward.status': source(
    texts(
      "El servidor ha respost amb l'estat HTTP {status}.",
      'El servidor respondió con el estado HTTP {status}.',
      'The server answered with HTTP status {status}.',
    ),
  ),
  'forward.content-type': source(
    texts(
      'El servidor no ha respost amb XML.',
      'El servidor no respondió con XML.',
      'The server did not answer with XML.',
    ),
  ),
  'forward.too-large': source(
    texts(
      'La resposta supera els {limit} bytes.',
      'La respuesta supera los {limit} bytes.',
      'The answer exceeds {limit} bytes.',
    ),
  ),
  'forward.truncated': source(
    texts('La resposta ha arribat tallada.', 'La respuesta llegó cortada.', 'The answer was cut short.'),
  ),
  'forward.not-xml': source(
    texts(
      'La resposta no és XML acceptable.',
      'La respuesta no es XML aceptable.',
      'The answer is not acceptable XML.',
    ),
  ),
  'forward.fault': source(
    texts(
      'El servidor ha respost amb un SOAP Fault.',
      'El servidor respondió con un SOAP Fault.',
      'The server answered with a SOAP Fault.',
    ),
  ),
  'forward.not-ours': source(
    texts(
      'La resposta no és una Respuesta a aquesta petició.',
      'La respuesta no es una Respuesta a esta petición.',
      'The answer is not a Respuesta to this petition.',
    ),
  ),
  'forward.consumer-gone': {
    ...source(
      texts(
        'El consumidor ha tancat la connexió abans de la resposta.',
        'El consumidor cerró la conexión antes de la respuesta.',
        'The consumer closed the connection before the answer.',
      ),
    ),
    level: 'info',
    who: 'consumer',
    next: LATER,
  },
  internal: {
    station: 'process',
    http: 500,
    fault: 'Server',
    level: 'error',
    who: 'operator',
    text: texts('Error intern de la passarel·la.', 'Error interno de la pasarela.', 'Internal error of the gateway.'),
    next: OFFICE,
  },
} satisfies Record<string, Entry>;

export type Code = keyof typeof TABLE;

/** The one error catalogue. `docs/errors.md` is made from it, and a test compares the two. */
export const CATALOGUE: Readonly<Record<Code, Entry>> = TABLE;
