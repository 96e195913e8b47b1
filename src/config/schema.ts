import { z } from 'zod';
import { count, file, group, ms, option, port } from './kinds.ts';
import { lots } from './lots.ts';
import { oidc } from './oidc.ts';
import { management, publicPlane } from './planes.ts';
import { probes } from './probes.ts';
import { store } from './store.ts';

/**
 * Every option of the process, with its type, default, unit and reason. `docs/configuration.md` is made from it.
 * What changes while the gateway runs (consumers, municipalities, addresses) is not here but in the registry.
 */

export const schema = z.strictObject({
  consumer: group({
    host: option(z.string().min(1).default('0.0.0.0'), 'Address that the consumer plane listens on.', {
      example: '10.0.0.5',
    }),
    port: option(port.default(8080), 'HTTP port of the consumer plane; 0 picks a free one.', { example: '8080' }),
    tlsPort: option(port.default(8443), 'HTTPS port of the consumer plane; used when there is a TLS certificate.', {
      example: '8443',
    }),
    tlsKeyFile: option(file.optional(), 'PEM file with the private key of the HTTPS server.', {
      example: '/etc/padro/tls.key',
    }),
    tlsCertFile: option(file.optional(), 'PEM file with the certificate chain of the HTTPS server.', {
      example: '/etc/padro/tls.pem',
    }),
    origin: option(
      z
        .string()
        .regex(/^https?:\/\/[^/]+$/)
        .optional(),
      'Public origin that the WSDLs name, and tokens of REST must; never taken from the Host header. Default: the HTTP address that it listens on (tokens: either address).',
      {
        example: 'https://padro.example.cat',
      },
    ),
    trustedProxies: option(
      z.array(z.string()).default([]),
      'Addresses or CIDR ranges of proxies whose X-Forwarded-For or Forwarded header is believed, read from the right.',
      {
        example: '["10.0.0.2/32"]',
      },
    ),
  }),
  client: group({
    certificateHeader: option(
      z
        .string()
        .regex(/^[a-z0-9-]+$/)
        .optional(),
      'Header, in lower case, in which a trusted proxy that ends TLS passes on the certificate of its client.',
      { example: 'client-cert' },
    ),
    certificateForm: option(
      z.enum(['rfc9440', 'nginx', 'haproxy']).default('rfc9440'),
      'Form of that header: RFC 9440, the escaped PEM of nginx, or the base64 of HAProxy.',
      { example: 'nginx' },
    ),
  }),
  management,
  oidc,
  public: publicPlane,
  limits: group({
    bodyBytes: option(count(16_777_216).default(2_097_152), 'Largest request body; 2 MiB hold 500 solicituds.', {
      unit: 'bytes',
      example: '2097152',
    }),
    headerBytes: option(z.number().int().min(2048).max(65_536).default(16_384), 'Largest header block of a request.', {
      unit: 'bytes',
      example: '16384',
    }),
    headers: option(z.number().int().min(10).max(1000).default(100), 'Most header fields of a request.', {
      example: '100',
    }),
    headersTimeoutMs: option(ms().default(15_000), 'Time in which the header block must have come.', {
      unit: 'ms',
      example: '15000',
    }),
    requestTimeoutMs: option(ms().default(60_000), 'Time in which the whole request must have come.', {
      unit: 'ms',
      example: '60000',
    }),
    keepAliveMs: option(ms().default(65_000), 'Time that an idle connection is kept.', {
      unit: 'ms',
      example: '65000',
    }),
    requestsPerConnection: option(
      z.number().int().min(0).max(1_000_000).default(10_000),
      'Requests on one connection before it is closed; 0: no limit.',
      {
        example: '10000',
      },
    ),
    connections: option(count().default(4096), 'Connections open at once on each listener.', { example: '4096' }),
    consumerPerSecond: option(
      z.number().int().min(0).max(1_000_000).default(2_500),
      'Petitions a second of one consumer; 0: no limit.',
      {
        example: '100',
      },
    ),
    municipalityPerSecond: option(
      z.number().int().min(0).max(1_000_000).default(2_500),
      'Petitions a second to one municipality; 0: no limit.',
      {
        example: '50',
      },
    ),
    inFlight: option(
      count().default(2048),
      'Requests in flight at once, their body there; and as many of unknown connections before that. More are answered 503.',
      { example: '2048' },
    ),
    shutdownMs: option(ms().default(30_000), 'Time that requests in flight are given to finish at shutdown.', {
      unit: 'ms',
      example: '30000',
    }),
  }),
  trust: group({
    dir: option(
      file.default('certs'),
      'Directory of PEM files with the trust anchors and intermediate authorities; a file name is the label of its certificates.',
      {
        example: '/etc/padro/trust',
      },
    ),
  }),
  verify: group({
    clockSkewMs: option(ms(0, 300_000).default(60_000), 'How far ahead of our clock a Timestamp may be.', {
      unit: 'ms',
      example: '60000',
    }),
    sealPolicies: option(
      z
        .array(z.string().regex(/^[0-2](\.[0-9]+)+$/))
        .default(['0.4.0.194112.1.1', '0.4.0.194112.1.3', '2.16.724.1.3.5.6.1', '2.16.724.1.3.5.6.2']),
      "Policies of organisations' seals, one of which a certificate must have to be accepted by its NIF: QCP-l and QCP-l-qscd of ETSI EN 319 411-2, the Spanish seals of high and of medium level.",
      { example: '["0.4.0.194112.1.3"]' },
    ),
  }),
  revocation: group({
    mode: option(
      z.enum(['off', 'when-stated', 'always']).default('when-stated'),
      'Whether revocation is asked for: when a certificate names an OCSP or CRL address (or a CRL of its issuer is at hand), or always, refusing certificates that name none.',
      { example: 'always' },
    ),
    nonceRequired: option(z.boolean().default(false), 'Refuse OCSP answers without our nonce; it is always sent.', {
      example: 'true',
    }),
    maxAgeMs: option(
      ms(1, 604_800_000).default(86_400_000),
      'How old an OCSP answer or CRL without nextUpdate may be.',
      { unit: 'ms', example: '86400000' },
    ),
    cacheMs: option(
      ms(1, 86_400_000).default(3_600_000),
      'Most time that an answer is used, never past its nextUpdate.',
      { unit: 'ms', example: '3600000' },
    ),
    timeoutMs: option(ms(1, 60_000).default(5_000), 'Time for one OCSP or CRL exchange.', {
      unit: 'ms',
      example: '5000',
    }),
    whenUnavailable: option(
      z.enum(['refuse', 'accept-until']).default('refuse'),
      'When nobody answers: refuse, or accept a certificate whose last good answer is not too old, with an alarm.',
      { example: 'accept-until' },
    ),
    acceptForMs: option(ms(1, 604_800_000).default(86_400_000), 'How old that last good answer may be.', {
      unit: 'ms',
      example: '86400000',
    }),
    allowPrivate: option(
      z.array(z.string()).default([]),
      'Private or loopback ranges in which OCSP responders and CRLs may be.',
      { example: '["10.20.0.0/16"]' },
    ),
  }),
  psis: group({
    mode: option(
      z.enum(['off', 'also', 'instead']).default('off'),
      'Whether PSIS is asked: not; besides the trust directory and revocation; or instead of both, for certificates that are registered by their fingerprint (others need the trust directory too).',
      { example: 'also' },
    ),
    primary: option(z.url().optional(), 'Address of the primary PSIS.', {
      example: 'https://psis.example.cat/psis/catcert/dss',
    }),
    secondary: option(z.url().optional(), 'Address of the secondary PSIS, asked when the primary does not answer.', {
      example: 'https://psis2.example.cat/psis/catcert/dss',
    }),
    caFile: option(file.optional(), 'PEM file with the only authority that PSIS may be certified by.', {
      example: '/etc/padro/psis-ca.pem',
    }),
    timeoutMs: option(ms(1, 60_000).default(5_000), 'Time for one exchange with PSIS.', {
      unit: 'ms',
      example: '5000',
    }),
    validCacheMs: option(ms(0, 600_000).default(600_000), 'Time that a valid answer is used, never past notAfter.', {
      unit: 'ms',
      example: '600000',
    }),
    invalidCacheMs: option(ms(0, 60_000).default(60_000), 'Time that an invalid answer is used.', {
      unit: 'ms',
      example: '60000',
    }),
    allowPrivate: option(z.array(z.string()).default([]), 'Private or loopback ranges in which PSIS may be.', {
      example: '["127.0.0.0/8"]',
    }),
  }),
  clock: group({
    source: option(
      z.url({ protocol: /^https?$/ }).optional(),
      'Address whose HTTP Date header our clock is compared with; off by more than verify.clockSkewMs, the gateway is not ready.',
      { example: 'https://time.example.cat/' },
    ),
    everyMs: option(ms(1_000).default(600_000), 'How often it is compared.', { unit: 'ms', example: '600000' }),
    allowPrivate: option(z.array(z.string()).default([]), 'Private or loopback ranges in which the source may be.', {
      example: '["10.20.0.0/16"]',
    }),
  }),
  authorise: group({
    funcionario: option(z.boolean().default(false), "Require the official's name and NIF in every petition.", {
      example: 'true',
    }),
  }),
  forward: group({
    connectTimeoutMs: option(ms().default(5_000), 'Time to connect to a municipal server.', {
      unit: 'ms',
      example: '5000',
    }),
    timeoutMs: option(
      ms().default(30_000),
      'Time for the whole answer of a municipal server, unless its record says another.',
      {
        unit: 'ms',
        example: '30000',
      },
    ),
    maxBytes: option(count(67_108_864).default(8_388_608), 'Largest answer of a municipal server.', {
      unit: 'bytes',
      example: '8388608',
    }),
    connectionsPerEndpoint: option(count(10_000).default(64), 'Connections kept to one municipal server.', {
      example: '64',
    }),
    allowPrivate: option(
      z.array(z.string()).default([]),
      'Private or loopback ranges in which municipal servers may be; every other one is refused.',
      {
        example: '["10.20.0.0/16"]',
      },
    ),
  }),
  breaker: group({
    failures: option(
      count(1000).default(10),
      'Calls one after the other that a server did not answer, after which it is left alone for a while.',
      { example: '10' },
    ),
    openMs: option(ms().default(5_000), 'Time until it is tried again; doubled after each trial that fails.', {
      unit: 'ms',
      example: '5000',
    }),
    longestMs: option(ms().default(60_000), 'Longest time between two trials.', { unit: 'ms', example: '60000' }),
  }),
  idescat: group({
    url: option(
      z.url({ protocol: /^https?$/ }).optional(),
      'Address of the synchronous frontal of IDESCAT, asked in place of a municipality; none: nobody falls back to it.',
      { example: 'https://idescat.example.cat/siri-proxy/services/Sincron' },
    ),
    environment: option(
      z.enum(['produccio', 'proves', 'desenvolupament']).default('produccio'),
      'Environment whose petitions it answers.',
      { example: 'proves' },
    ),
    caFile: option(file.optional(), 'PEM file with the only authority that IDESCAT may be certified by.', {
      example: '/etc/padro/idescat-ca.pem',
    }),
    pins: option(
      z.array(z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'expected a SHA-256 in base64')).default([]),
      'SHA-256 of the only public keys (SPKI) that it may show, base64.',
      { example: '["47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="]' },
    ),
    timeoutMs: option(
      ms(100, 600_000).default(10_000),
      "Time for its whole answer; kept back from a municipality's, so that both fit in one.",
      { unit: 'ms', example: '10000' },
    ),
    perSecond: option(z.number().int().min(0).max(100_000).default(100), 'Calls a second to it; 0: no limit.', {
      example: '50',
    }),
    inFlight: option(count(10_000).default(64), 'Calls to it at once.', { example: '32' }),
  }),
  search: group({
    enabled: option(
      z.boolean().default(false),
      'Where there is no IDESCAT: ask municipality after municipality where a person is registered. Each one asked is recorded.',
      { example: 'true' },
    ),
    parallel: option(count(100).default(8), 'Municipalities asked at once in a search.', { example: '8' }),
    inFlight: option(count(1000).default(16), 'Searches at once; more are answered as unavailable.', { example: '4' }),
    municipis: option(count(1000).default(1000), 'Most municipalities that one search may ask.', { example: '50' }),
    timeoutMs: option(ms().default(15_000), 'Time for a whole search.', { unit: 'ms', example: '15000' }),
  }),
  lots,
  seal: group({
    keyFile: option(
      file.optional(),
      'PEM file with the private key (RSA or EC) that answers are sealed with; without it they leave unsealed.',
      {
        example: '/etc/padro/seal.key',
      },
    ),
    certFile: option(file.optional(), 'PEM file with the certificate of the seal.', { example: '/etc/padro/seal.pem' }),
    nextKeyFile: option(file.optional(), 'PEM file with the private key of the seal that follows.', {
      example: '/etc/padro/seal-2027.key',
    }),
    nextCertFile: option(
      file.optional(),
      'PEM file with the certificate of the seal that follows, published at once.',
      {
        example: '/etc/padro/seal-2027.pem',
      },
    ),
    nextFrom: option(
      z.iso.datetime({ offset: true }).optional(),
      'From when the seal that follows signs, without a restart; both certificates must be valid then.',
      { example: '2027-01-15T03:00:00Z' },
    ),
  }),
  mail: group({
    smtpUrlFile: option(
      file.optional(),
      'File with the address of the mail server, smtp:// or smtps://, user and password included. Without it letters wait in the outbox.',
      { example: '/etc/padro/smtp-url' },
    ),
    from: option(z.email().optional(), 'Address that letters come from.', { example: 'padro@example.cat' }),
    replyTo: option(z.email().optional(), 'Address that letters name for answers. Default: mail.from.', {
      example: 'oficina@example.cat',
    }),
    timeoutMs: option(ms(1_000, 300_000).default(60_000), 'Longest silence of the mail server.', {
      unit: 'ms',
      example: '60000',
    }),
    conveniUrl: option(z.url().optional(), "Address of the conveni's template, for the invitation.", {
      example: 'https://www.example.cat/conveni.docx',
    }),
  }),
  documents: group({
    issuer: option(
      z.string().min(1).max(120).default('Servei de padró en línia'),
      'Who issues volants and sheets, as they name it.',
      { example: "Consell Comarcal d'Exemple" },
    ),
    verificationUrl: option(
      z.url({ protocol: /^https?$/ }).optional(),
      'Public address of the check page, printed on volants. Default: /verificacio of the public plane.',
      {
        example: 'https://padro.example.cat/verificacio',
      },
    ),
    retentionMs: option(
      ms(86_400_000, 315_360_000_000).default(157_680_000_000),
      'How long an issued document can be checked; five years.',
      { unit: 'ms', example: '157680000000' },
    ),
  }),
  store,
  record: group({
    hmacKeyFile: option(
      file.optional(),
      'File with the key (32 bytes or more, hexadecimal) under which documents of persons are recorded; kept outside the store. Default: made beside the store.',
      {
        example: '/etc/padro/journal.key',
      },
    ),
  }),
  probes,
  log: group({
    level: option(
      z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
      'Least level that is logged, one JSON object a line on standard output.',
      {
        example: 'warn',
      },
    ),
    language: option(z.enum(['ca', 'es', 'en']).default('ca'), 'Language of the texts in faults.', { example: 'ca' }),
  }),
});

export type Config = z.infer<typeof schema>;
