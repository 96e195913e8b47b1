import { Connection, NoAnswer } from '../acceptance/connection.ts';
import type { AcceptancePorts } from '../acceptance/context.ts';
import { payloadOf, type Query } from '../acceptance/queries.ts';
import { nobody, type Target, testPeople } from '../target.ts';
import { compareAnswers, type Difference } from './compare.ts';

export interface Comparison {
  /** Test queries that both were asked. */
  readonly queries: number;
  /** Queries that had another result, or no answer of the new one. */
  readonly results: number;
  readonly differences: readonly Difference[];
}

/**
 * The same test queries to both servers, never a citizen's: the people that may be asked for (`testPeople`), and nobody,
 * through every modalitat. Each gets the petition signed for itself, and both get the same IdPeticion.
 *
 * @throws AddressRefused
 */
export async function compareShadow(
  old: Target,
  fresh: Target,
  ports: AcceptancePorts,
  timeoutMs = 30_000,
): Promise<Comparison> {
  const options = { guard: ports.guard, timeoutMs, signal: ports.signal };
  const servers = [old, fresh].map(({ url }) => new Connection(new URL(url), options));
  const differences: Difference[] = [];
  let results = 0;
  const queries = queriesOf(old);
  try {
    for (const query of queries) {
      const payload = payloadOf(query, old, ports.clock.now());
      const signed = await ports.sign(payload);
      const [was, is] = await Promise.all(servers.map((server) => answerOf(server, signed)));
      const found = compareAnswers(query.modalitat, was!, is!);
      differences.push(...found);
      if (is!.length === 0 || found.some(({ path }) => path.endsWith('codigoResultado'))) results++;
    }
  } finally {
    for (const server of servers) server.close();
  }
  return { queries: queries.length, results, differences };
}

function queriesOf(target: Target): Query[] {
  const [municipi] = target.municipis;
  if (municipi === undefined) return [];
  const people = [...testPeople(target), nobody(municipi)];
  return target.modalitats.flatMap((modalitat) => people.map((person) => ({ modalitat, person })));
}

/** What came, or nothing: that differs from any answer. */
async function answerOf(server: Connection, signed: Buffer): Promise<Buffer> {
  try {
    return (await server.post(signed)).bytes;
  } catch (error) {
    if (error instanceof NoAnswer) return Buffer.alloc(0);
    throw error;
  }
}
