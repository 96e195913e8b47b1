import { z } from 'zod';
import { Refusal } from '../base/errors/refusal.ts';
import { MODALITATS } from '../base/modalitats.ts';
import { type Municipi, municipisOf, type Registry } from '../registry/index.ts';
import type { Integrations } from './integrations.ts';
import { PAGE, page, pageOf } from './page.ts';
import { type Route, route } from './route.ts';

const ine = z
  .string()
  .regex(/^[0-9]{5}$/)
  .describe('INE code: province and municipality, five digits.');
const state = z
  .enum(['integrated', 'testing', 'none'])
  .describe('It answers in producció, only in a test environment, or not at all.');

/** What everybody may know of a municipality. */
export const municipi = z.object({
  ine,
  ine6: z.string().describe('INE code with its control digit.'),
  ens: z.string().describe('INE10 code of its town council.'),
  name: z.string().describe('Name of the municipality.'),
  state,
  environments: z.array(z.string()).describe('Environments in which it has a server.'),
  since: z.string().nullable().describe('Since when it is integrated, ISO 8601; null when it is not.'),
  modalitats: z.array(z.string()).describe('Modalitats that may be asked of it.'),
});

const CODES = [...MODALITATS.keys()];

/** Municipalities as they are shown outside: field by field, so that nothing internal ever slips in. */
export function publicMunicipis(registry: Registry, integrations: Integrations): z.infer<typeof municipi>[] {
  return municipisOf({ municipality: registry.current.municipalities }).map(
    ({ ine, ine6, ens, name, state, environments }: Municipi) => ({
      ine,
      ine6,
      ens,
      name,
      state,
      environments: [...environments],
      since: state === 'integrated' ? integrations.since(ine) : null,
      modalitats: state === 'none' ? [] : CODES,
    }),
  );
}

export function municipiRoutes(registry: Registry, integrations: Integrations): Route[] {
  return [
    route({
      method: 'get',
      path: '/municipis',
      summary: 'The municipalities of Catalonia, and which are integrated',
      query: z.strictObject({
        ...PAGE,
        state: state.optional(),
        name: z.string().max(100).optional().describe('Part of the name, whatever its accents and capitals.'),
      }),
      answer: pageOf(municipi),
      handle({ query }) {
        const asked = plain(query.name ?? '');
        const found = publicMunicipis(registry, integrations).filter(
          (one) => (!query.state || one.state === query.state) && plain(one.name).includes(asked),
        );
        return { body: page(found, (one) => one.ine, query) };
      },
    }),
    route({
      method: 'get',
      path: '/municipis/{ine}',
      summary: 'One municipality',
      params: z.strictObject({ ine }),
      answer: municipi,
      handle({ params }) {
        const body = publicMunicipis(registry, integrations).find((one) => one.ine === params.ine);
        if (!body) throw new Refusal('api.not-found');
        return { body };
      },
    }),
  ];
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
