/** Names of OASIS DSS 1.0 and of its profile XSS, as PSIS uses them (`protocol.md` section 11). */
export const PROFILE = 'urn:oasis:names:tc:dss:1.0:profiles:XSS';

/** The profile's name is its namespace too. */
export const XSS = PROFILE;
export const DSS = 'urn:oasis:names:tc:dss:1.0:core:schema';

/** PSIS answers attributes in SAML 2.0; the schema of DSS 1.0 was written for SAML 1.0. */
export const SAML: ReadonlySet<string> = new Set([
  'urn:oasis:names:tc:SAML:2.0:assertion',
  'urn:oasis:names:tc:SAML:1.0:assertion',
]);

export const SERIAL_NUMBER = `${PROFILE}:certificateAttributes:SerialNumber`;

/** The organisation's NIF is in the first of these that has a value. */
export const ORGANISATION = [
  'urn:catcert:psis:certificateAttributes:LegalEntityCIF',
  'urn:catcert:psis:certificateAttributes:VinculatedCompanyCIF',
] as const;

/** All that is asked for, and all that is read of an answer: nothing that names a person. */
export const ATTRIBUTES: readonly string[] = [SERIAL_NUMBER, ...ORGANISATION];
