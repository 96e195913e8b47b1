import { z } from 'zod';
import { Refusal } from '../base/errors/refusal.ts';
import { asHtml, type CheckStore, type Report, type Tasks } from '../check/index.ts';
import { type Route, route } from './route.ts';
import { begun, task } from './tasks.ts';

type Language = 'ca' | 'es' | 'en';

export interface CheckPorts {
  readonly tasks: Tasks;
  readonly reports: Pick<CheckStore, 'report'>;
  /** Whether there is such an endpoint. @throws Refusal `migration.unknown` */
  readonly known: (endpoint: string) => void;
  readonly accept: (endpoint: string, who: string) => Promise<{ readonly report: Report; readonly hash: string }>;
  readonly pdf: (report: Report, language: Language) => Promise<Buffer>;
}

const finding = z.object({
  check: z.string().describe('What was looked at.'),
  level: z.enum(['ok', 'warning', 'problem']).describe('How it is.'),
  code: z.string().optional().describe('Which finding; none for a good one.'),
  subject: z.string().optional().describe('What it is about: a port, modalitats.'),
  seen: z.string().describe('The fact that was seen.'),
});

const milliseconds = (what: string) => z.number().describe(`${what}, milliseconds.`);

const report = z.object({
  version: z.literal(1).describe('Version of this form.'),
  endpoint: z.string().optional().describe('Endpoint of the registry.'),
  urls: z.array(z.string()).describe('Addresses that were checked.'),
  environment: z.string().describe('Environment of the endpoint.'),
  municipis: z.array(z.string()).describe('INE codes that were asked for.'),
  at: z.string().describe('When, ISO 8601.'),
  accepted: z.boolean().describe('No problem was found.'),
  pin: z.string().optional().describe('SHA-256 of the public key that its TLS showed, base64.'),
  latency: z
    .object({
      n: z.number().describe('Answers that were measured.'),
      min: milliseconds('Fastest'),
      median: milliseconds('Median'),
      p95: milliseconds('95 of 100 were faster'),
      max: milliseconds('Slowest'),
    })
    .optional()
    .describe('How fast it answered.'),
  findings: z.array(finding).describe('What was found, in its order.'),
});

/** Acceptance checks of endpoints, and their reports. */
export const checkRoutes = ({ tasks, reports, known, accept, pdf }: CheckPorts): Route[] => [
  route({
    method: 'post',
    path: '/endpoints/{id}/checks',
    summary: 'Begins the acceptance check of an endpoint; one that is accepted becomes verified',
    operation: 'write:check',
    params: z.strictObject({ id: z.string().min(1).max(60).describe('Identifier of the endpoint.') }),
    answer: task,
    status: 202,
    async handle({ params: { id }, who }) {
      known(id);
      const one = await tasks.begin('check', id, who, async () => {
        const { report, hash } = await accept(id, who);
        return { good: report.accepted, report: hash };
      });
      return begun(tasks, one);
    },
  }),
  route({
    method: 'get',
    path: '/reports/{hash}',
    summary: 'Report of an acceptance check, as JSON, a page or a PDF',
    operation: 'read:check',
    params: z.strictObject({
      hash: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .describe('SHA-256 of the report.'),
    }),
    query: z.strictObject({
      language: z.enum(['ca', 'es', 'en']).default('ca').describe('Language of the page and the PDF.'),
    }),
    answer: report,
    streams: ['text/html', 'application/pdf'],
    async handle({ params, query: { language }, request, response }) {
      const found = await reports.report(params.hash);
      if (!found) throw new Refusal('api.not-found');
      const types = ['application/json', 'text/html', 'application/pdf'];
      const type = request.accepts(types);
      if (!type) throw new Refusal('api.not-acceptable', { types: types.join(', ') });
      if (type === 'application/json') return { body: found };
      const bytes = type === 'text/html' ? asHtml(found, language) : await pdf(found, language);
      response.set('cache-control', 'no-store').vary('accept').type(String(type)).send(bytes);
      return undefined;
    },
  }),
];
