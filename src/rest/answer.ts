import { respuestaIn, transmisionIn } from '../base/answer.ts';
import { NS } from '../base/namespaces.ts';
import type { Answer } from '../base/request.ts';
import { type Branch, type Fields, fieldsOf, type Kinds } from '../base/xml/fields.ts';
import { readXml } from '../base/xml/reader.ts';
import { type Element, elements, only, type XmlDocument } from '../base/xml/tree.ts';

/** Answers in the names of the XSDs; texts stay texts, as codes have leading zeros. */
const KINDS: Kinds = {
  numbers: new Set([
    'codigoResultado',
    'codigoResultadoIdescat',
    'idescatMotivo',
    'NumElementos',
    'numeroConvivientes',
    'resultado',
    'TiempoEstimadoRespuesta',
    'tipoDocumentacion',
  ]),
  lists: new Set(['conviviente', 'DatosPersonalesAcompanante', 'Evidencia', 'PDF', 'resultadoBusqueda']),
};

const R = NS.respuesta;
/** Of `Atributos`, and of `DatosGenericos/Transmision`. */
const ATRIBUTOS = ['IdPeticion', 'NumElementos', 'TimeStamp', 'CodigoCertificado', 'Estado'];
const TRANSMISION = ['IdSolicitud', 'IdTransmision', 'FechaGeneracion'];

const branch = (fields: Fields): Branch => (typeof fields === 'object' ? fields : {});
const pick = (fields: Branch, names: readonly string[]): Branch =>
  Object.fromEntries(names.flatMap((name) => (name in fields ? [[name, fields[name]!]] : [])));

/** `Atributos` of a `Respuesta` or of a `ConfirmacionPeticion`. */
function atributosOf({ doc }: Pick<Answer, 'doc'>): Branch {
  const procesa = only(only(doc.root, NS.soap, 'Body'), NS.openuri, 'procesaResponse');
  const payload = respuestaIn(doc) ?? only(procesa, NS.confirmacion, 'ConfirmacionPeticion');
  const atributos = payload && only(payload, payload.ns, 'Atributos');
  return atributos ? pick(branch(fieldsOf(doc, atributos, KINDS)), ATRIBUTOS) : {};
}

/** One `TransmisionDatos`: its identifiers, the extensions, and the answer element as `respuesta`. */
function transmision(doc: XmlDocument, element: Element): Branch {
  const ids = only(only(element, R, 'DatosGenericos'), R, 'Transmision');
  const especificos = only(element, R, 'DatosEspecificos');
  const extensiones = only(especificos, NS.extensions, 'ExtensionesRespuesta');
  const respuesta = especificos && elements(especificos).find(({ ns }) => ns === NS.padro);
  return {
    ...(ids ? pick(branch(fieldsOf(doc, ids, KINDS)), TRANSMISION) : {}),
    ...(extensiones ? { ExtensionesRespuesta: fieldsOf(doc, extensiones, KINDS) } : {}),
    ...(respuesta ? { respuesta: fieldsOf(doc, respuesta, KINDS) } : {}),
  };
}

/** An answer to one solicitud, or what is said of a lot as a whole. */
export function fieldsIn({ doc }: Pick<Answer, 'doc'>): Branch {
  const one = transmisionIn(doc);
  return { ...atributosOf({ doc }), ...(one ? transmision(doc, one) : {}) };
}

/** Solicituds read one after the other before others get their turn. */
const AT_ONCE = 16;

/** An answer as JSON. That of a lot may have tens of megabytes: one solicitud after the other becomes bytes. */
export async function jsonOf({ doc, inside }: Answer): Promise<Buffer> {
  const fields = JSON.stringify(fieldsIn({ doc }));
  if (!inside) return Buffer.from(fields);
  const parts: Buffer[] = [];
  for (const [i, bytes] of inside.elements.entries()) {
    const each = readXml(bytes, 'message');
    parts.push(Buffer.from((i > 0 ? ',' : '') + JSON.stringify(transmision(each, each.root))));
    if (i % AT_ONCE === AT_ONCE - 1) await new Promise((resolve) => setImmediate(resolve));
  }
  return Buffer.concat([Buffer.from(`${fields.slice(0, -1)},"Transmisiones":[`), ...parts, Buffer.from(']}')]);
}

/** The document that an answer carries: the gateway's own where it was asked for, else the municipality's; undefined: none. */
export function pdfIn({ ExtensionesRespuesta, respuesta }: Branch): Buffer | undefined {
  const [own] = [branch((ExtensionesRespuesta ?? {}) as Fields).PDF].flat();
  const base64 = own ?? branch((respuesta ?? {}) as Fields).volante;
  return typeof base64 === 'string' && base64 !== '' ? Buffer.from(base64, 'base64') : undefined;
}
