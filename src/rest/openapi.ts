import type { z } from 'zod';
import { type Json, PROBLEM, PROBLEM_CONTENT, schemaOf } from '../base/openapi.ts';
import { ACCEPTED, ANSWER, COLLECTED } from './answers.ts';
import { ACCEPTED_EXAMPLE, ANSWER_EXAMPLE, COLLECTED_EXAMPLE, LOT_EXAMPLE, volantExample } from './examples.ts';
import { LOT, POLL, VOLANTS } from './fields.ts';

const TOKEN = `A JWT for this one request, signed by the key of a registered certificate. Header: alg (RS, PS or ES, 256 to 512),
x5c with the certificate. Claims: iss (the ens), jti (once), iat, exp (at most 60 s later), htm (method), htu (URL, query
included), sha256 (of the body, base64url).`;

const XML = { 'application/xml': { schema: { type: 'string', description: "The frontal's own answer, sealed." } } };
const PDF = {
  'application/pdf': {
    schema: { type: 'string', format: 'binary', description: 'With a modalitat *_PDF, or ExtensionesPeticion.PDF.' },
  },
};

const named = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

interface Operation {
  readonly id: string;
  readonly summary: string;
  readonly body?: { readonly name: string; readonly example: object };
  readonly parameters?: readonly Json[];
  readonly status: 200 | 202;
  readonly answer: { readonly name: string; readonly example: object };
  readonly pdf?: true;
}

const operation = ({ id, summary, body, parameters = [], status, answer, pdf }: Operation): Json => ({
  operationId: id,
  summary,
  parameters,
  ...(body && {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: named(body.name), example: body.example } },
    },
  }),
  responses: {
    [status]: {
      description: 'Done.',
      ...(status === 202 && {
        headers: { Location: { schema: { type: 'string' }, description: 'Where its answer will be.' } },
      }),
      content: {
        'application/json': { schema: named(answer.name), example: answer.example },
        ...XML,
        ...(pdf ? PDF : {}),
      },
    },
    409: { description: 'The IdPeticion, or the jti of the token, was used before.', content: PROBLEM_CONTENT },
    502: { description: 'The source failed.', content: PROBLEM_CONTENT },
    default: { description: 'Refused.', content: PROBLEM_CONTENT },
  },
});

const volant = (code: string): Json => ({
  post: operation({
    id: `volant_${code}`,
    summary: `Asks for ${code}, and waits for the answer.`,
    body: { name: code, example: volantExample(code) },
    status: 200,
    answer: { name: 'Answer', example: ANSWER_EXAMPLE },
    pdf: true,
  }),
});

const parameters = (): Json[] => {
  const { properties, required } = schemaOf(POLL, 'input') as { properties: Json; required: string[] };
  const query = Object.entries(properties).map(([name, schema]) => {
    const { description, ...rest } = schema as Json;
    return { name, in: 'query', required: required.includes(name), description, schema: rest };
  });
  const path = {
    name: 'IdPeticion',
    in: 'path',
    required: true,
    description: 'Of the lot.',
    schema: { type: 'string' },
  };
  return [path, ...query];
};

const component = (type: z.ZodType, io: 'input' | 'output' = 'input'): Json => schemaOf(type, io);

const LOTS = {
  '/v1/lots': {
    post: operation({
      id: 'lot',
      summary: 'Hands in 1 to 500 solicituds, all or nothing.',
      body: { name: 'Lot', example: LOT_EXAMPLE },
      status: 202,
      answer: { name: 'Accepted', example: ACCEPTED_EXAMPLE },
    }),
  },
  '/v1/lots/{IdPeticion}': {
    get: operation({
      id: 'lot_answer',
      summary: 'How far a lot is; all its answers once it is finished.',
      parameters: parameters(),
      status: 200,
      answer: { name: 'Collected', example: COLLECTED_EXAMPLE },
    }),
  },
};

/** The REST facade as an OpenAPI 3.1 document. @param origin public origin of the consumer plane */
export const openApi = (origin: string): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'padro-gateway: padró en línia',
    version: '1',
    description: 'The frontals Sincron, Asincron and AsincronResposta as REST, in the names of their XSDs.',
  },
  servers: [{ url: origin }],
  security: [{ token: [] }, { certificate: [] }],
  paths: { ...Object.fromEntries([...VOLANTS.keys()].map((code) => [`/v1/volants/${code}`, volant(code)])), ...LOTS },
  components: {
    schemas: {
      Problem: PROBLEM,
      ...Object.fromEntries([...VOLANTS].map(([code, schema]) => [code, component(schema)])),
      Lot: component(LOT),
      Answer: component(ANSWER, 'output'),
      Accepted: component(ACCEPTED, 'output'),
      Collected: component(COLLECTED, 'output'),
    },
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: TOKEN },
      certificate: { type: 'mutualTLS', description: 'The certificate of the HTTPS client.' },
    },
  },
});
