export { Access } from './access.ts';
export { may, type Operation, type Principal, ROLES, type Role } from './scopes.ts';
export { newSecret } from './secrets.ts';
export { SignIn, type SignInOptions } from './sign-in.ts';
export type { AccessEvent, AccessStore, AccountRow, SessionRow, TokenRow } from './store.ts';
