import { existsSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { type Chain, checkChains } from '../journal/check.ts';
import type { Tables } from '../schema.ts';

/** What a copy of a store holds. */
export interface Copy {
  /** Records of the registry. */
  readonly records: number;
  readonly chains: readonly Chain[];
  /** Where the store that was replaced is kept; undefined: there was none. */
  readonly replaced: string | undefined;
}

/** Reads a store that was copied, every link of its journal included. */
export async function contentOf(db: Kysely<Tables>, replaced?: string): Promise<Copy> {
  const counted = db.selectFrom('registry_record').select((e) => e.fn.countAll().as('records'));
  const { records } = await counted.executeTakeFirstOrThrow();
  return { records: Number(records), chains: await checkChains(db), replaced };
}

/** @throws Error naming the links that do not hold */
export function checkHolds({ chains }: Pick<Copy, 'chains'>, file: string): void {
  const broken = chains.find(({ wrong }) => wrong.length > 0);
  if (!broken) return;
  const of = broken.node === undefined ? '' : ` of ${broken.node}`;
  throw new Error(`${file}: the journal${of} does not hold at link ${broken.wrong.join(', ')}: do not use this copy`);
}

/** @throws Error when a copy would be written over something */
export function checkNew(file: string): void {
  if (existsSync(file)) throw new Error(`${file} is there already: name another file, or move it away`);
}
