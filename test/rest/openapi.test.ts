import assert from 'node:assert/strict';
import { it } from 'node:test';
import { randomHex } from '../../src/base/clock.ts';
import { ine10 } from '../../src/base/codes.ts';
import { ACCEPTED, ANSWER, COLLECTED } from '../../src/rest/answers.ts';
import { ACCEPTED_EXAMPLE, ANSWER_EXAMPLE, COLLECTED_EXAMPLE } from '../../src/rest/examples.ts';
import { openPlaces } from '../modalitats/support.ts';
import { byToken, type Json, send } from './support.ts';

interface Described {
  readonly openapi: string;
  readonly servers: { readonly url: string }[];
  readonly paths: Record<string, { post?: { requestBody: { content: { 'application/json': { example: Json } } } } }>;
}

it('the description is OpenAPI 3.1 of this deployment, and every example in it is good', async (t) => {
  const g = await openPlaces(t);
  const { status, json } = await send(g, '/v1/openapi.json', { method: 'GET' });
  const { openapi, servers, paths } = json as unknown as Described;
  assert.deepEqual([status, openapi, servers[0]?.url], [200, '3.1.0', g.stage.gateway.origins.http]);
  const posts = Object.entries(paths).filter(([, { post }]) => post);
  assert.equal(posts.length, 14, 'thirteen modalitats that answer at once, and lots');
  for (const [path, { post }] of posts) {
    const own = path.endsWith('_PROPI') ? { IdentificadorSolicitante: ine10('17023') } : {};
    const example = { ...post!.requestBody.content['application/json'].example, IdPeticion: randomHex(), ...own };
    const { IdentificadorSolicitante: iss } = example as Json;
    const answer = await byToken(g, path, example, {}, { claims: { iss } });
    assert.ok([200, 202].includes(answer.status), `${path}: ${answer.text}`);
    (path === '/v1/lots' ? ACCEPTED : ANSWER).parse(answer.json);
  }
  ANSWER.parse(ANSWER_EXAMPLE);
  ACCEPTED.parse(ACCEPTED_EXAMPLE);
  COLLECTED.parse(COLLECTED_EXAMPLE);
  const references = [...JSON.stringify(json).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name]) => name!,
  );
  const { schemas } = json.components as { schemas: Json };
  assert.deepEqual(
    references.filter((name) => !(name in schemas)),
    [],
  );
});
