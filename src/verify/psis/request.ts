import { NS } from '../../base/namespaces.ts';
import { ATTRIBUTES, DSS, PROFILE, XSS } from './names.ts';

const designators = ATTRIBUTES.map((name) => `<xss:AttributeDesignator Name="${name}"/>`).join('');

const BEFORE =
  `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${NS.soap}"><soapenv:Body>` +
  `<dss:VerifyRequest xmlns:dss="${DSS}" xmlns:xss="${XSS}" xmlns:ds="${NS.ds}" Profile="${PROFILE}">` +
  `<dss:OptionalInputs><xss:ReturnX509CertificateInfo>${designators}</xss:ReturnX509CertificateInfo></dss:OptionalInputs>` +
  '<dss:SignatureObject><dss:Other><ds:X509Data><ds:X509Certificate>';
const AFTER =
  '</ds:X509Certificate></ds:X509Data></dss:Other></dss:SignatureObject></dss:VerifyRequest></soapenv:Body></soapenv:Envelope>';

/** SOAP 1.1 wants a SOAPAction, which may be empty. */
export const HEADERS = { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' };

/** Asks whether a certificate is valid, and for the attributes of `names.ts`. */
export const verifyRequest = (der: Buffer): Buffer => Buffer.from(`${BEFORE}${der.toString('base64')}${AFTER}`);
