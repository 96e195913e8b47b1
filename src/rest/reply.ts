import { estadoIn } from '../base/answer.ts';
import { CATALOGUE, type Code } from '../base/errors/catalogue/index.ts';
import { renderProblem } from '../base/errors/problem.ts';
import { type Language, Refusal } from '../base/errors/refusal.ts';
import { preferred } from '../base/negotiate.ts';
import type { Answered, Reply } from '../base/request.ts';
import { fieldsIn, jsonOf, pdfIn } from './answer.ts';
import { type Form, headOf } from './read.ts';

export interface ReplyPorts {
  /** The answer as the frontals give it: sealed. */
  readonly seal: (answered: Answered) => Promise<Reply>;
  readonly language: Language;
}

const NO_STORE = { 'cache-control': 'no-store' };

/**
 * Gives an answer the form in which it leaves: JSON, a PDF, or the sealed XML, as Accept says, and JSON where there is no
 * PDF in it: the petition is spent. What a frontal answers with `0502` is a problem here: 409 when the petition came before, 502
 * when its source failed.
 */
export function makeReply({ seal, language }: ReplyPorts): (answered: Answered) => Promise<Reply> {
  return async (answered) => {
    const { answer, frontal, trail } = answered;
    const { language: spoken = language, accept } = headOf(answered);
    const pdf = frontal === 'sincron' ? pdfIn(fieldsIn(answer)) : undefined;
    const forms: Form[] = ['application/json', 'application/xml', ...(pdf ? ['application/pdf' as const] : [])];
    const form = refusalOf(answered) ?? preferred(accept, forms) ?? 'application/json';
    if (form instanceof Refusal) return renderProblem(form, trail.incident, spoken);
    const bytes = {
      'application/json': () => jsonOf(answer),
      'application/xml': async () => (await seal(answered)).bytes,
      'application/pdf': async () => pdf!,
    };
    return { ...statusOf(answered), contentType: form, bytes: await bytes[form]() };
  };
}

/** Why there is no answer; undefined: there is one. */
function refusalOf({ answer, peticion, destination }: Answered): Refusal | undefined {
  if (answer.outcome === 'repeated') return new Refusal('record.repeated', { id: peticion.idPeticion });
  if (answer.outcome === 'collected' || estadoIn(answer.doc) !== '0502') return undefined;
  const [code = ''] = (answer.cause ?? '').split(' ', 1);
  const asked = answer.asked?.filter(({ result }) => result === 'answered').length ?? 0;
  const params = destination.kind === 'search' ? { asked, total: destination.total } : {};
  return new Refusal(Object.hasOwn(CATALOGUE, code) ? (code as Code) : 'forward.unavailable', params);
}

/** A lot that was accepted says where its answer will be. */
function statusOf({ answer, peticion }: Answered): Pick<Reply, 'status' | 'headers'> {
  if (answer.outcome !== 'accepted') return { status: 200, headers: NO_STORE };
  const { idPeticion, identificadorSolicitante, codigoCertificado, purpose } = peticion;
  const query = new URLSearchParams({
    IdentificadorSolicitante: identificadorSolicitante,
    CodigoCertificado: codigoCertificado,
    [purpose.kind === 'finalitat' ? 'Finalidad' : 'Procedimiento']: purpose.value,
  });
  return {
    status: 202,
    headers: { ...NO_STORE, location: `/v1/lots/${encodeURIComponent(idPeticion)}?${query}` },
  };
}
