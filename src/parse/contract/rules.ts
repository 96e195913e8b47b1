import { ens10 } from '../../base/codes.ts';
import type { Purpose } from '../../base/domain.ts';
import { names } from '../../base/errors/catalogue/expected.ts';
import { Refusal } from '../../base/errors/refusal.ts';
import { MODALITATS, type Modalitat, PRODUCTE } from '../../base/modalitats.ts';
import { collapse } from '../../base/xml/names.ts';
import { inSolicitud, type Place } from './place.ts';
import type { AtributosValues, SolicitanteValues, SolicitudValues } from './tables.ts';

/** The second layer: what a schema cannot say, `protocol.md` sections 3, 4 and 15. */

/** The most SolicitudTransmision of an asynchronous petition, `protocol.md` section 3. */
const MOST = 500;

/** What every solicitud must agree with. */
export interface Agreed {
  readonly modalitat: Modalitat;
  readonly codigoCertificado: string;
  readonly ens: string;
  readonly purpose: Purpose;
}

/** @throws Refusal `parse.modalitat`, `parse.missing`, `parse.field` */
export function agreedIn(atributos: AtributosValues, root: string): Agreed {
  if (collapse(atributos.CodigoProducto) !== PRODUCTE) throw unknown(root, 'CodigoProducto');
  const codigoCertificado = collapse(atributos.CodigoCertificado);
  const modalitat = MODALITATS.get(codigoCertificado);
  if (modalitat === undefined) throw unknown(root, 'CodigoCertificado');
  const { DatosAutorizacion } = atributos;
  return {
    modalitat,
    codigoCertificado,
    ens: ens10(DatosAutorizacion.IdentificadorSolicitante),
    purpose: purposeOf(DatosAutorizacion) ?? notOne(DatosAutorizacion, `${root}/Atributos/DatosAutorizacion`),
  };
}

const unknown = (root: string, field: string): Refusal =>
  new Refusal('parse.modalitat', { path: `${root}/Atributos/${field}` });

/** @throws Refusal `parse.num-elementos` */
export function checkCount(stated: number, found: number): void {
  if (stated !== found) throw new Refusal('parse.num-elementos', { stated, found });
}

/** @throws Refusal `parse.asynchronous-only`, `parse.one-solicitud`, `parse.field` */
export function checkFrontal(modalitat: Modalitat, solicitudes: number, frontal: 'sincron' | 'asincron'): void {
  if (frontal === 'sincron') {
    if (modalitat.asynchronousOnly) throw new Refusal('parse.asynchronous-only');
    if (solicitudes > 1) throw new Refusal('parse.one-solicitud');
  } else if (solicitudes > MOST) {
    const expected = `at most ${MOST} SolicitudTransmision`;
    throw new Refusal('parse.field', { path: 'Peticion/Solicitudes', expected });
  }
}

/** @throws Refusal `parse.disagreement`, `parse.missing`, `parse.field` */
export function checkAgreement(solicitud: SolicitudValues, agreed: Agreed, place: Place): void {
  const { Solicitante, Transmision } = solicitud.DatosGenericos;
  if (collapse(Transmision.CodigoCertificado) !== agreed.codigoCertificado) {
    throw disagreement(place, 'Transmision/CodigoCertificado');
  }
  if (ens10(Solicitante.IdentificadorSolicitante) !== agreed.ens) {
    throw disagreement(place, 'Solicitante/IdentificadorSolicitante');
  }
  const purpose = purposeOf(Solicitante) ?? notOne(Solicitante, inSolicitud(place, 'DatosGenericos/Solicitante'));
  if (purpose.kind !== agreed.purpose.kind || purpose.value !== agreed.purpose.value) {
    throw disagreement(place, `Solicitante/${purpose.kind === 'finalitat' ? 'Finalidad' : 'Procedimiento'}`);
  }
  const { peticion } = agreed.modalitat;
  if (solicitud.DatosEspecificos.peticion.element !== peticion) {
    throw new Refusal('parse.field', { path: inSolicitud(place, 'DatosEspecificos'), expected: names(peticion) });
  }
}

const disagreement = (place: Place, field: string): Refusal =>
  new Refusal('parse.disagreement', { path: inSolicitud(place, `DatosGenericos/${field}`) });

/** Undefined unless there is exactly one of Finalidad and Procedimiento. */
function purposeOf({ Finalidad, Procedimiento }: SolicitanteValues): Purpose | undefined {
  if (Procedimiento === undefined) return Finalidad === undefined ? undefined : { kind: 'finalitat', value: Finalidad };
  return Finalidad === undefined ? { kind: 'procediment', value: Procedimiento } : undefined;
}

function notOne({ Finalidad }: SolicitanteValues, path: string): never {
  if (Finalidad === undefined)
    throw new Refusal('parse.missing', { path, expected: names('Finalidad | Procedimiento') });
  throw new Refusal('parse.field', { path, expected: 'only one of Finalidad | Procedimiento' });
}

/** IdSolicitud is unique only within its petition. @throws Refusal `parse.repeated-solicitud` */
export function checkUnique(solicitudes: readonly SolicitudValues[]): void {
  const seen = new Set<string>();
  for (const [index, { DatosGenericos }] of solicitudes.entries()) {
    seen.add(DatosGenericos.Transmision.IdSolicitud);
    if (seen.size > index) continue;
    const path = inSolicitud({ index, of: solicitudes.length }, 'DatosGenericos/Transmision/IdSolicitud');
    throw new Refusal('parse.repeated-solicitud', { path });
  }
}
