import { CLIENT, client, type Entry, LATER, type Texts, texts } from './entry.ts';

const SEAL = texts(
  "Reviseu el certificat, la signatura i el rellotge del vostre client; si persisteix, indiqueu l'identificador d'incidència a l'Oficina Tècnica.",
  'Revise el certificado, la firma y el reloj de su cliente; si persiste, indique el identificador de incidencia a la Oficina Tècnica.',
  "Check your client's certificate, signature and clock; if it persists, give the incident id to the Oficina Tècnica.",
);

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

export const VERIFY = {
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
  'verify.jwt': unknown(
    texts(
      'El JWT no té la forma esperada.',
      'El JWT no tiene la forma esperada.',
      'The JWT does not have the expected shape.',
    ),
  ),
  'verify.claim': client(
    'verify',
    '0305',
    texts(
      'El JWT no val per a aquesta petició: {claim} ({expected}).',
      'El JWT no vale para esta petición: {claim} ({expected}).',
      'The JWT is not good for this request: {claim} ({expected}).',
    ),
    CLIENT,
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
} satisfies Record<string, Entry>;
