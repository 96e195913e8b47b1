import type { StoreReader } from '../../store/index.ts';

/** What PSIS said of a certificate, as the journal keeps it. */
export interface Evidence {
  readonly incident: string;
  readonly at: string;
  readonly certificate: string;
  readonly server: string;
  readonly result: string;
  readonly sha256: string;
  /** The bytes of its answer as text; null when they were purged. They name no person. */
  readonly answer: string | null;
}

/** The evidence that an incident of its own keeps; undefined when it is none. */
export function evidenceOf(reader: StoreReader, incident: string): Evidence | undefined {
  const line = reader.linesOf(incident).find(({ kind }) => kind === 'evidence');
  if (!line) return undefined;
  const { at, certificate, server, result, sha256 } = line as unknown as Evidence;
  const part = reader.evidencePart(incident);
  const answer = part === undefined ? null : Buffer.from((JSON.parse(part) as Evidence).answer!, 'base64').toString();
  return { incident, at, certificate, server, result, sha256, answer };
}

export const evidenceLine = ({ at, server, result, sha256 }: Evidence): string =>
  `PSIS: ${result}, said by its ${server} server at ${at}; SHA-256 of its answer ${sha256}\n`;
