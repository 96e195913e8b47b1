import type { Clock } from '../base/clock.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { Lockout } from './lockout.ts';
import { type Principal, ROLES, type Role, SCOPE } from './scopes.ts';
import { hashOf, hashPassword, newSecret, passwordIs } from './secrets.ts';
import type { SignedIn } from './sign-in.ts';
import type { AccessEvent, AccessStore, SessionRow } from './store.ts';

const NAME = /^[a-z0-9.@_-]{1,60}$/;
const LEAST_PASSWORD = 12;
const DAY_MS = 86_400_000;
const MOST_DAYS = 366;

/** Who may act: accounts, sessions and machine tokens. Secrets are shown once and kept as hashes. */
export class Access {
  readonly #store: AccessStore;
  readonly #clock: Clock;
  readonly #sessionMs: number;
  readonly #lockout: Lockout;
  /** Passwords are judged one after the other: guessing takes one core at most. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: AccessStore, clock: Clock, sessionMs: number) {
    this.#store = store;
    this.#lockout = new Lockout(store);
    this.#clock = clock;
    this.#sessionMs = sessionMs;
  }

  /** @returns the token, that nobody is shown again @throws RangeError when a value is wrong, Error when the name is taken */
  async addToken(name: string, scopes: readonly string[], days: number, who: string): Promise<string> {
    checkName(name);
    const wrong = scopes.find((scope) => !SCOPE.test(scope));
    if (wrong !== undefined || scopes.length === 0)
      throw new RangeError(`"${wrong ?? ''}" is no scope, such as read:*`);
    if (!(days >= 1 && days <= MOST_DAYS)) throw new RangeError(`a token lives 1 to ${MOST_DAYS} days`);
    if ((await this.#store.tokens()).some((row) => row.name === name))
      throw new Error(`there is a token ${name} already`);
    const token = newSecret('padro');
    const row = { name, hash: hashOf(token), scopes, until: this.#clock.now() + days * DAY_MS };
    await this.#store.addToken(row, this.#event(who, 'token add', name));
    return token;
  }

  tokens = () => this.#store.tokens();
  accounts = () => this.#store.accounts();

  /** @throws Error when there is none */
  async revokeToken(name: string, who: string): Promise<void> {
    const found = await this.#store.removeToken(name, this.#event(who, 'token revoke', name));
    if (!found) throw new Error(`there is no token ${name}`);
  }

  /** @throws RangeError when a value is wrong, Error when the name is taken */
  async addAccount(name: string, role: string, password: string, who: string): Promise<void> {
    checkName(name);
    if (!Object.hasOwn(ROLES, role)) throw new RangeError(`"${role}" is no role: ${Object.keys(ROLES).join(', ')}`);
    if (password.length < LEAST_PASSWORD) throw new RangeError(`a password has ${LEAST_PASSWORD} characters or more`);
    if (await this.#store.account(name)) throw new Error(`there is an account ${name} already`);
    const row = { name, role, password: await hashPassword(password), locked: false };
    await this.#store.addAccount(row, this.#event(who, 'account add', name));
  }

  /** @throws Error when there is none */
  async setLocked(name: string, locked: boolean, who: string): Promise<void> {
    const what = locked ? 'account lock' : 'account unlock';
    const found = await this.#store.setLocked(name, locked, this.#event(who, what, name));
    if (!found) throw new Error(`there is no account ${name}`);
  }

  /** @returns what the session's cookie holds @throws Refusal `api.unauthenticated`, `api.too-many` */
  login(name: string, password: string, address: string): Promise<string> {
    const done = this.#last.then(() => this.#login(name, password, address));
    this.#last = done.catch(() => {});
    return done;
  }

  async #login(name: string, password: string, address: string): Promise<string> {
    const now = this.#clock.now();
    const key = `${address} ${name}`;
    if ((await this.#lockout.wait(key, now)) > 0) throw new Refusal('api.too-many');
    const account = await this.#store.account(name);
    const good = await passwordIs(password, account?.password);
    if (!good || !account || account.locked) {
      await this.#lockout.failed(key, now);
      throw new Refusal('api.unauthenticated');
    }
    await this.#lockout.succeeded(key);
    return this.#open({ account: name, role: null }, `account:${name}`);
  }

  /** Opens a session for somebody whom a provider knows. @returns what its cookie holds */
  enter({ name, role }: SignedIn): Promise<string> {
    return this.#open({ account: name, role }, `oidc:${name}`);
  }

  async #open(whose: Pick<SessionRow, 'account' | 'role'>, who: string): Promise<string> {
    const secret = newSecret('sessio');
    const row = { ...whose, hash: hashOf(secret), until: this.#clock.now() + this.#sessionMs };
    await this.#store.addSession(row, this.#event(who, 'login', whose.role ?? whose.account));
    return secret;
  }

  async logout(secret: string, who: string): Promise<void> {
    await this.#store.removeSession(hashOf(secret), this.#event(who, 'logout', who));
  }

  /** Whose token that is. */
  async byToken(token: string): Promise<Principal | undefined> {
    const row = await this.#store.token(hashOf(token));
    return row && row.until > this.#clock.now() ? { name: `token:${row.name}`, scopes: row.scopes } : undefined;
  }

  /** Whose session that is. */
  async bySession(secret: string): Promise<Principal | undefined> {
    const session = await this.#store.session(hashOf(secret));
    if (!session || session.until <= this.#clock.now()) return undefined;
    const { role } = session;
    if (role !== null) return { name: `oidc:${session.account}`, scopes: ROLES[role as Role] ?? [] };
    const account = await this.#store.account(session.account);
    if (!account || account.locked) return undefined;
    return { name: `account:${account.name}`, scopes: ROLES[account.role as Role] ?? [] };
  }

  #event(who: string, what: string, about: string): AccessEvent {
    return { at: this.#clock.now(), who, what, about };
  }
}

function checkName(name: string): void {
  if (!NAME.test(name)) throw new RangeError('a name has 1 to 60 of a-z 0-9 . @ _ -');
}
