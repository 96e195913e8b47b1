import type * as pkijs from 'pkijs';

const ORGANISATION_ID = '2.5.4.97';
const SERIAL_NUMBER = '2.5.4.5';
const ALTERNATIVE_NAME = '2.5.29.17';
/** The NIF of the body in the alternative names of seals and bodies' certificates (Spanish profiles). */
const ALTERNATIVE = /^2\.16\.724\.1\.3\.5\.[67]\.[12]\.3$/;
/** A letter of a legal person, seven digits, a control letter or digit. */
const ORGANISATION_NIF = /^[ABCDEFGHJNPQRSUVWabcdefghjnpqrsuvw][0-9]{7}[0-9A-Ja-j]$/;

/** The organisation's NIF that a certificate names, in the order of protocol section 10; undefined when it names none. */
export function organisationNif(certificate: pkijs.Certificate): string | undefined {
  const subject = certificate.subject.typesAndValues;
  return (
    find(
      subject,
      (type) => type === ORGANISATION_ID,
      (text) => text.replace(/^VATES-/, ''),
    ) ??
    find(
      directoryNames(certificate),
      (type) => ALTERNATIVE.test(type),
      (text) => text,
    ) ??
    find(
      subject,
      (type) => type === SERIAL_NUMBER,
      (text) => text,
    )
  );
}

function find(
  names: readonly pkijs.AttributeTypeAndValue[],
  wanted: (type: string) => boolean,
  clean: (text: string) => string,
): string | undefined {
  for (const { type, value } of names) {
    if (!wanted(type)) continue;
    const text = clean(String(value.valueBlock.value)).trim();
    if (ORGANISATION_NIF.test(text)) return text.toUpperCase();
  }
  return undefined;
}

function directoryNames(certificate: pkijs.Certificate): pkijs.AttributeTypeAndValue[] {
  const extension = certificate.extensions?.find(({ extnID }) => extnID === ALTERNATIVE_NAME);
  const names = (extension?.parsedValue as pkijs.GeneralNames | undefined)?.names ?? [];
  return names.flatMap(({ type, value }) =>
    type === 4 ? (value as pkijs.RelativeDistinguishedNames).typesAndValues : [],
  );
}
