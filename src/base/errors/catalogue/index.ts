import { ADMIT } from './admit.ts';
import { API } from './api.ts';
import { AUTHORISE } from './authorise.ts';
import { CIRCUIT } from './circuit.ts';
import type { Entry } from './entry.ts';
import { FORWARD } from './forward.ts';
import { HTTP } from './http.ts';
import { INTERNAL } from './internal.ts';
import { JOBS } from './jobs.ts';
import { MIGRATION } from './migration.ts';
import { PARSE } from './parse.ts';
import { RECORD } from './record.ts';
import { ROUTE } from './route.ts';
import { SOAP } from './soap.ts';
import { VERIFY } from './verify.ts';

export type { Entry, Texts } from './entry.ts';

const TABLE = {
  ...HTTP,
  ...ADMIT,
  ...PARSE,
  ...VERIFY,
  ...AUTHORISE,
  ...ROUTE,
  ...RECORD,
  ...FORWARD,
  ...CIRCUIT,
  ...JOBS,
  ...MIGRATION,
  ...API,
  ...SOAP,
  ...INTERNAL,
};

export type Code = keyof typeof TABLE;

/** The one error catalogue. `docs/errors.md` is made from it, and a test compares the two. */
export const CATALOGUE: Readonly<Record<Code, Entry>> = TABLE;
