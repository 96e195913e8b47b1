import type { z } from 'zod';
import { buildPeticion, buildPoll, envelope, type SolicitudInput } from '../base/build-peticion.ts';
import type { Purpose } from '../base/domain.ts';
import { issueOf } from '../base/errors/issue.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { MODALITATS } from '../base/modalitats.ts';
import type { Frontal, Rest } from '../base/request.ts';
import {
  LOT,
  type LotBody,
  POLL,
  type PurposeBody,
  type RequesterBody,
  type SolicitudBody,
  VOLANTS,
} from './fields.ts';

/**
 * The envelope that a client of the frontal would have sent for this request.
 *
 * @throws Refusal `http.not-found`, `http.malformed`, `parse.json`, `parse.missing`, `parse.field`, `parse.asynchronous-only`
 */
export const payloadOf = (frontal: Frontal, rest: Rest, body: Buffer, now: number): Buffer =>
  Buffer.from(envelope(PAYLOADS[frontal](rest, body, now)));

const PAYLOADS: Readonly<Record<Frontal, (rest: Rest, body: Buffer, now: number) => string>> = {
  sincron({ name }, body, now) {
    const schema = VOLANTS.get(name);
    if (!schema) throw new Refusal(MODALITATS.has(name) ? 'parse.asynchronous-only' : 'http.not-found');
    const volant = checked(schema, jsonOf(body));
    return peticion(volant, name, [volant], now);
  },
  asincron(_, body, now) {
    const lot: LotBody = checked(LOT, jsonOf(body));
    return peticion(lot, lot.CodigoCertificado, lot.Solicitudes, now);
  },
  asincronResposta({ name, target }, body, now) {
    if (body.length > 0) throw new Refusal('http.malformed');
    const { IdentificadorSolicitante: ens, CodigoCertificado: modalitat, ...purpose } = checked(POLL, queryOf(target));
    return buildPoll({ modalitat, ens, purpose: purposeOf(purpose), idPeticion: decoded(name), now });
  },
};

/** A schema's value, its first fault told by its place. */
function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const missing = issue?.path.length !== 0 && issue?.input === undefined;
  throw new Refusal(missing ? 'parse.missing' : 'parse.field', issueOf(result.error, 'body'));
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new Refusal('parse.json');
  }
}

/** A parameter given twice is a list, and no schema takes one. */
function queryOf(target: string): unknown {
  const query = new URLSearchParams(target.split('?')[1] ?? '');
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const values = query.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    throw new Refusal('http.malformed');
  }
}

function purposeOf({ Finalidad, Procedimiento }: PurposeBody): Purpose {
  const path = 'Finalidad | Procedimiento';
  if (Finalidad !== undefined && Procedimiento !== undefined) {
    throw new Refusal('parse.field', { path, expected: 'only one of them' });
  }
  if (Finalidad !== undefined) return { kind: 'finalitat', value: Finalidad };
  if (Procedimiento === undefined) throw new Refusal('parse.missing', { path, expected: 'one of them' });
  return { kind: 'procediment', value: Procedimiento };
}

function peticion(
  requester: RequesterBody,
  modalitat: string,
  solicituds: readonly SolicitudBody[],
  now: number,
): string {
  const { IdPeticion, IdentificadorSolicitante, NombreSolicitante, Consentimiento, Funcionario } = requester;
  return buildPeticion({
    modalitat,
    ens: IdentificadorSolicitante,
    nom: NombreSolicitante,
    purpose: purposeOf(requester),
    idPeticion: IdPeticion,
    now,
    funcionari: Funcionario && { nom: Funcionario.NombreCompletoFuncionario, nif: Funcionario.NifFuncionario },
    solicituds: solicituds.map((one, index) => solicitud(one, Consentimiento, index)),
  });
}

function solicitud(one: SolicitudBody, consentiment: string, index: number): SolicitudInput {
  const { codigoProvincia, codigoMunicipio, tipoDocumentacion, documentacion, ExtensionesPeticion: asked } = one;
  if ((codigoProvincia === undefined) !== (codigoMunicipio === undefined)) {
    const path = codigoProvincia === undefined ? 'codigoProvincia' : 'codigoMunicipio';
    throw new Refusal('parse.missing', { path, expected: 'both codes, or none' });
  }
  const persons = one.conviviente ?? [{ tipoDocumentacion: tipoDocumentacion!, documentacion: documentacion! }];
  return {
    persons: persons.map((each) => ({ tipus: each.tipoDocumentacion, document: each.documentacion })),
    municipi: codigoProvincia && codigoMunicipio && codigoProvincia + codigoMunicipio,
    idescat: one.idescat,
    expedient: one.numExpediente,
    convivents: one.numeroConvivientes,
    consentiment,
    extensions: asked && { pdf: asked.PDF, evidencia: asked.Evidencia },
    idSolicitud: one.IdSolicitud ?? String(index + 1),
  };
}
