import { z } from 'zod';
import { file, group, option } from './kinds.ts';

/** Where registry and journal are kept. */
export const store = group({
  path: option(file.default('var/padro.sqlite'), 'SQLite file of the registry and the journal.', {
    example: '/var/lib/padro/padro.sqlite',
  }),
  url: option(
    z
      .url({ protocol: /^postgres(ql)?$/ })
      .refine((url) => !/\/\/[^/]*:[^/]*@|[?&]password=/.test(url), 'no password in an address: use store.passwordFile')
      .optional(),
    'PostgreSQL database in place of the SQLite file, for several nodes.',
    { example: 'postgres://padro@db.example.cat/padro?sslmode=verify-full' },
  ),
  passwordFile: option(file.optional(), 'File with the password of the database.', {
    example: '/etc/padro/database.password',
  }),
  node: option(
    z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/)
      .default('node'),
    "Name of this node's journal chain in PostgreSQL; each node needs one of its own.",
    { example: 'node-1' },
  ),
});
