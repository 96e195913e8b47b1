import { createAuthority, issue } from '../../src/pki/index.ts';
import { makeRegistryStore, openSqlite } from '../../src/store/index.ts';
import { answering } from '../child.ts';
import { catalonia } from './catalonia.ts';

/** Fills the registry of the store at a path; every other endpoint has a certificate of its own. */
const [path, count] = process.argv.slice(2) as [string, string];
const endpoints = Number(count);
const authority = createAuthority({ commonName: 'Autoritat del banc de proves' });
const certificates = Array.from({ length: endpoints / 2 }, (_, i) => {
  const subject = { CN: `padro-${i}.example.cat` };
  return issue(authority, { subject, key: 'P-256', basicConstraints: { ca: false } }).certPem;
});
const db = await openSqlite(path);
await makeRegistryStore(db).write(catalonia(endpoints, certificates), { who: 'bench', why: 'bench', at: 0 });
await db.destroy();
answering(undefined, () => undefined);
