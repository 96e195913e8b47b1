import { loadConfig } from '../../config/index.ts';
import { fromStore } from '../explain/store.ts';
import { UsageError } from '../failure.ts';
import type { Io } from '../io.ts';
import { actOn } from '../remote/act-on.ts';
import { RECORD } from '../remote/api.ts';
import { gatewayOf } from '../remote/gateway.ts';
import type { Where } from '../remote/options.ts';
import { type Listed, listConsumers, listSha1, type Row } from './list.ts';

/** The consumers of the registry. @throws UsageError, Failure */
export const consumersAt = (where: Where, io: Io): Promise<Listed[]> =>
  actOn(where, io, {
    store: (config) => fromStore(config, (reader) => listConsumers(reader.registryRows(), io.clock.now())),
    async gateway(api) {
      const rowsOf = async (kind: 'consumer' | 'certificate'): Promise<Row[]> =>
        (await api.list(`/records/${kind}`, RECORD)).map(({ doc }) => ({ kind, doc }));
      const rows = await Promise.all([rowsOf('consumer'), rowsOf('certificate')]);
      return listConsumers(rows.flat(), io.clock.now());
    },
  });

/** Those with a SHA-1 exception, and its uses: of a store alone, as the API does not show the journal. @throws UsageError, Failure */
export function sha1At(where: Where, { clock }: Io): Listed[] {
  if (gatewayOf(where))
    throw new UsageError('--sha1 counts uses in the journal, which the API does not show: leave --url out');
  return fromStore(loadConfig({ file: where.config }), (reader) => listSha1(reader, clock.now()));
}
