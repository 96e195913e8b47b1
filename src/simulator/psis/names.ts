/** The names that PSIS uses on the wire, apart from those that the gateway's client has: a slip in one of them shows. */
export const DSS = 'urn:oasis:names:tc:dss:1.0:core:schema';
export const XSS = 'urn:oasis:names:tc:dss:1.0:profiles:XSS';
export const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';
export const XS = 'http://www.w3.org/2001/XMLSchema';

const BASE = `${XSS}:certificateAttributes`;
const CATCERT = 'urn:catcert:psis:certificateAttributes';

export const ATTRIBUTE = {
  serialNumber: `${BASE}:SerialNumber`,
  version: `${BASE}:Version`,
  commonName: `${BASE}:SubjectDistinguishedName:commonName`,
  organisationName: `${BASE}:SubjectDistinguishedName:organizationName`,
  issuer: `${BASE}:IssuerDistinguishedName:commonName`,
  legalEntity: `${CATCERT}:LegalEntityCIF`,
  company: `${CATCERT}:VinculatedCompanyCIF`,
} as const;
