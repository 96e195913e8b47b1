import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { SignJWT } from 'jose';
import { randomHex } from '../../src/base/clock.ts';
import { MODALITATS } from '../../src/base/modalitats.ts';
import { consumerPair, overTls, type Pair } from '../channel/support.ts';
import type { Ask, OpenGateway } from '../support/gateway.ts';
import { type ClientOptions, type HttpAnswer, request } from '../support/http.ts';

export type Json = Record<string, unknown>;

/** A good request for TITULAR; each one with an IdPeticion of its own. */
export const titular = (change: Json = {}): Json => ({
  IdPeticion: `REST-${randomHex()}`,
  IdentificadorSolicitante: '9821920002',
  NombreSolicitante: 'Ajuntament de l’Ametlla del Vallès',
  Finalidad: 'PROVES',
  Consentimiento: 'Ley',
  tipoDocumentacion: 1,
  documentacion: '12344321Z',
  codigoProvincia: '17',
  codigoMunicipio: '023',
  idescat: 0,
  ...change,
});

/** A good lot of so many solicituds. */
export function lot(count: number, change: Json = {}): Json {
  const { tipoDocumentacion, documentacion, codigoProvincia, codigoMunicipio, idescat, ...requester } = titular();
  const one = { tipoDocumentacion, documentacion, codigoProvincia, codigoMunicipio, idescat };
  const Solicitudes = Array.from({ length: count }, () => one);
  return { ...requester, CodigoCertificado: 'TITULAR', Solicitudes, ...change };
}

export interface Told extends HttpAnswer {
  readonly json: Json & { readonly code?: string; readonly respuesta?: Json };
}

export interface TokenOptions {
  readonly method?: string;
  readonly url: string;
  readonly body?: string;
  readonly pair: Pair;
  readonly alg?: string;
  readonly claims?: Json;
  readonly header?: Json;
}

/** A token that is good for one request, but for what the options change. */
export async function tokenFor(options: TokenOptions): Promise<string> {
  const { method = 'POST', url, body = '', pair, claims = {}, header = {} } = options;
  const key = createPrivateKey(pair.key);
  const alg = options.alg ?? (key.asymmetricKeyType === 'ec' ? 'ES256' : 'RS256');
  const iat = Math.floor(Date.now() / 1000);
  const sha256 = createHash('sha256').update(body).digest('base64url');
  const all = { iss: '9821920002', jti: randomHex(), iat, exp: iat + 60, htm: method, htu: url, sha256, ...claims };
  const x5c = [new X509Certificate(pair.cert).raw.toString('base64')];
  return new SignJWT(all).setProtectedHeader({ alg, typ: 'JWT', x5c, ...header }).sign(key);
}

export interface SendOptions {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly client?: ClientOptions;
}

/** One request to a path, as it is. */
export async function send(g: OpenGateway, path: string, options: SendOptions = {}): Promise<Told> {
  const { method = 'POST', body = '', headers = {}, client = {} } = options;
  const origin = client.ca ? g.stage.gateway.origins.https! : g.stage.gateway.origins.http;
  const type = method === 'POST' ? { 'content-type': 'application/json' } : {};
  const answer = await request(origin + path, body, { method, ...client, headers: { ...type, ...headers } });
  return { ...answer, json: /json/.test(answer.headers['content-type'] ?? '') ? JSON.parse(answer.text) : {} };
}

/** By a token of the demo's consumer, over HTTP. */
export async function byToken(
  g: OpenGateway,
  path: string,
  body: Json | undefined,
  headers: Record<string, string> = {},
  token: Partial<TokenOptions> = {},
): Promise<Told> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const method = body === undefined ? 'GET' : 'POST';
  const url = g.stage.gateway.origins.http + path;
  const jwt = await tokenFor({ method, url, body: text, pair: consumerPair(g), ...token });
  return send(g, path, { method, body: text, headers: { authorization: `Bearer ${jwt}`, ...headers } });
}

/** By the client certificate of the demo's consumer, over HTTPS. */
export const byCertificate = (
  g: OpenGateway,
  path: string,
  body: Json | undefined,
  headers: Record<string, string> = {},
): Promise<Told> =>
  send(g, path, {
    method: body === undefined ? 'GET' : 'POST',
    body: body === undefined ? '' : JSON.stringify(body),
    headers,
    client: overTls(g, consumerPair(g)),
  });

export const TITULAR = '/v1/volants/TITULAR';

/** What the demo's petitions ask, as a REST request to its modalitat. */
export function restOf(ask: Ask): { readonly path: string; readonly body: Json } {
  const { modalitat = 'TITULAR', ens = '9821920002', document = '12344321Z', municipi = '17023' } = ask;
  const source = MODALITATS.get(modalitat)!.source;
  const person = { tipoDocumentacion: 1, documentacion: document };
  const named = source.startsWith('named') && municipi;
  const body = {
    IdPeticion: ask.idPeticion ?? `REST-${randomHex()}`,
    IdentificadorSolicitante: ens,
    NombreSolicitante: `Ens ${ens}`,
    Finalidad: 'PROVES',
    Consentimiento: 'Ley',
    ...(modalitat === 'VALIDACIO_CONVIVENTS' ? { conviviente: [person] } : person),
    ...(modalitat === 'COMPROVACIO_CONVIVENTS' ? { numeroConvivientes: ask.convivents } : {}),
    ...(named ? { codigoProvincia: municipi.slice(0, 2), codigoMunicipio: municipi.slice(2) } : {}),
    ...(source === 'named' || source === 'own' ? { idescat: ask.idescat } : {}),
  };
  return { path: `/v1/volants/${modalitat}`, body };
}
