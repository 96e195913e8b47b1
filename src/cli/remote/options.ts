import type { Options } from '../command.ts';

export const TOKEN = /^[\w-]{1,100}$/;
export const CONFIG = {
  config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
} as const satisfies Options;

/** A gateway that runs, and who asks it. */
export const REMOTE = {
  url: {
    type: 'string',
    value: 'URL',
    description: 'A gateway that runs, by the origin of its management plane, instead of the store',
    example: 'http://127.0.0.1:8081',
  },
  token: {
    type: 'string',
    value: 'TOKEN',
    description: 'Token for --url, of token add; otherwise the variable PADRO_TOKEN',
    pattern: TOKEN,
    expected: 'a token, as token add shows it',
  },
} as const satisfies Options;

/** What a command acts on: the store that the configuration names, or a gateway that runs. */
export const WHERE = { ...CONFIG, ...REMOTE } as const satisfies Options;

export interface Where {
  readonly config?: string | undefined;
  readonly url?: string | undefined;
  readonly token?: string | undefined;
}
