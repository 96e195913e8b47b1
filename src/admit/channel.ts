/** How a proxy that ends TLS passes on the certificate that its client showed. */
export const CLIENT_CERTIFICATE_FORMS = ['rfc9440', 'nginx', 'haproxy'] as const;
export type ClientCertificateForm = (typeof CLIENT_CERTIFICATE_FORMS)[number];

const PEM = /^-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

const fromBase64 = (text: string): Buffer | undefined => (BASE64.test(text) ? Buffer.from(text, 'base64') : undefined);

const READ: Readonly<Record<ClientCertificateForm, (value: string) => Buffer | undefined>> = {
  /** RFC 9440 section 2.2: a byte sequence of structured fields, `:MII…:`. */
  rfc9440: (value) => fromBase64(/^:([^:]*):$/.exec(value)?.[1] ?? ''),
  /** `$ssl_client_escaped_cert`: PEM, percent-encoded. */
  nginx: (value) => fromBase64(PEM.exec(percentDecoded(value).trim())?.[1]?.replace(/\s+/g, '') ?? ''),
  /** `%[ssl_c_der,base64]`. */
  haproxy: fromBase64,
};

function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}

/** DER of the certificate in a header's value; undefined when it is empty or unreadable. */
export const readClientCertificate = (value: string, form: ClientCertificateForm): Buffer | undefined =>
  READ[form](value.trim());
