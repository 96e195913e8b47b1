import { ine5 } from '../../base/codes.ts';
import { type Expected, names } from '../../base/errors/catalogue/expected.ts';
import { Refusal } from '../../base/errors/refusal.ts';
import type { Modalitat } from '../../base/modalitats.ts';
import { collapse } from '../../base/xml/names.ts';
import type { Request } from './padro.ts';
import { inSolicitud, type Place } from './place.ts';

const EXPECTED = 'a codigoProvincia of at most 2 digits and a codigoMunicipio of at most 3';
const OWN = "no municipality, or the requester's own";

/**
 * INE code of the municipality that a request names, `protocol.md` section 4; undefined for a modalitat that names
 * none. A `*_PROPI` that names another municipality than the requester's is refused: who answers could read it as the
 * municipality asked for.
 *
 * @throws Refusal `parse.missing`, `parse.field`
 */
export function municipality(modalitat: Modalitat, request: Request, ens: string, place: Place): string | undefined {
  const { codigoMunicipio = '', codigoProvincia = '' } = request;
  const named = collapse(codigoMunicipio) !== '';
  if (named !== (collapse(codigoProvincia) !== '') || (!named && modalitat.source === 'named')) {
    throw refusal('parse.missing', names(named ? 'codigoProvincia' : 'codigoMunicipio'), modalitat, place);
  }
  if (!named) return undefined;
  const code = ine5(codigoProvincia, codigoMunicipio);
  if (code === undefined) throw refusal('parse.field', EXPECTED, modalitat, place);
  if (modalitat.source !== 'own') return code;
  if (code !== ens.slice(0, 5)) throw refusal('parse.field', OWN, modalitat, place);
  return undefined;
}

const refusal = (code: 'parse.missing' | 'parse.field', expected: Expected, { peticion }: Modalitat, place: Place) =>
  new Refusal(code, { path: inSolicitud(place, `DatosEspecificos/${peticion}`), expected });
