import { type Entry, LATER, type Texts, texts } from './entry.ts';

const ENDPOINT = texts(
  'Comproveu el servidor municipal; el consumidor pot tornar a consultar amb un altre identificador de petició.',
  'Compruebe el servidor municipal; el consumidor puede volver a consultar con otro identificador de petición.',
  'Check the municipal server; the consumer may ask again with another petition id.',
);

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

export const FORWARD = {
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
        'En producció el servidor ha de respondre per HTTPS amb una clau fixada, o signar les respostes.',
        'En producción el servidor debe responder por HTTPS con una clave fijada, o firmar las respuestas.',
        'In producció the server must answer over HTTPS with a pinned key, or sign its answers.',
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
  'forward.stopped': source(
    texts(
      "L'interruptor d'aturada del municipi o del seu servidor està accionat.",
      'El interruptor de parada del municipio o de su servidor está accionado.',
      'The stop switch of the municipality or of its server is thrown.',
    ),
  ),
  'forward.open': source(
    texts(
      "El servidor no ha respost diverses vegades i ara no se'l consulta.",
      'El servidor no ha respondido varias veces y ahora no se le consulta.',
      'The server did not answer several times and is not asked for now.',
    ),
  ),
  'forward.maintenance': source(
    texts(
      "El servidor és en una finestra de manteniment i no se'l consulta.",
      'El servidor está en una ventana de mantenimiento y no se le consulta.',
      'The server is in a maintenance window and is not asked.',
    ),
  ),
  'forward.search-incomplete': {
    ...failed(
      texts(
        "Error realitzant la operació. No s'han pogut consultar tots els municipis: n'han respost {asked} de {total}.",
        'Error realitzant la operació. No se han podido consultar todos los municipios: han respondido {asked} de {total}.',
        'Error realitzant la operació. Not every municipality could be asked: {asked} of {total} answered.',
      ),
    ),
    next: texts(
      'Torneu-ho a provar més tard amb un altre IdPeticion, o consulteu un municipi concret.',
      'Vuelva a intentarlo más tarde con otro IdPeticion, o consulte un municipio concreto.',
      'Try again later with another IdPeticion, or ask one municipality.',
    ),
  },
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
  'forward.signature': source(
    texts(
      "La resposta no està signada com cal pel certificat registrat d'aquest servidor.",
      'La respuesta no está firmada como es debido por el certificado registrado de este servidor.',
      "The answer is not signed as it must be by this server's registered certificate.",
    ),
  ),
  'forward.said-failed': source(
    texts(
      'El servidor ha respost 0502: diu que no ha pogut consultar el padró.',
      'El servidor respondió 0502: dice que no ha podido consultar el padrón.',
      'The server answered 0502: it says that it could not look into its padró.',
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
} satisfies Record<string, Entry>;
