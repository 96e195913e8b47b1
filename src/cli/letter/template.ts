import { z } from 'zod';
import type { Language } from '../../base/errors/refusal.ts';
import { isLetter, LETTER_KINDS, templateOf } from '../../notices/index.ts';
import { UsageError } from '../failure.ts';
import type { Io } from '../io.ts';
import { withApi } from '../remote/act-on.ts';
import { at } from '../remote/api.ts';
import { gatewayOf } from '../remote/gateway.ts';
import type { Where } from '../remote/options.ts';

const TEMPLATE = z.object({ subject: z.string(), body: z.string() });

/** A letter as it is written: here, or in a gateway that runs. @throws UsageError, Failure */
export async function templateText(kind: string, language: Language, where: Where, io: Io): Promise<string> {
  if (!isLetter(kind)) throw new UsageError(`there is no letter ${kind}: ${LETTER_KINDS.join(', ')}`);
  const running = gatewayOf(where);
  const { subject, body } = running
    ? await withApi(running, io, (api) => api.get(at`/letter-templates/${kind}`, TEMPLATE, { language }))
    : templateOf(kind, language);
  return `Subject: ${subject}\n\n${body}`;
}
