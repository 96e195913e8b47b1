import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { SCOPE } from '../../src/access/scopes.ts';
import { doingRoutes, managementRoutes } from '../../src/api/index.ts';
import { openApi } from '../../src/api/openapi.ts';
import { recordRoutes } from '../../src/api/records.ts';
import { operationsOf } from '../../src/api/route.ts';
import { SCOPES } from '../../src/api/scopes.ts';
import { ACTS, KINDS } from '../../src/registry/index.ts';

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

const routes = [...recordRoutes({} as never), ...doingRoutes({} as never, {} as never)];

test('the scopes that a token may be given are those that open a route', () => {
  const opening = new Set(routes.flatMap((one) => operationsOf(one)));
  assert.deepEqual(SCOPES.filter((scope) => !scope.endsWith('*')).sort(), [...opening].sort());
});

test('every operation on records and in the circuit asks for a permission, one that writes for that of writing', () => {
  assert.ok(routes.length > Object.keys(KINDS).length * 3 + Object.keys(ACTS).length * 2);
  for (const one of routes) {
    const operations = operationsOf(one);
    assert.ok(operations.length > 0, one.path);
    for (const operation of operations) {
      assert.match(operation, SCOPE);
      assert.equal(/^(write|act):/.test(operation), one.method !== 'get', `${one.method} ${one.path}`);
    }
  }
});

test('every field of what is sent and answered is described, and every parameter', () => {
  const document = openApi(managementRoutes({} as never, { origin: '' } as never, {} as never), '') as {
    paths: Record<string, Record<string, { parameters: Json[] }>>;
  };
  assert.deepEqual(undescribed(document.paths, 'paths'), []);
  const parameters = Object.values(document.paths).flatMap((path) =>
    Object.values(path).flatMap((operation) => operation.parameters),
  );
  assert.deepEqual(
    parameters.filter(({ description }) => !description),
    [],
  );
});
