import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { SCOPE } from '../../src/access/scopes.ts';
import { openApi } from '../../src/api/openapi.ts';
import { recordRoutes } from '../../src/api/records.ts';
import { KINDS } from '../../src/registry/index.ts';

type Json = { properties?: Record<string, Json>; description?: string; $ref?: string };

/** Fields without a description, by their path. */
function undescribed(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { properties } = value as Json;
  const fields = path.endsWith('.properties') ? {} : (properties ?? {});
  const own = Object.entries(fields)
    .filter(([, field]) => typeof field === 'object' && !field.description)
    .map(([name]) => `${path}.${name}`);
  return [...own, ...Object.entries(value).flatMap(([name, inner]) => undescribed(inner, `${path}.${name}`))];
}

for (const [kind, schema] of Object.entries(KINDS)) {
  test(`every field of the registry's ${kind} is described`, () => {
    const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    assert.deepEqual(undescribed(json, kind), []);
  });
}

test('every operation on records asks for a permission, and parameters are described', () => {
  const routes = recordRoutes({} as never);
  assert.ok(routes.length > Object.keys(KINDS).length * 3);
  for (const { operation, method, path } of routes) {
    assert.match(operation!, SCOPE);
    assert.equal(operation!.startsWith('write:'), method !== 'get', `${method} ${path}`);
  }
  const document = openApi(routes, '') as { paths: Record<string, Record<string, { parameters: Json[] }>> };
  const parameters = Object.values(document.paths).flatMap((path) =>
    Object.values(path).flatMap((operation) => operation.parameters),
  );
  assert.deepEqual(
    parameters.filter(({ description }) => !description),
    [],
  );
});
