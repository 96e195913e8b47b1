import { z } from 'zod';
import { Refusal } from '../base/errors/refusal.ts';
import { eventsOf, type Migrations, reportHash, type Tasks } from '../check/index.ts';
import { KINDS, type Migration, type Registry, VersionConflict } from '../registry/index.ts';
import { PAGE, page, pageOf } from './page.ts';
import { type Answer, type Asked, type Route, route } from './route.ts';
import { begun, task } from './tasks.ts';
import { expectedOf, told } from './versions.ts';

export interface MigrationPorts {
  readonly registry: Registry;
  readonly migrations: Migrations;
  readonly tasks: Tasks;
}

const { shape } = KINDS.migration;
const params = z.strictObject({ id: shape.id });
const why = z.string().max(500).optional().describe('Why; or the header X-Reason.');

const shown = z.object({
  id: shape.id,
  version: z.number().describe('Version; grows by one with each change.'),
  steps: z.array(z.string()).describe('What can be done now.'),
  doc: KINDS.migration.describe('The migration.'),
});

/** How an event of a migration is called here, where it differs. */
const NAMES: Readonly<Record<string, string>> = {
  checked: 'check',
  compared: 'compare',
  returned: 'return',
  retired: 'retire',
};

const shownOf = (doc: Migration, version: number): z.infer<typeof shown> => ({
  id: doc.id,
  version,
  steps: eventsOf(doc.state).map((kind) => NAMES[kind] ?? kind),
  doc,
});

/** Steps that are done at once and need nothing but why. */
const STEPS = [
  ['all', 'all', 'All traffic goes to the new endpoint'],
  ['return', 'giveBack', 'All traffic goes to the old endpoint again'],
  ['retire', 'retire', 'The municipalities are at the new endpoint from now on'],
  ['again', 'again', 'A new attempt after a return'],
] as const;

/** Migrations to a new server: opened, taken step by step, returned, retired. */
export function migrationRoutes(ports: MigrationPorts): Route[] {
  const { registry, migrations } = ports;
  const found = (id: string): Answer => {
    const row = registry.get('migration', id);
    if (!row) throw new Refusal('migration.unknown', { kind: 'migration', id });
    return { body: shownOf(row.doc, row.version), version: row.version };
  };
  const step = <B>(
    name: string,
    summary: string,
    body: z.ZodType<B>,
    move: (asked: Asked<z.infer<typeof params>, unknown, B>, seen: number) => Promise<Migration>,
  ): Route =>
    route({
      method: 'post',
      path: `/migrations/{id}/${name}`,
      summary,
      operation: 'write:migration',
      conditional: true,
      reasoned: true,
      params,
      body,
      answer: shown,
      async handle(asked) {
        await told(move(asked, expectedOf(asked.request)));
        return found(asked.params.id);
      },
    });
  return [
    route({
      method: 'get',
      path: '/migrations',
      summary: 'Migrations to new servers',
      operation: 'read:migration',
      query: z.strictObject({ ...PAGE, state: shape.state.unwrap().optional().describe('Only those in this state.') }),
      answer: pageOf(shown),
      handle({ query }) {
        const rows = registry.list('migration').filter(({ doc }) => (query.state ?? doc.state) === doc.state);
        const items = rows.map(({ doc, version }) => shownOf(doc, version)).sort((a, b) => (a.id < b.id ? -1 : 1));
        return { body: page(items, ({ id }) => id, query) };
      },
    }),
    route({
      method: 'get',
      path: '/migrations/{id}',
      summary: 'One migration, and what can be done now',
      operation: 'read:migration',
      params,
      answer: shown,
      handle: ({ params }) => found(params.id),
    }),
    route({
      method: 'post',
      path: '/migrations',
      summary: 'Opens a migration: the new endpoint beside the old one',
      operation: 'write:migration',
      reasoned: true,
      body: KINDS.migration.pick({ id: true, from: true, to: true, threshold: true, window: true }).extend({ why }),
      answer: shown,
      status: 201,
      async handle({ body: { why: _, ...migration }, who, why }) {
        const opened = migrations.open(migration, who, why).catch((error: unknown) => {
          throw error instanceof VersionConflict ? new Refusal('api.exists', { id: migration.id }) : error;
        });
        await told(opened);
        return { ...found(migration.id), location: `/migrations/${migration.id}` };
      },
    }),
    ...(['check', 'compare'] as const).map((name) => longStep(name, ports)),
    step('share', 'So much of the traffic goes to the new endpoint', sharing, ({ params, body, who, why }, seen) =>
      migrations.share(params.id, body.share, who, why, seen),
    ),
    ...STEPS.map(([name, act, summary]) =>
      step(name, summary, z.strictObject({ why }), ({ params, who, why }, seen) =>
        migrations[act](params.id, who, why, seen),
      ),
    ),
  ];
}

const sharing = z.strictObject({
  share: z.number().int().min(1).max(99).describe('Per cent of the traffic.'),
  why,
});

const LONG = {
  check: 'Begins the acceptance check of the new endpoint',
  compare: 'Begins to ask both endpoints the same test queries',
} as const;

function longStep(step: 'check' | 'compare', { migrations, tasks }: MigrationPorts): Route {
  return route({
    method: 'post',
    path: `/migrations/{id}/${step}`,
    summary: LONG[step],
    operation: 'write:migration',
    params,
    answer: task,
    status: 202,
    async handle({ params: { id }, who }) {
      migrations.ready(id, step);
      const one = await tasks.begin(`migration-${step}`, id, who, async () => {
        if (step === 'compare') {
          const comparison = await migrations.compare(id, who);
          return { good: comparison.results === 0, comparison };
        }
        const report = await migrations.check(id, who);
        return { good: report.accepted, report: reportHash(report) };
      });
      return begun(tasks, one);
    },
  });
}
