import { z } from 'zod';
import { type Json, PROBLEM, PROBLEM_CONTENT, schemaOf } from '../base/openapi.ts';
import { operationsOf, type Route } from './route.ts';

/**
 * The routes as an OpenAPI 3.1 document.
 *
 * @param beside paths that others serve on the same plane
 */
export function openApi(routes: readonly Route[], base: string, beside: Record<string, Json> = {}): Json {
  const paths: Record<string, Json> = { ...beside };
  for (const one of routes) {
    const path = base + one.path;
    paths[path] = { ...paths[path], [one.method]: operationOf(one) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'padro-gateway: registre d’integracions',
      version: '1',
      description: 'Which municipalities of Catalonia answer for their padró, and the registry behind it.',
    },
    paths,
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A machine token.' },
        session: { type: 'apiKey', in: 'cookie', name: 'padro_session', description: 'A session: POST /session.' },
      },
    },
  };
}

function operationOf(one: Route): Json {
  const { method, path, summary, params, query, body, takes, answer, status, conditional, reasoned } = one;
  const others = [one.streams ?? []].flat().map((type) => [type, { schema: { type: 'string', description: summary } }]);
  const types = {
    ...(answer && { 'application/json': { schema: schemaOf(answer, 'output') }, ...csv(answer) }),
    ...Object.fromEntries(others),
  };
  const permission = operationsOf(one).join(' | ');
  const taken = takes
    ? { [takes.type]: { schema: { type: 'string', contentMediaType: takes.type, maxLength: takes.bytes } } }
    : body && { 'application/json': { schema: schemaOf(body, 'input') } };
  const statuses = method === 'put' && conditional ? ([200, 201] as const) : ([status ?? 200] as const);
  const header = (name: string, description: string): Json => ({
    ...{ name, in: 'header', required: false, description, schema: { type: 'string' } },
  });
  return {
    operationId: [method, ...path.split(/\W+/).filter(Boolean)].join('_'),
    summary,
    ...(permission ? { security: [{ token: [] }, { session: [] }], 'x-permission': permission } : { security: [] }),
    parameters: [
      ...parametersOf(params, 'path'),
      ...parametersOf(query, 'query'),
      ...(conditional
        ? [
            header('If-Match', 'ETag of the version that is changed.'),
            ...(method === 'put' ? [header('If-None-Match', '*: the record is new.')] : []),
          ]
        : []),
      ...(reasoned ? [header('X-Reason', 'Why it is changed.')] : []),
    ],
    ...(taken ? { requestBody: { required: true, content: taken } } : {}),
    responses: {
      ...(Object.keys(types).length > 0
        ? Object.fromEntries(statuses.map((each) => [each, { description: DONE[each], content: types }]))
        : { 204: { description: DONE[204] } }),
      default: {
        description: 'Refused.',
        content: PROBLEM_CONTENT,
      },
    },
  };
}

const DONE = { 200: 'Done.', 201: 'Made.', 202: 'Begun: Location says where to look.', 204: 'Done.' } as const;

const csv = (answer: z.ZodType): Json =>
  answer instanceof z.ZodObject && 'items' in answer.shape
    ? { 'text/csv': { schema: { type: 'string', description: 'The items, a column for each field.' } } }
    : {};

function parametersOf(type: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!type) return [];
  const { properties = {}, required = [] } = schemaOf(type, 'input') as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => {
    const { description, ...rest } = schema as Json;
    return { name, in: place, required: required.includes(name), description, schema: rest };
  });
}
