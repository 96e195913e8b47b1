import { ZodError, z } from 'zod';
import { names } from '../base/errors/catalogue/expected.ts';
import { issueOf } from '../base/errors/issue.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { type Json, schemaOf } from '../base/openapi.ts';
import {
  type Change,
  KINDS,
  type Kind,
  put,
  type Registry,
  type Versioned,
  WARNINGS,
  type Warning,
  warningsOf,
} from '../registry/index.ts';
import { PAGE, page, pageOf } from './page.ts';
import { type Route, route } from './route.ts';
import { expectedOf, told } from './versions.ts';

const id = z.string().min(1).max(300).describe('Identifier of the record among its kind.');
const why = z.string().max(500).optional().describe('Why it is changed; or the header X-Reason.');

const changed = z.object({
  seq: z.number().describe('Number of the change.'),
  at: z.string().describe('When, ISO 8601.'),
  who: z.string().describe('Who made it.'),
  why: z.string().describe('Why.'),
  version: z.number().describe('Version that it made.'),
  before: z.unknown().describe('Content before; null for a new record.'),
  after: z.unknown().describe('Content after; null for one that was taken away.'),
});

const warnings = z.array(z.enum(Object.keys(WARNINGS) as Warning[])).describe(
  `What is odd about it, and accepted. ${Object.entries(WARNINGS)
    .map(([code, text]) => `${code}: ${text}`)
    .join(' ')}`,
);

/** The fields of a record, each a filter of its list. */
function filtersOf(kind: Kind): z.ZodRawShape {
  const filter = z.string().max(300).optional().describe('Only records whose field has, or lists, this value.');
  const { properties } = schemaOf(KINDS[kind], 'output') as { properties: Json };
  return Object.fromEntries(Object.keys(properties).map((field) => [field, filter]));
}

/** Kinds that are changed by their acts alone, never as a whole. */
const BY_ACTS: readonly Kind[] = ['integration', 'migration'];

/** Reading, writing and history of the records of every kind: the same for each, from its schema. */
export const recordRoutes = (registry: Registry): Route[] =>
  (Object.keys(KINDS) as Kind[]).flatMap((kind) => [
    ...readingOf(kind, registry),
    ...(BY_ACTS.includes(kind) ? [] : writingOf(kind, registry)),
  ]);

function partsOf(kind: Kind, registry: Registry) {
  const doc = KINDS[kind].describe('The record.');
  return {
    list: `/records/${kind}`,
    one: `/records/${kind}/{id}`,
    doc,
    params: z.strictObject({ id }),
    record: z.object({ id, version: z.number().describe('Version; grows by one with each change.'), doc, warnings }),
    /** @throws Refusal `api.not-found` */
    found(wanted: string) {
      const row = registry.get(kind, wanted);
      if (!row) throw new Refusal('api.not-found');
      return shown(registry)(row);
    },
  };
}

function readingOf(kind: Kind, registry: Registry): Route[] {
  const { list, one, params, record, found } = partsOf(kind, registry);
  return [
    route({
      method: 'get',
      path: list,
      summary: `Records of the kind ${kind}`,
      operation: `read:${kind}`,
      query: z.strictObject({ ...filtersOf(kind), ...PAGE }),
      answer: pageOf(record),
      handle({ query: { limit, after, ...filters } }) {
        const rows = registry.list(kind).filter((row) => matches(row.doc, filters as Record<string, string>));
        return { body: page(inOrder(rows).map(shown(registry)), (row) => row.id, { limit, after }) };
      },
    }),
    route({
      method: 'get',
      path: one,
      summary: `One record of the kind ${kind}`,
      operation: `read:${kind}`,
      params,
      answer: record,
      handle: ({ params }) => ({ body: found(params.id), version: found(params.id).version }),
    }),
    route({
      method: 'get',
      path: `${one}/history`,
      summary: `Every change of a record of the kind ${kind}, the oldest first`,
      operation: `history:${kind}`,
      params,
      query: z.strictObject({ ...PAGE }),
      answer: pageOf(changed),
      async handle({ params, query }) {
        const changes = await registry.history(kind, params.id);
        if (changes.length === 0) throw new Refusal('api.not-found');
        const told = changes.map(({ at, seq, who, why, version, before, after }) => ({
          ...{ seq, at: new Date(Number(at)).toISOString(), who, why, version, before, after },
        }));
        return { body: page(told, ({ seq }) => String(seq).padStart(16, '0'), query) };
      },
    }),
  ];
}

function writingOf(kind: Kind, registry: Registry): Route[] {
  const { one, doc, params, record, found } = partsOf(kind, registry);
  return [
    route({
      method: 'put',
      path: one,
      summary: `Makes or changes a record of the kind ${kind}`,
      operation: `write:${kind}`,
      conditional: true,
      reasoned: true,
      params,
      body: z.strictObject({ doc, why }),
      answer: record,
      async handle({ params, body, who, why, request }) {
        const change = checked(() => put(kind, body.doc as never));
        if (change.id !== params.id) throw new Refusal('api.invalid', { path: 'id', expected: names(change.id) });
        await written(registry, { ...change, expected: expectedOf(request) }, who, why);
        const row = found(params.id);
        return { status: row.version === 1 ? 201 : 200, body: row, version: row.version };
      },
    }),
    route({
      method: 'delete',
      path: one,
      summary: `Takes a record of the kind ${kind} away`,
      operation: `write:${kind}`,
      conditional: true,
      reasoned: true,
      params,
      async handle({ params, who, why, request }) {
        found(params.id);
        await written(registry, { kind, id: params.id, doc: null, expected: expectedOf(request) }, who, why);
        return {};
      },
    }),
  ];
}

const shown =
  ({ current }: Registry) =>
  ({ id, version, doc }: Versioned<Kind>) => ({ id, version, doc, warnings: warningsOf(doc, current) });

const inOrder = <T extends { readonly id: string }>(rows: readonly T[]): T[] =>
  [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));

const matches = (doc: unknown, filters: Readonly<Record<string, string>>): boolean =>
  Object.entries(filters).every(([field, value]) => {
    const found = Object.hasOwn(doc as object, field) ? (doc as Record<string, unknown>)[field] : undefined;
    return Array.isArray(found) ? found.includes(value) : String(found ?? '') === value;
  });

function checked(make: () => Change): Change {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const { path, expected } = issueOf(error, '');
    throw new Refusal('api.invalid', { path: path === '' ? 'doc' : `doc.${path}`, expected });
  }
}

const written = (registry: Registry, change: Change, who: string, why: string): Promise<void> =>
  told(registry.change([change], who, why));
