import { type Der, oid, printable, sequence, set, utf8 } from './der.ts';

const ATTRIBUTES: Readonly<Record<string, string>> = {
  CN: '2.5.4.3',
  surname: '2.5.4.4',
  serialNumber: '2.5.4.5',
  C: '2.5.4.6',
  L: '2.5.4.7',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  givenName: '2.5.4.42',
  organizationIdentifier: '2.5.4.97',
};

/** Attributes of a distinguished name in the order in which they are written, by short name or by OID. */
export type Name = Readonly<Record<string, string>>;

export function nameDer(name: Name): Der {
  return sequence(
    ...Object.entries(name).map(([attribute, value]) =>
      set(
        sequence(
          oid(ATTRIBUTES[attribute] ?? attribute),
          attribute === 'C' || attribute === 'serialNumber' ? printable(value) : utf8(value),
        ),
      ),
    ),
  );
}
