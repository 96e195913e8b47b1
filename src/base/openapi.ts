import { z } from 'zod';

/** A JSON object. */
export type Json = Record<string, unknown>;

/** A schema as JSON Schema 2020-12, which OpenAPI 3.1 speaks. */
export const schemaOf = (type: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' }) as Json;
  return schema;
};

/** The component `Problem`. */
export const PROBLEM: Json = {
  type: 'object',
  description: 'RFC 9457, with the code of the error catalogue.',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', description: 'URN of the code.' },
    title: { type: 'string', description: 'What is wrong, for people.' },
    status: { type: 'integer', description: 'HTTP status.' },
    code: { type: 'string', description: 'Code of the error catalogue.' },
    scsp: { type: 'string', description: 'Code of the national SCSP list, where one fits.' },
    next: { type: 'string', description: 'What to do next.' },
    incident: { type: 'string', description: 'Identifier to give when asking for help.' },
  },
};

export const PROBLEM_CONTENT: Json = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
};
