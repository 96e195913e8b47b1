/** The token of the commands that act on a running gateway. It is a person's, and no option of the process. */
export const TOKEN_VARIABLE = 'PADRO_TOKEN';

type Variables = Readonly<Record<string, string | undefined>>;

/** `NODE_TLS_REJECT_UNAUTHORIZED=0`: whoever is in between could be taken for the server. */
export const trustsAnyServer = (env: Variables = process.env): boolean => env.NODE_TLS_REJECT_UNAUTHORIZED === '0';

/** The token that is set, if any. */
export const tokenVariable = (env: Variables = process.env): string | undefined => env[TOKEN_VARIABLE] || undefined;
