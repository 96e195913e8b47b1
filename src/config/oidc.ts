import { z } from 'zod';
import { file, group, ms, option } from './kinds.ts';

/** Signing in with an OpenID Connect provider, beside local accounts. */
export const oidc = group({
  issuer: option(
    z
      .url({ protocol: /^https?$/ })
      .refine(
        (url) => /^https:|^http:\/\/(localhost|127\.[0-9.]+|\[::1\])([:/]|$)/.test(url),
        'expected an https address',
      )
      .optional(),
    'Issuer of the OpenID Connect provider that people sign in with; none: local accounts only.',
    { example: 'https://identitat.example.cat' },
  ),
  clientId: option(z.string().min(1).optional(), 'Name of this deployment at the provider.', { example: 'padro' }),
  clientSecretFile: option(file.optional(), 'File with its secret there; none: a public client, by PKCE alone.', {
    example: '/etc/padro/oidc.secret',
  }),
  scope: option(
    z
      .string()
      .regex(/^openid( [\x21-\x7e]+)*$/)
      .default('openid'),
    'What is asked of the provider; it must bring the claims below.',
    { example: 'openid groups' },
  ),
  claim: option(z.string().min(1).default('groups'), 'Claim of the ID token that says what somebody is.', {
    example: 'groups',
  }),
  roles: option(
    z.record(z.string(), z.enum(['OT', 'AJ', 'LM', 'auditor', 'reader'])).default({}),
    'Role for each value of that claim; whoever has none of them is refused.',
    { example: '{"oficina-tecnica": OT}' },
  ),
  name: option(z.string().min(1).default('sub'), 'Claim that the history names people by.', { example: 'sub' }),
  caFile: option(file.optional(), 'PEM of the only authorities that the provider may be certified by.', {
    example: '/etc/padro/identitat-ca.pem',
  }),
  timeoutMs: option(ms(100).default(5_000), 'Time for each call to the provider.', { unit: 'ms', example: '5000' }),
  allowPrivate: option(z.array(z.string()).default([]), 'Private or loopback ranges in which the provider may be.', {
    example: '["10.20.0.0/16"]',
  }),
});
