import { problem, warning } from './entry.ts';

const APPLICATION = [
  "Passeu-ho al proveïdor del padró amb l'exemple de resposta del protocol.",
  'Páselo al proveedor del padrón con el ejemplo de respuesta del protocolo.',
  'Pass it to the vendor of the padró with the sample answer of the protocol.',
] as const;
const LOGS = [
  "Mireu els registres del Tomcat (logs/catalina i el de l'aplicació) a l'hora de la prova.",
  'Mire los registros del Tomcat (logs/catalina y el de la aplicación) a la hora de la prueba.',
  'Look at the logs of the Tomcat (logs/catalina and the one of the application) at the time of the test.',
] as const;

/** Findings about what the server answers to test queries. */
export const ANSWERS = {
  'people.no-probe': problem(
    [
      "En producció només es pot preguntar pel document de prova acordat amb l'ajuntament, i no n'hi ha cap de registrat.",
      'En producción solo se puede preguntar por el documento de prueba acordado con el ayuntamiento, y no hay ninguno registrado.',
      'In production only the probe document agreed with the municipality may be asked for, and none is registered.',
    ],
    [
      "Acordeu un document de prova amb l'ajuntament i registreu-lo a l'endpoint.",
      'Acuerde un documento de prueba con el ayuntamiento y regístrelo en el endpoint.',
      'Agree a probe document with the municipality and register it in the endpoint.',
    ],
  ),
  'people.none': warning(
    [
      "Cap persona de prova pública no és d'aquest municipi: només s'ha pogut preguntar per un document que no és de ningú.",
      'Ninguna persona de prueba pública es de este municipio: solo se ha podido preguntar por un documento que no es de nadie.',
      "None of the public test people is of this municipality: only a document that is nobody's could be asked for.",
    ],
    [
      "Acordeu un document de prova amb l'ajuntament i indiqueu-lo.",
      'Acuerde un documento de prueba con el ayuntamiento e indíquelo.',
      'Agree a probe document with the municipality and give it.',
    ],
  ),
  'people.municipality': problem(
    [
      'No se sap de quin municipi és aquest servidor, i no se li pot preguntar res.',
      'No se sabe de qué municipio es este servidor, y no se le puede preguntar nada.',
      'It is not known which municipality this server is of, so nothing can be asked.',
    ],
    [
      'Indiqueu el municipi, o enllaceu-lo amb el servidor al registre.',
      'Indique el municipio, o enlácelo con el servidor en el registro.',
      'Name the municipality, or link it to the server in the registry.',
    ],
  ),
  'answer.none': problem(
    [
      "El servidor accepta la connexió i no respon a temps, o la talla abans d'acabar.",
      'El servidor acepta la conexión y no responde a tiempo, o la corta antes de acabar.',
      'The server takes the connection and does not answer in time, or cuts it before the end.',
    ],
    LOGS,
  ),
  'answer.status': problem(
    [
      "El Tomcat respon amb una pàgina d'error: l'aplicació no està desplegada, o ha fallat.",
      'El Tomcat responde con una página de error: la aplicación no está desplegada, o ha fallado.',
      'The Tomcat answers with an error page: the application is not deployed, or it failed.',
    ],
    LOGS,
  ),
  'answer.fault': problem(
    [
      "L'aplicació respon amb un SOAP Fault: ha tingut un error, sovint en connectar amb la base de dades del padró.",
      'La aplicación responde con un SOAP Fault: ha tenido un error, a menudo al conectar con la base de datos del padrón.',
      'The application answers with a SOAP Fault: it had an error, often in reaching the database of the padró.',
    ],
    LOGS,
  ),
  'answer.format': problem(
    [
      'La resposta no és el missatge SOAP en UTF-8 que toca.',
      'La respuesta no es el mensaje SOAP en UTF-8 que corresponde.',
      'The answer is not the SOAP message in UTF-8 that it should be.',
    ],
    [
      'Reviseu que la resposta és text/xml en UTF-8, sense comprimir, amb un sobre SOAP 1.1 i procesaResponse/Respuesta.',
      'Revise que la respuesta es text/xml en UTF-8, sin comprimir, con un sobre SOAP 1.1 y procesaResponse/Respuesta.',
      'See that the answer is text/xml in UTF-8, not compressed, with a SOAP 1.1 envelope and procesaResponse/Respuesta.',
    ],
  ),
  'answer.state': problem(
    [
      "La resposta porta un estat d'error: l'aplicació no ha pogut consultar el padró.",
      'La respuesta lleva un estado de error: la aplicación no ha podido consultar el padrón.',
      'The answer bears an error state: the application could not query the padró.',
    ],
    LOGS,
  ),
  'answer.echo': problem(
    [
      'Un camp que la resposta ha de repetir tal com es va enviar és diferent o no hi és.',
      'Un campo que la respuesta debe repetir tal como se envió es distinto o no está.',
      'A field that the answer must repeat as it was sent differs or is not there.',
    ],
    APPLICATION,
  ),
  'answer.order': problem(
    [
      "Els elements de la resposta no són els de l'esquema, o no hi són en l'ordre que diu: els lectors estrictes la rebutgen.",
      'Los elementos de la respuesta no son los del esquema, o no están en el orden que dice: los lectores estrictos la rechazan.',
      'The elements of the answer are not those of the schema, or not in its order: strict readers refuse it.',
    ],
    APPLICATION,
  ),
  'answer.repeated': problem(
    [
      "La resposta porta més d'una vegada un camp que els clients busquen a tot el document.",
      'La respuesta lleva más de una vez un campo que los clientes buscan en todo el documento.',
      'The answer bears more than once a field that clients look for in the whole document.',
    ],
    APPLICATION,
  ),
  'answer.result': problem(
    [
      "El resultat (codigoResultado) no és el que toca per a la persona de prova: potser no està donada d'alta en aquest padró.",
      'El resultado (codigoResultado) no es el que corresponde a la persona de prueba: quizá no está dada de alta en este padrón.',
      'The result (codigoResultado) is not the one due for the test person: perhaps it is not registered in this padró.',
    ],
    [
      "Doneu d'alta la persona de prova al padró de proves, o acordeu un altre document.",
      'Dé de alta a la persona de prueba en el padrón de pruebas, o acuerde otro documento.',
      'Register the test person in the test padró, or agree another document.',
    ],
  ),
  'answer.source': problem(
    [
      'La resposta no diu que ve del padró (fuente).',
      'La respuesta no dice que viene del padrón (fuente).',
      'The answer does not say that it comes from the padró (fuente).',
    ],
    APPLICATION,
  ),
  'answer.volant': problem(
    [
      'La persona consta, però el volant o el PDF que toca no hi és o no és bo.',
      'La persona consta, pero el volante o el PDF que corresponde no está o no es bueno.',
      'The person is registered, but the volant or PDF due is missing or not good.',
    ],
    APPLICATION,
  ),
  'unknown.found': problem(
    [
      'Per a un document que no és de ningú respon una altra cosa que NO CONSTA.',
      'Para un documento que no es de nadie responde otra cosa que NO CONSTA.',
      "For a document that is nobody's it answers something else than NO CONSTA.",
    ],
    APPLICATION,
  ),
  'signature.accepted': problem(
    [
      'Ha respost a un missatge modificat després de signar-lo: no comprova la signatura.',
      'Ha respondido a un mensaje modificado después de firmarlo: no comprueba la firma.',
      'It answered a message that was changed after it was signed: it does not check the signature.',
    ],
    [
      "Activeu la validació WS-Security de l'aplicació; mentrestant, el tallafoc només ha de deixar passar les adreces del full.",
      'Active la validación WS-Security de la aplicación; mientras tanto, el cortafuegos solo debe dejar pasar las direcciones de la hoja.',
      'Turn the WS-Security validation of the application on; meanwhile the firewall must admit only the addresses of the sheet.',
    ],
  ),
  'signed.unsound': problem(
    [
      'La resposta no està signada com diu el registre: sense signatura, o amb una que no és vàlida.',
      'La respuesta no está firmada como dice el registro: sin firma, o con una que no es válida.',
      'The answer is not signed as the registry says: without a signature, or with one that does not hold.',
    ],
    [
      "Signeu el Body (WS-Security X.509, C14N exclusiva, SHA-256) amb el certificat registrat, o registreu-ne l'empremta.",
      'Firme el Body (WS-Security X.509, C14N exclusiva, SHA-256) con el certificado registrado, o registre su huella.',
      'Sign the Body (WS-Security X.509, exclusive C14N, SHA-256) with the registered certificate, or register its fingerprint.',
    ],
  ),
  'signed.unregistered': warning(
    [
      "Signa les respostes, i el certificat encara no està registrat: aquesta és l'empremta SHA-256 que s'ha de registrar.",
      'Firma las respuestas, y el certificado todavía no está registrado: esta es la huella SHA-256 que hay que registrar.',
      'It signs its answers, and the certificate is not registered yet: this is the SHA-256 fingerprint to register.',
    ],
    [
      "Comproveu amb l'ajuntament que el certificat és el seu i registreu-lo a signature de l'endpoint.",
      'Compruebe con el ayuntamiento que el certificado es el suyo y regístrelo en signature del endpoint.',
      "Check with the municipality that the certificate is its own, and register it in the endpoint's signature.",
    ],
  ),
  'latency.slow': warning(
    [
      'Respon bé, però lent: qui consulta espera massa.',
      'Responde bien, pero lento: quien consulta espera demasiado.',
      'It answers well, but slowly: whoever asks waits too long.',
    ],
    [
      'Mireu els índexs de la base de dades del padró i la memòria que té el Tomcat.',
      'Mire los índices de la base de datos del padrón y la memoria que tiene el Tomcat.',
      'Look at the indexes of the database of the padró and at the memory that the Tomcat has.',
    ],
  ),
  'latency.failed': problem(
    [
      'Algunes de les consultes seguides han fallat.',
      'Algunas de las consultas seguidas han fallado.',
      'Some of the queries one after the other failed.',
    ],
    LOGS,
  ),
  'load.failed': problem(
    [
      'Amb unes quantes consultes alhora, algunes fallen.',
      'Con unas cuantas consultas a la vez, algunas fallan.',
      'With a few queries at once, some fail.',
    ],
    [
      'Reviseu maxThreads del connector i el nombre de connexions a la base de dades.',
      'Revise maxThreads del conector y el número de conexiones a la base de datos.',
      'Look at maxThreads of the connector and at the number of database connections.',
    ],
  ),
  'load.slow': warning(
    [
      "Amb unes quantes consultes alhora, la resposta es fa molt lenta: sembla que les fa d'una en una.",
      'Con unas cuantas consultas a la vez, la respuesta se hace muy lenta: parece que las hace de una en una.',
      'With a few queries at once it becomes very slow: it seems to do them one by one.',
    ],
    [
      'Reviseu maxThreads del connector i el nombre de connexions a la base de dades.',
      'Revise maxThreads del conector y el número de conexiones a la base de datos.',
      'Look at maxThreads of the connector and at the number of database connections.',
    ],
  ),
} as const;
