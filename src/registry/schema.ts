import { z } from 'zod';
import { certificate } from './certificate.ts';
import { expedient } from './circuit/expedient.ts';
import { checkEndpointUrl } from './endpoint-url.ts';
import { ens as body } from './ens.ts';
import { migration } from './migration.ts';
import { stopSwitch } from './stops.ts';
import { date, ens, environment, fingerprint, ine } from './values.ts';

/** What the registry knows, one schema a kind. Dates are ISO 8601 (`2026-01-31` or with time and zone). */

export const addressGroup = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .describe('Name of the group; a label of the metrics.'),
  environment: z.union([environment, z.literal('all')]).describe('Environment that they reach, or all.'),
  may: z.array(z.enum(['query', 'health', 'read', 'write', 'psis'])).describe('What its addresses may do.'),
  addresses: z.array(z.string()).describe('Addresses and CIDR ranges.'),
});

export const consumer = z.strictObject({
  ens,
  name: z.string().min(1).describe('Name of the body.'),
  nif: z.string().optional().describe('NIF of the body.'),
  fingerprints: z
    .array(fingerprint)
    .default([])
    .describe('SHA-256 fingerprints of its certificates, without dates; others are records of their own.'),
  acceptNif: z.boolean().default(false).describe('Accept any seal under a trusted anchor that names its NIF.'),
  sha1Until: date.optional().describe('SHA-1 signatures are accepted until then.'),
  signedTimestamp: z.boolean().default(false).describe('Require a signed Timestamp.'),
  ways: z
    .strictObject({
      signature: z.boolean().default(true).describe('By a signed message.'),
      channel: z.boolean().default(true).describe('By its certificate on the channel.'),
      token: z.boolean().default(true).describe('By a token that its key has signed (REST).'),
    })
    .prefault({})
    .describe('How it may authenticate: by signature, by certificate on the channel, by token.'),
});

export const authorisation = z.strictObject({
  ens,
  producte: z.literal('PADRO').describe('The producte.'),
  modalitats: z.union([z.literal('*'), z.array(z.string()).min(1)]).describe('Modalitats, or all of them.'),
  finalitat: z.string().optional().describe('Purpose of its queries; this or a procediment.'),
  procediment: z.string().optional().describe('Procedure of its queries.'),
  from: date.describe('Beginning.'),
  to: date.optional().describe('End, not included; none: open.'),
});

export const endpoint = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9.-]{1,60}$/)
    .describe('Name of the endpoint.'),
  environment,
  url: z.string().superRefine(checkEndpointUrl).describe('Address of its synchronous frontal.'),
  ca: z
    .array(z.string().includes('-----BEGIN CERTIFICATE-----', 'expected a certificate in PEM'))
    .default([])
    .describe('PEM of the only authorities (or self-signed certificates) that its TLS may rest on.'),
  pins: z
    .array(z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'expected a SHA-256 in base64'))
    .default([])
    .describe('SHA-256 of the only public keys (SPKI) that its TLS may show, base64.'),
  signature: z
    .strictObject({
      fingerprints: z.array(fingerprint).min(1).describe('SHA-256 fingerprints of the certificates that sign them.'),
      required: z.boolean().default(true).describe('An answer without a signature is a failed source.'),
    })
    .optional()
    .describe('Who signs its answers; in producció a required signature counts as much as a pinned key.'),
  unpinnedUntil: date
    .optional()
    .describe(
      'In producció it may answer without a pinned key or a required signature until then: a counted exception.',
    ),
  timeoutMs: z.number().int().min(100).max(600_000).optional().describe('Time for its whole answer, milliseconds.'),
  probe: z
    .strictObject({
      municipi: ine,
      tipus: z.number().int().min(1).max(4).describe('Kind of the document.'),
      document: z.string().min(1).max(40).describe('Number of the document.'),
    })
    .optional()
    .describe('Person agreed with the municipality, whom probes and checks may ask for.'),
  verified: z
    .strictObject({
      at: date.describe('When it passed.'),
      report: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .describe('SHA-256 of the report.'),
      url: z
        .string()
        .optional()
        .describe('Address that was checked; without it, or at another one, it has to pass again.'),
    })
    .optional()
    .describe('When it passed its acceptance check, and the SHA-256 of the report.'),
  maintenance: z
    .array(
      z.strictObject({
        from: date.describe('Beginning.'),
        to: date.describe('End, not included.'),
        message: z.string().min(1).max(500).describe('What is told meanwhile.'),
      }),
    )
    .default([])
    .describe('Windows in which it is not asked, each with a message for operators and the registry.'),
});

export const municipality = z.strictObject({
  ine,
  name: z.string().min(1).describe('Name of the municipality.'),
  endpoints: z.partialRecord(environment, z.string()).describe('Endpoint by environment.'),
  exempt: z
    .array(environment)
    .default([])
    .describe('Environments in which it answers without a conveni in force and an acceptance check.'),
  ownPath: z
    .string()
    .regex(/^\/[\w./-]*$/, 'expected a path, such as /17023/siri-proxy/services/Sincron')
    .optional()
    .describe('Path at its endpoint for *_PROPI, which name no municipality.'),
});

export const KINDS = {
  addressGroup,
  ens: body,
  consumer,
  certificate,
  authorisation,
  endpoint,
  municipality,
  integration: expedient,
  migration,
  stop: stopSwitch,
} as const;
export type Kind = keyof typeof KINDS;
export type Records = { readonly [K in Kind]: readonly z.infer<(typeof KINDS)[K]>[] };
