import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { Cleanup } from '../support/backend.ts';

export const CLIENT = { clientId: 'padro', secret: 'secret-del-client' };

export type Claims = Readonly<Record<string, unknown>>;

export interface OpenProvider {
  readonly issuer: string;
  /** Who signs in, and what they are. */
  person: { sub: string; groups?: unknown };
  /** Changes an ID token before it leaves; it is signed again, with the provider's key or another. */
  tamper: ((claims: Claims) => { readonly claims: Claims; readonly forged?: boolean }) | undefined;
  /** Requests that it had, by path. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** A real OpenID Connect provider on loopback, where everybody is signed in without being asked. */
export async function openProvider(t: Cleanup, redirectUri: string): Promise<OpenProvider> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const server = createServer((request, response) => handle(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const opened: OpenProvider = {
    issuer,
    person: { sub: 'anna', groups: ['oficina-tecnica'] },
    tamper: undefined,
    asked: [],
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['prova'] },
    scopes: ['openid', 'groups'],
    claims: { openid: ['sub'], groups: ['groups'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/entrada/${uid}` },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ ...opened.person, sub: id }) }),
    async loadExistingGrant({ oidc }: Parameters<Parameters<Provider['use']>[0]>[0]) {
      const { accountId } = oidc.session;
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId });
      grant.addOIDCScope('openid groups');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    opened.asked.push(context.path);
    await next();
    const answer = context.body as { id_token?: string };
    if (context.path !== '/token' || !answer?.id_token || !opened.tamper) return;
    const [header, payload] = answer.id_token.split('.') as [string, string];
    const { claims, forged } = opened.tamper(JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims);
    context.body = { ...answer, id_token: signed(header, claims, forged ? stranger : privateKey) };
  });
  const serve = provider.callback();
  const handle: RequestListener = (request, response) => {
    if (!request.url!.startsWith('/entrada/')) return void serve(request, response);
    const login = { login: { accountId: opened.person.sub } };
    provider.interactionFinished(request, response, login).catch((error: Error) => {
      response.writeHead(500).end(error.message);
    });
  };
  t.after(() => opened.close());
  return opened;
}

function signed(header: string, claims: Claims, key: KeyObject): string {
  const text = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
}
