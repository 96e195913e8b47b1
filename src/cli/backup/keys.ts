import type { Config } from '../../config/index.ts';

/** Key files without which a copy of the store cannot be used in full. */
export const keysOf = ({ record, lots, store }: Config): string[] => [
  record.hmacKeyFile ?? `${store.path}.key`,
  lots.keyFile ?? `${store.path}.lots.key`,
];
