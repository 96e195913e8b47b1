import type { Request } from 'express';
import { type Access, may, type Operation, type Principal, type SignIn } from '../access/index.ts';
import type { Permission } from '../base/domain.ts';
import { Refusal } from '../base/errors/refusal.ts';

export const COOKIE = 'padro_session';

/** Who may call the management plane's API. */
export interface Gate {
  readonly access: Access;
  /** Undefined: there are local accounts only. */
  readonly signIn: SignIn | undefined;
  /** What an address may do there. */
  readonly permissions: (address: string) => readonly Permission[];
  /** Public origin of the plane, `https://registre.example.cat`; empty: the address that it listens on. */
  readonly origin: string;
}

/**
 * Where the call comes from: an allowed address, our own name, and no page of somebody else's (threats A151).
 *
 * @throws Refusal `api.address`, `api.host`, `api.cross-site`
 */
export function checkPlace(request: Request, { permissions, origin }: Gate, writes: boolean): void {
  const granted = permissions(request.socket.remoteAddress ?? '');
  if (!granted.includes(writes ? 'write' : 'read')) throw new Refusal('api.address');
  const host = request.get('host') ?? '';
  const own = origin ? new URL(origin).host : '';
  // A name of somebody else's that resolves to us is DNS rebinding; an address is none.
  if (host !== own && !/^(localhost|[0-9.]+|\[[0-9a-f:.]+\])(:\d+)?$/i.test(host)) throw new Refusal('api.host');
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const from = request.get('origin');
  if (from !== undefined && from !== (origin || `http://${host}`)) throw new Refusal('api.cross-site');
  const site = request.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Refusal('api.cross-site');
}

/** Whoever may do one of these. @throws Refusal `api.unauthenticated`, `api.forbidden` */
export async function authorised(
  request: Request,
  access: Access,
  operations: readonly Operation[],
): Promise<Principal> {
  const principal = await principalOf(request, access);
  if (!principal) throw new Refusal('api.unauthenticated');
  if (!operations.some((one) => may(principal, one))) {
    throw new Refusal('api.forbidden', { operation: operations.join(' | ') });
  }
  return principal;
}

/** A token counts in the Authorization header alone: addresses end up in logs. */
export async function principalOf(request: Request, access: Access): Promise<Principal | undefined> {
  const token = /^Bearer ([\w-]{1,100})$/.exec(request.get('authorization') ?? '')?.[1];
  if (request.get('authorization') !== undefined) return token ? access.byToken(token) : undefined;
  const session = sessionOf(request);
  return session ? access.bySession(session) : undefined;
}

export const sessionOf = (request: Request): string | undefined => cookieOf(request, COOKIE);

/** A cookie that is one of ours by its form. */
export const cookieOf = (request: Request, name: string): string | undefined =>
  new RegExp(`(?:^|; )${name}=([\\w-]{1,100})(?:;|$)`).exec(request.get('cookie') ?? '')?.[1];

/** The cookies that are set: none is for scripts, nor for plain HTTP where the plane is reached by HTTPS. */
export function cookiesOf(origin: string) {
  const secure = origin.startsWith('https:') ? '; Secure' : '';
  return {
    session: (secret: string) => `${COOKIE}=${secret}; HttpOnly; SameSite=Strict; Path=/${secure}`,
    ended: `${COOKIE}=; Max-Age=0; HttpOnly; SameSite=Strict; Path=/${secure}`,
    /** Comes along when another site sends the browser here; lives so many seconds. */
    brief: (name: string, value: string, seconds: number) =>
      `${name}=${value}; Max-Age=${seconds}; HttpOnly; SameSite=Lax; Path=/${secure}`,
  };
}
