import { names } from '../../base/errors/catalogue/expected.ts';
import { Refusal } from '../../base/errors/refusal.ts';
import type { Migration, MigrationState } from '../../registry/index.ts';

/** What happens to a migration, with what it must know. */
export type MigrationEvent =
  /** The acceptance check of the new endpoint. */
  | { readonly kind: 'checked'; readonly accepted: boolean; readonly report: string }
  /** The same test queries to both. */
  | { readonly kind: 'compared'; readonly comparison: NonNullable<Migration['comparison']> }
  /** So much of the traffic goes to the new one, per cent. */
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'all' }
  /** All traffic goes to the old one again. */
  | { readonly kind: 'returned'; readonly reason: string }
  /** The old one is needed no more. */
  | { readonly kind: 'retired' }
  /** A new attempt. */
  | { readonly kind: 'again' };

type Kind = MigrationEvent['kind'];

/** From which states each thing may happen, and where it leads. */
const STEPS: Readonly<Record<Kind, { readonly from: readonly MigrationState[]; readonly to: MigrationState }>> = {
  checked: { from: ['preparing', 'checked'], to: 'checked' },
  compared: { from: ['checked', 'shadowing'], to: 'shadowing' },
  share: { from: ['shadowing', 'share'], to: 'share' },
  all: { from: ['share'], to: 'all' },
  returned: { from: ['share', 'all'], to: 'returned' },
  retired: { from: ['all'], to: 'retired' },
  again: { from: ['returned'], to: 'preparing' },
};

/** What may happen in a state. */
export const eventsOf = (state: MigrationState): MigrationEvent['kind'][] =>
  (Object.keys(STEPS) as Kind[]).filter((kind) => STEPS[kind].from.includes(state));

/** Whatever of a migration an attempt leaves behind. */
const cleared = ({ report: _, comparison: __, reason: ___, ...rest }: Migration): Migration => rest;

/** What each thing writes; and what keeps it from happening. */
const WRITES: {
  readonly [K in Kind]: (migration: Migration, event: Extract<MigrationEvent, { kind: K }>) => Migration;
} = {
  checked(migration, { accepted, report }) {
    if (!accepted) throw new Refusal('migration.not-accepted', { endpoint: migration.to });
    return { ...migration, report };
  },
  compared: (migration, { comparison }) => ({ ...migration, comparison }),
  share(migration, { share }) {
    if (!(Number.isInteger(share) && share >= 1 && share <= 99)) throw new Refusal('migration.share', { share });
    const results = migration.comparison?.results ?? 0;
    if (results > 0) throw new Refusal('migration.differs', { results });
    return { ...migration, share };
  },
  all: (migration) => ({ ...migration, share: 100 }),
  returned: (migration, { reason }) => ({ ...migration, share: 0, reason }),
  retired: (migration) => migration,
  again: (migration) => ({ ...cleared(migration), share: 0 }),
};

/**
 * A migration after something happened. Pure: nothing is read or written.
 *
 * @throws Refusal `migration.step`, `migration.not-accepted`, `migration.share`, `migration.differs`
 */
export function advance(migration: Migration, event: MigrationEvent): Migration {
  const { from, to } = STEPS[event.kind];
  if (!from.includes(migration.state)) {
    throw new Refusal('migration.step', { step: event.kind, state: migration.state, expected: names(from.join(', ')) });
  }
  const write = WRITES[event.kind] as (migration: Migration, event: MigrationEvent) => Migration;
  return { ...write(migration, event), state: to };
}
