/** What the API is, as a path of an OpenAPI document. */
export const VERIFICATION_DESCRIPTION = {
  post: {
    operationId: 'post_verificacio',
    summary: 'Whether a document was issued here',
    security: [],
    parameters: [],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: {
              codi: { type: 'string', description: 'The verification code that is printed on the document.' },
              sha256: { type: 'string', description: 'SHA-256 of the file, hexadecimal.' },
            },
          },
        },
        'application/pdf': { schema: { type: 'string', format: 'binary', description: 'The document itself.' } },
      },
    },
    responses: {
      200: {
        description: 'It was.',
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['document', 'expedit', 'ens', 'nomEns', 'sha256'],
              properties: {
                document: { type: 'string', description: 'Its title.' },
                expedit: { type: 'string', description: 'When it was issued.' },
                ens: { type: 'string', description: 'INE10 of the body that asked for it.' },
                nomEns: { type: 'string', description: 'Name of that body.' },
                sha256: { type: 'string', description: 'SHA-256 of the file that was issued.' },
                coincideix: { type: 'boolean', description: 'Whether what was sent is that file.' },
              },
            },
          },
        },
      },
      default: {
        description: 'Refused: 404 not known, 400 not readable, 429 too many checks.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  },
} as const;
