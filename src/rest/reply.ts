import { estadoIn } from '../base/answer.ts';
import { CATALOGUE, type Code } from '../base/errors/catalogue/index.ts';
import { renderProblem } from '../base/errors/problem.ts';
import { type Language, Refusal } from '../base/errors/refusal.ts';
import type { Answered, Reply } from '../base/request.ts';
import { answerFields, pdfIn } from './answer.ts';
import { type Form, formOf } from './forms.ts';
import { headOf } from './read.ts';

export interface ReplyPorts {
  /** The answer as the frontals give it: sealed. */
  readonly seal: (answered: Answered) => Promise<Reply>;
  readonly language: Language;
}

const NO_STORE = { 'cache-control': 'no-store' };

/**
 * Gives an answer the form in which it leaves: JSON, a PDF, or the sealed XML, as Accept says. What a frontal answers
 * with `0502` is a problem here: 409 when the petition came before, 502 when its source failed.
 */
export function makeReply({ seal, language }: ReplyPorts): (answered: Answered) => Promise<Reply> {
  return async (answered) => {
    const { answer, frontal, trail } = answered;
    const rest = headOf(answered);
    try {
      checkAnswered(answered);
      const one = frontal === 'sincron' ? await answerFields(answer) : undefined;
      const pdf = one && pdfIn(one);
      const forms: Form[] = ['application/json', 'application/xml', ...(pdf ? ['application/pdf' as const] : [])];
      const form = formOf(rest, forms);
      const head = { ...statusOf(answered), contentType: form };
      if (form === 'application/xml') return { ...head, bytes: (await seal(answered)).bytes };
      if (form === 'application/pdf') return { ...head, bytes: pdf! };
      return { ...head, bytes: Buffer.from(JSON.stringify(one ?? (await answerFields(answer)))) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return renderProblem(error, trail.incident, rest.language ?? language);
    }
  };
}

/** @throws Refusal `record.repeated`, `forward.*` */
function checkAnswered({ answer, peticion, destination }: Answered): void {
  if (answer.outcome === 'repeated') throw new Refusal('record.repeated', { id: peticion.idPeticion });
  if (answer.outcome === 'collected' || estadoIn(answer.doc) !== '0502') return;
  const [code = ''] = (answer.cause ?? '').split(' ', 1);
  const asked = answer.asked?.filter(({ result }) => result === 'answered').length ?? 0;
  const params = destination.kind === 'search' ? { asked, total: destination.total } : {};
  throw new Refusal(Object.hasOwn(CATALOGUE, code) ? (code as Code) : 'forward.unavailable', params);
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
