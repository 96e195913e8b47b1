import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { date, ens, fingerprint, isCertificate } from './values.ts';

const record = z.strictObject({
  ens,
  endpoint: z.string().optional().describe('Endpoint whose answers it signs; none: it signs the petitions of its ens.'),
  label: z.string().min(1).max(100).describe('What operators call it.'),
  fingerprint: fingerprint.describe('SHA-256 of the certificate.'),
  notBefore: z.iso.datetime().optional().describe('Beginning that the certificate itself names.'),
  notAfter: z.iso.datetime().optional().describe('End that the certificate itself names.'),
  from: date.optional().describe('It counts from then on; none: at once.'),
  until: date.optional().describe('It counts until then, not included; none: as long as the certificate is valid.'),
});

const given = record.partial({ fingerprint: true }).extend({
  pem: z
    .string()
    .trim()
    .regex(/^-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----$/, 'expected one certificate in PEM')
    .refine(isCertificate, 'expected a certificate in PEM')
    .optional()
    .describe('The certificate, in place of its fingerprint and dates, which are read from it; it is not kept.'),
});

/**
 * A signing certificate of a consumer, or of an endpoint. It is given as PEM or by its fingerprint; of its subject, which may
 * name a person (protocol section 10), nothing is kept.
 */
export const certificate = given
  .superRefine(({ pem, fingerprint, notBefore, notAfter }, context) => {
    if ((pem === undefined) === (fingerprint === undefined)) {
      context.addIssue({ code: 'custom', path: ['fingerprint'], message: 'give a fingerprint or a pem, one of them' });
    }
    if (pem !== undefined && (notBefore ?? notAfter) !== undefined) {
      context.addIssue({ code: 'custom', path: ['pem'], message: 'its dates are read from the pem: leave them out' });
    }
  })
  .transform(({ pem, ...rest }) => (pem === undefined ? rest : { ...rest, ...factsOf(pem) }))
  .pipe(record)
  .refine(({ from, until }) => !from || !until || Date.parse(from) < Date.parse(until), {
    path: ['until'],
    message: 'expected an end behind the beginning',
  });

export type Certificate = z.infer<typeof record>;

function factsOf(pem: string): Pick<Certificate, 'fingerprint' | 'notBefore' | 'notAfter'> {
  const { fingerprint256, validFrom, validTo } = new X509Certificate(pem);
  const iso = (text: string): string => new Date(text).toISOString();
  return {
    fingerprint: fingerprint256.replaceAll(':', '').toLowerCase(),
    notBefore: iso(validFrom),
    notAfter: iso(validTo),
  };
}
