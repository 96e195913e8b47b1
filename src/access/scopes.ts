/** What somebody may do: `read:endpoint`, `write:endpoint`, `history:endpoint`; `act:AJ` is acting in the circuit as that office. */
export type Operation = `${'read' | 'write' | 'history' | 'act'}:${string}`;

/** An operation, or one verb on every kind: `read:*`. */
export const SCOPE = /^(read|write|history|act):(\*|[a-zA-Z]{1,40})$/;

/** Whoever was recognised. */
export interface Principal {
  /** As the registry's history names it: `token:NAME`, `account:NAME`. */
  readonly name: string;
  readonly scopes: readonly string[];
}

/** What each role may do; what is not here is denied. */
export const ROLES = {
  /** Oficina Tècnica. */
  OT: ['read:*', 'write:*', 'history:*', 'act:OT'],
  /** Assessoria Jurídica. */
  AJ: ['read:*', 'write:authorisation', 'write:conveni', 'history:*', 'act:AJ'],
  /** Local mediation: dinamització. */
  LM: ['read:*', 'history:*', 'act:LM'],
  auditor: ['read:*', 'history:*'],
  reader: ['read:*'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Role = keyof typeof ROLES;

export const may = ({ scopes }: Pick<Principal, 'scopes'>, operation: Operation): boolean =>
  scopes.includes(operation) || scopes.includes(`${operation.slice(0, operation.indexOf(':'))}:*`);
