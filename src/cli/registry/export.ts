import { loadConfig } from '../../config/index.ts';
import { KINDS, type Kind, writeRegistry } from '../../registry/index.ts';
import { writeNew } from '../files.ts';
import type { Io } from '../io.ts';
import { withRegistry } from './open.ts';

/** @throws Failure when the file is there already, or there is no store */
export function exportTo(file: string, config: string | undefined, io: Io): Promise<void> {
  return withRegistry(loadConfig({ file: config }), io.clock, async ({ registry }) => {
    const rows = (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
      registry.list(kind).map(({ id, doc }) => ({ kind, id, doc })),
    );
    const [last] = await registry.changesSince(registry.seq - 1, 1);
    const text = writeRegistry(rows, { seq: registry.seq, at: new Date(last?.at ?? 0).toISOString() });
    if (file === '-') return void io.stdout.write(text);
    writeNew(file, text);
    io.stdout.write(`${rows.length} records written to ${file}\n`);
  });
}
