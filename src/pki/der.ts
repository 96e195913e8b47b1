import forge from 'node-forge';

const { asn1 } = forge;
const { Class, Type } = asn1;

export type Der = forge.asn1.Asn1;

const primitive = (type: forge.asn1.Type, value: string): Der => asn1.create(Class.UNIVERSAL, type, false, value);
const binary = (bytes: Buffer): string => bytes.toString('latin1');

export const sequence = (...items: Der[]): Der => asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, items);
export const set = (...items: Der[]): Der => asn1.create(Class.UNIVERSAL, Type.SET, true, items);
export const oid = (dotted: string): Der => primitive(Type.OID, asn1.oidToDer(dotted).getBytes());
export const integer = (bytes: Buffer): Der => primitive(Type.INTEGER, binary(bytes));
export const boolean = (value: boolean): Der => primitive(Type.BOOLEAN, value ? '\xff' : '\x00');
export const nothing = (): Der => primitive(Type.NULL, '');
export const utf8 = (text: string): Der => primitive(Type.UTF8, binary(Buffer.from(text, 'utf8')));
export const printable = (text: string): Der => primitive(Type.PRINTABLESTRING, text);
export const octets = (bytes: Buffer): Der => primitive(Type.OCTETSTRING, binary(bytes));
export const bits = (bytes: Buffer, unused = 0): Der =>
  primitive(Type.BITSTRING, String.fromCharCode(unused) + binary(bytes));

/** A context-specific tag around other values, or over the bytes of a primitive one. */
export const context = (tag: number, value: Der[] | Buffer): Der =>
  asn1.create(
    Class.CONTEXT_SPECIFIC,
    tag as forge.asn1.Type,
    Array.isArray(value),
    Array.isArray(value) ? value : binary(value),
  );

/** UTCTime up to 2049, GeneralizedTime from then on (RFC 5280 section 4.1.2.5). */
export const time = (date: Date): Der =>
  date.getUTCFullYear() < 2050
    ? primitive(Type.UTCTIME, asn1.dateToUtcTime(date))
    : primitive(Type.GENERALIZEDTIME, asn1.dateToGeneralizedTime(date));

export const encode = (der: Der): Buffer => Buffer.from(asn1.toDer(der).getBytes(), 'latin1');
export const decode = (bytes: Buffer): Der => asn1.fromDer(binary(bytes));

/** The n-th part of a constructed value. */
export function part(der: Der, index: number): Der {
  const found = Array.isArray(der.value) ? der.value[index] : undefined;
  if (!found) throw new Error('not the ASN.1 structure that was expected');
  return found;
}
