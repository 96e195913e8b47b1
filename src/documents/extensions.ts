import { especificosIn } from '../base/answer.ts';
import { NS } from '../base/namespaces.ts';
import type { Peticion, Solicitud } from '../base/peticion.ts';
import type { Answer } from '../base/request.ts';
import { readXml } from '../base/xml/reader.ts';
import { splice } from '../base/xml/splice.ts';
import { elements } from '../base/xml/tree.ts';
import type { IssueVolant } from './volant/issue.ts';
import { readContent } from './volant/read.ts';
import type { Volant } from './volant/volant.ts';

/** `codigoResultado` of a source that could not tell: nothing to certify. */
const ERROR = '3';

export interface ExtensionPorts {
  /** Undefined: no PDFs here; `authorise` has refused whoever asked for one. */
  readonly issue: IssueVolant | undefined;
  readonly municipalityName: (ine: string) => string | undefined;
}

/** What an answer's extensions are made of: one solicitud and its petition. */
export interface Asking {
  readonly peticion: Pick<
    Peticion,
    'modalitat' | 'ens' | 'nombreSolicitante' | 'funcionario' | 'purpose' | 'idPeticion'
  >;
  readonly solicitud: Pick<Solicitud, 'consentimiento' | 'funcionario' | 'municipi' | 'extensiones'>;
  readonly incident: string;
}

/**
 * Puts `ExtensionesRespuesta` before the answer element, where the solicitud asked for it and there is an answer of a
 * source (protocol section 4). All other bytes stay: the element of the source, and its own signature inside.
 */
export type AddExtensions = (asking: Asking, answer: Answer) => Promise<Answer>;

export function makeAddExtensions({ issue, municipalityName }: ExtensionPorts): AddExtensions {
  return async (asking, answer) => {
    const { pdf, evidencia } = asking.solicitud.extensiones ?? {};
    const especificos = especificosIn(answer.doc);
    const [respuesta, ...more] = especificos ? elements(especificos) : [];
    // A source that has made extensions itself is left alone.
    if (!(pdf || evidencia) || !answer.evidence || !respuesta?.is(NS.padro, asking.peticion.modalitat.respuesta)) {
      return answer;
    }
    if (more.length > 0) return answer;
    const content = readContent(answer.doc, respuesta);
    const pdfOf = async (issuer: IssueVolant): Promise<string> =>
      (await issuer(volantOf(asking, content, municipalityName))).toString('base64');
    const files = [
      ...(pdf && issue && content.resultado !== ERROR ? [`<ext:PDF>${await pdfOf(issue)}</ext:PDF>`] : []),
      ...(evidencia ? [`<ext:Evidencia>${answer.evidence.toString('base64')}</ext:Evidencia>`] : []),
    ];
    if (files.length === 0) return answer;
    const text = `<ext:ExtensionesRespuesta xmlns:ext="${NS.extensions}">${files.join('')}</ext:ExtensionesRespuesta>`;
    const { start } = respuesta;
    const doc = readXml(splice(answer.doc, [{ start, end: start, text }]), 'message');
    return { ...answer, bytes: doc.bytes, doc };
  };
}

function volantOf(
  { peticion, solicitud, incident }: Asking,
  content: Volant['content'],
  municipalityName: (ine: string) => string | undefined,
): Volant {
  const { modalitat, ens, nombreSolicitante, purpose, idPeticion } = peticion;
  const ine = solicitud.municipi ?? (modalitat.source === 'own' ? ens.slice(0, 5) : undefined);
  const official = solicitud.funcionario ?? peticion.funcionario;
  return {
    content,
    modalitat: modalitat.code,
    municipality: ine === undefined ? undefined : { ine, name: municipalityName(ine) },
    requester: { ens, name: nombreSolicitante, official: official?.nombreCompleto?.trim() ?? '' },
    purpose: purpose.value,
    consent: solicitud.consentimiento,
    idPeticion,
    incident,
  };
}
