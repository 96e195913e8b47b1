import { Refusal } from '../base/errors/refusal.ts';
import { cookieOf, cookiesOf, type Gate } from './caller.ts';
import { type Route, route } from './route.ts';

/** Keeps the secret of a sign-in while the browser is at the provider; it must come along when the provider sends it back. */
const COOKIE = 'padro_entrada';
const LIFE_S = 600;

/** The page goes on by itself: a redirect from the provider's site would not carry the session's SameSite=Strict cookie. */
const PAGE = `<!doctype html><html lang="ca"><meta charset="utf-8"><title>Sessió iniciada</title>
<meta http-equiv="refresh" content="0;url=/"><p><a href="/">Sessió iniciada: continua</a></p></html>`;

/** Signing in with the provider of the deployment. @returns none where it has none */
export function signInRoutes({ access, signIn, origin }: Gate): Route[] {
  if (!signIn) return [];
  const cookies = cookiesOf(origin);
  return [
    route({
      method: 'get',
      path: '/session/oidc',
      summary: 'Sends a browser to the OpenID Connect provider to sign in',
      streams: 'text/html',
      async handle({ response }) {
        const { url, secret } = await signIn.begin();
        const kept = cookies.brief(COOKIE, secret, LIFE_S);
        response.set('cache-control', 'no-store').set('set-cookie', kept).redirect(302, url);
        return undefined;
      },
    }),
    route({
      method: 'get',
      path: '/session/oidc/callback',
      summary: 'Where the provider sends the browser back to: sets the cookie of a session',
      streams: 'text/html',
      async handle({ request, response }) {
        const secret = cookieOf(request, COOKIE);
        response.append('set-cookie', cookies.brief(COOKIE, '', 0));
        if (!secret) throw new Refusal('api.sign-in-refused', {}, { detail: 'no sign-in was begun in this browser' });
        const search = new URL(request.originalUrl, 'http://host').search;
        const session = await access.enter(await signIn.finish(search, secret));
        response.append('set-cookie', cookies.session(session));
        response.set('cache-control', 'no-store').type('html').send(PAGE);
        return undefined;
      },
    }),
  ];
}
