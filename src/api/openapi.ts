import { z } from 'zod';
import { type Json, PROBLEM, PROBLEM_CONTENT, schemaOf } from '../base/openapi.ts';
import type { Route } from './route.ts';

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
  const { method, path, summary, operation, params, query, body, answer, streams, conditional } = one;
  const types = streams
    ? { [streams]: { schema: { type: 'string', description: summary } } }
    : answer && { 'application/json': { schema: schemaOf(answer, 'output') }, ...csv(answer) };
  const header = (name: string, description: string): Json => ({
    ...{ name, in: 'header', required: false, description, schema: { type: 'string' } },
  });
  return {
    operationId: [method, ...path.split(/\W+/).filter(Boolean)].join('_'),
    summary,
    ...(operation ? { security: [{ token: [] }, { session: [] }], 'x-permission': operation } : { security: [] }),
    parameters: [
      ...parametersOf(params, 'path'),
      ...parametersOf(query, 'query'),
      ...(conditional
        ? [
            header('If-Match', 'ETag of the version that is changed.'),
            header('If-None-Match', '*: the record is new.'),
            header('X-Reason', 'Why it is changed.'),
          ]
        : []),
    ],
    ...(body
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } }
      : {}),
    responses: {
      ...(types ? { 200: { description: 'Done.', content: types } } : { 204: { description: 'Done.' } }),
      default: {
        description: 'Refused.',
        content: PROBLEM_CONTENT,
      },
    },
  };
}

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
