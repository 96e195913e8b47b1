import { transmisionIn } from '../base/answer.ts';
import type { VerifyAnswer } from '../base/calls.ts';
import { ens10 } from '../base/codes.ts';
import type { Endpoint } from '../base/domain.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { NS } from '../base/namespaces.ts';
import { petitionIn } from '../base/single.ts';
import { type Element, only, textOf, type XmlDocument } from '../base/xml/tree.ts';
import { frameOf } from './reply.ts';

/**
 * Judges the signature of an answer, where its endpoint signs (protocol section 8: a forged CONSTA must never get our
 * seal). The Body must be signed, without comments that canonical XML leaves out, and be the answer to this requester's
 * petition: an identifier is unique only with its ens.
 *
 * @param answer an answer
 * @param asked the envelope of the petition
 * @throws Refusal `forward.signature`
 */
export function checkSigned(
  answer: XmlDocument,
  asked: XmlDocument,
  { signature }: Pick<Endpoint, 'signature'>,
  verify: VerifyAnswer,
): void {
  if (!signature) return;
  const frame = frameOf(answer);
  if (!frame) throw unsound('skeleton');
  const { security, body } = frame;
  const isSigned = security !== undefined && only(security, NS.ds, 'Signature') !== undefined;
  if (!isSigned && !signature.required) return;
  if (!isSigned) throw unsound('no signature');
  if (body.exotic) throw unsound('comments or instructions in the Body');
  try {
    verify(answer, { security, body }, signature.fingerprints);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw unsound(error.detail ? `${error.code}: ${error.detail}` : error.code, error);
  }
  if (solicitantIn(answer) !== solicitantOf(asked)) throw unsound('Solicitante');
}

/** `checkSigned`, for who has no endpoint's record. */
export const makeJudgeSigned =
  (verify: VerifyAnswer) =>
  (answer: XmlDocument, asked: XmlDocument, signature: Endpoint['signature']): void =>
    checkSigned(answer, asked, { signature }, verify);

const unsound = (detail: string, cause?: Refusal): Refusal => new Refusal('forward.signature', {}, { detail, cause });

const identifier = (doc: XmlDocument, from: Element | undefined, ns: string): string | undefined => {
  const genericos = only(from, ns, 'DatosGenericos');
  const found = only(only(genericos, ns, 'Solicitante'), ns, 'IdentificadorSolicitante');
  return found && ens10(textOf(doc, found));
};
const solicitantIn = (answer: XmlDocument): string | undefined =>
  identifier(answer, transmisionIn(answer), NS.respuesta);
const solicitantOf = (asked: XmlDocument): string | undefined =>
  identifier(asked, petitionIn(asked).solicitudes[0], NS.peticion);
