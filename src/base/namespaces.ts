/** Namespace names of the wire, `protocol.md` section 3, and of WS-Security. */
export const NS = {
  soap: 'http://schemas.xmlsoap.org/soap/envelope/',
  soap12: 'http://www.w3.org/2003/05/soap-envelope',
  wsse: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  wsse11: 'http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd',
  wsu: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  excC14n: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  openuri: 'http://www.openuri.org/',
  peticion: 'http://gencat.net/scsp/esquemes/peticion',
  respuesta: 'http://gencat.net/scsp/esquemes/respuesta',
  confirmacion: 'http://gencat.net/scsp/esquemes/confirmacionPeticion',
  solicitudRespuesta: 'http://gencat.net/scsp/esquemes/solicitudRespuesta',
  padro: 'http://www.aocat.net/padro',
  volante: 'http://www.red.es/padron',
  extensions: 'http://www.aocat.net/scsp/esquemes/caoc-extensions',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
} as const;

export const X509V3 = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3';
export const BASE64 = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary';

/** Local names of an envelope's skeleton that have one place each; anywhere else they are refused, in any namespace. */
export const RESERVED: ReadonlySet<string> = new Set([
  'Envelope',
  'Header',
  'Body',
  'Security',
  'BinarySecurityToken',
  'Signature',
  'SignedInfo',
  'SignatureValue',
  'Timestamp',
]);
