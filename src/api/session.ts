import { z } from 'zod';
import { Refusal } from '../base/errors/refusal.ts';
import { cookiesOf, type Gate, principalOf, sessionOf } from './caller.ts';
import { type Route, route } from './route.ts';

const who = z.object({
  name: z.string().describe('Who that is, as the history names it.'),
  scopes: z.array(z.string()).describe('What may be done.'),
});

/** Logging in and out, and who one is. */
export function sessionRoutes({ access, origin }: Gate): Route[] {
  const cookies = cookiesOf(origin);
  return [
    route({
      method: 'post',
      path: '/session',
      summary: 'Logs in with a local account: sets the cookie of a session',
      body: z.strictObject({
        name: z.string().min(1).max(60).describe('Name of the account.'),
        password: z.string().min(1).max(200).describe('Its password.'),
      }),
      async handle({ body, request, response }) {
        const secret = await access.login(body.name, body.password, request.socket.remoteAddress ?? '');
        response.set('set-cookie', cookies.session(secret));
        return {};
      },
    }),
    route({
      method: 'get',
      path: '/session',
      summary: 'Who the caller is',
      answer: who,
      async handle({ request }) {
        const principal = await principalOf(request, access);
        if (!principal) throw new Refusal('api.unauthenticated');
        return { body: principal };
      },
    }),
    route({
      method: 'delete',
      path: '/session',
      summary: 'Ends the session',
      async handle({ request, response }) {
        const secret = sessionOf(request);
        const principal = secret ? await access.bySession(secret) : undefined;
        if (!secret || !principal) throw new Refusal('api.unauthenticated');
        await access.logout(secret, principal.name);
        response.set('set-cookie', cookies.ended);
        return {};
      },
    }),
  ];
}
