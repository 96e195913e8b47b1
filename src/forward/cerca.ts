import type { Calls, Consulta } from '../base/calls.ts';
import { ine5 } from '../base/codes.ts';
import type { Environment } from '../base/domain.ts';
import { asRefusal } from '../base/errors/refusal.ts';
import { MODALITATS } from '../base/modalitats.ts';
import { NS } from '../base/namespaces.ts';
import type { Asked, Body } from '../base/request.ts';
import { readXml } from '../base/xml/reader.ts';
import { alike, replaced, splice, standalone } from '../base/xml/splice.ts';
import { elements, only, type XmlDocument } from '../base/xml/tree.ts';
import { respuestaIn, valueIn } from './data.ts';
import { checkStopped } from './protected.ts';
import { reask } from './reask.ts';

export interface CercaPorts {
  readonly calls: Calls;
  readonly find: (municipi: string, environment: Environment) => Body | undefined;
}

const CONSTA = '1';
const ERROR = '3';
const NOT_INTEGRATED = '4';

/**
 * TITULAR_CERCA: IDESCAT's answer says where the person may be; that municipality is asked for the volant, and what it
 * said becomes the result of the search.
 *
 * @param hint IDESCAT's answer to the petition
 */
export async function completeSearch(
  consulta: Consulta,
  hint: XmlDocument,
  { calls, find }: CercaPorts,
): Promise<{ readonly doc: XmlDocument; readonly asked: readonly Asked[] }> {
  const data = respuestaIn(hint, consulta.peticion.modalitat.respuesta)!;
  const [municipio, provincia] = ['codigoMunicipioIdescat', 'codigoProvinciaIdescat'].map(
    (local) => valueIn(hint, data, local) ?? '',
  ) as [string, string];
  const municipi = ine5(provincia, municipio);
  if (valueIn(hint, data, 'codigoResultadoIdescat') !== CONSTA || municipi === undefined)
    return { doc: hint, asked: [] };
  const body = find(municipi, consulta.environment);
  const { result, volant, asked } = body
    ? await askMunicipality(consulta, body, calls)
    : { result: NOT_INTEGRATED, volant: '', asked: [] };

  const field = (local: string, content: string): string => `<${alike(data, local)}>${content}</${alike(data, local)}>`;
  const found = field(
    'resultadoBusqueda',
    field('codigoMunicipio', municipi.slice(2)) +
      field('codigoProvincia', municipi.slice(0, 2)) +
      field('codigoResultado', result),
  );
  const edits = elements(data)
    .filter((child) => child.is(NS.padro, 'resultadoBusqueda') || child.ns === NS.volante)
    .map((child) => replaced(child));
  const at = data.contentEnd;
  const doc = readXml(splice(hint, [...edits, { start: at, end: at, text: found + volant }]), 'message');
  return { doc, asked };
}

async function askMunicipality(consulta: Consulta, body: Body, calls: Calls) {
  const { municipi, endpoint } = body;
  const { incident, signal, message, peticion } = consulta;
  const idPeticion = `${incident}-${municipi}`;
  const asking = reask(message, peticion.modalitat, 'TITULAR', municipi, idPeticion);
  const { timeoutMs } = endpoint;
  const told = (result: string): Asked[] => [{ body: municipi, result }];
  try {
    checkStopped(body);
    const answer = await calls.ask({ endpoint, message: asking, idPeticion, incident, timeoutMs, signal });
    const data = respuestaIn(answer, MODALITATS.get('TITULAR')!.respuesta)!;
    const volant = only(data, NS.volante, 'VolanteEmpadronamiento');
    return {
      result: valueIn(answer, data, 'codigoResultado')!,
      volant: volant ? standalone(answer, volant).toString() : '',
      asked: told('answered'),
    };
  } catch (error) {
    return { result: ERROR, volant: '', asked: told(asRefusal(error).code) };
  }
}
