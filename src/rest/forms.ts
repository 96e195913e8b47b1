import { Refusal } from '../base/errors/refusal.ts';
import { preferred } from '../base/negotiate.ts';
import type { Rest } from '../base/request.ts';

/** A form that an answer may leave in. */
export type Form = 'application/json' | 'application/xml' | 'application/pdf';

/** The form that a request likes best of those that there are. @throws Refusal `http.not-acceptable` */
export function formOf({ accept }: Rest, forms: readonly Form[]): Form {
  const form = preferred(accept, forms);
  if (!form) throw new Refusal('http.not-acceptable');
  return form;
}
