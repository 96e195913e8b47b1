import { readFileSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { buildPeticion, buildPoll, type SolicitudInput } from '../../src/base/build-peticion.ts';
import { randomHex } from '../../src/base/clock.ts';
import { LIMITS, readXml } from '../../src/base/xml/reader.ts';
import { type Element, elements, textOf } from '../../src/base/xml/tree.ts';
import { type SignOptions, signEnvelope } from '../../src/cli/request/sign.ts';
import type { DemoPki } from '../../src/pki/index.ts';
import { ASINCRON, type OpenGateway, openGateway, RESPOSTA } from '../support/gateway.ts';
import type { Db, Env, Fresh, Kind } from '../support/stores.ts';

/** What a lot asks; about the test person of 17/023 once unless told. */
export interface LotAsk {
  readonly idPeticion?: string;
  readonly modalitat?: string;
  readonly ens?: string;
  readonly who?: { readonly cert: string; readonly key: string };
  readonly solicituds?: readonly Partial<SolicitudInput>[];
  /** Of a poll; default signed. */
  readonly timestamp?: SignOptions['timestamp'];
}

const PURPOSE = { kind: 'finalitat', value: 'PROVES' } as const;

const signed = (
  payload: string,
  { key, cert }: { key: string; cert: string },
  timestamp: SignOptions['timestamp'] = 'signed',
): string =>
  signEnvelope(payload, {
    keyPem: readFileSync(key, 'utf8'),
    certPem: readFileSync(cert, 'utf8'),
    now: Date.now(),
    timestamp,
  });

/** A signed asynchronous petition. */
export function lotOf(pki: DemoPki, ask: LotAsk = {}): string {
  const { idPeticion = `LOT-${randomHex()}`, modalitat = 'TITULAR', ens = pki.consumer.ens } = ask;
  const solicituds = (ask.solicituds ?? [{}]).map((one) => ({
    persons: [ANNA],
    municipi: '17023',
    idescat: 0,
    ...one,
  }));
  const payload = buildPeticion({ modalitat, ens, purpose: PURPOSE, idPeticion, now: Date.now(), solicituds });
  return signed(payload, ask.who ?? pki.consumer);
}

export const ANNA = { tipus: 1, document: '12344321Z' };

/** A signed poll. */
export function pollOf(pki: DemoPki, idPeticion: string, ask: LotAsk = {}): string {
  const { modalitat = 'TITULAR', ens = pki.consumer.ens } = ask;
  const payload = buildPoll({ modalitat, ens, purpose: PURPOSE, idPeticion, now: Date.now() });
  return signed(payload, ask.who ?? pki.consumer, ask.timestamp);
}

/** An answer of the asynchronous frontals, read. */
export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly estado: string | undefined;
  readonly ter: number | undefined;
  readonly numElementos: number | undefined;
  /** Code of the catalogue, of a Fault. */
  readonly code: string | undefined;
  readonly scsp: string | undefined;
  readonly transmisiones: readonly {
    readonly idSolicitud: string;
    readonly codigoResultado: string;
    readonly text: string;
  }[];
}

export function read({ status, text }: { status: number; text: string }): Answered {
  const doc = readXml(Buffer.from(text), 'message', { ...LIMITS, nodes: 1e7, bindings: 1e7 });
  const all = (local: string, from: Element = doc.root): Element[] => {
    const inside = elements(from);
    return inside.flatMap((child) => [...(child.local === local ? [child] : []), ...all(local, child)]);
  };
  const value = (local: string, from?: Element): string | undefined => {
    const [found] = all(local, from);
    return found && textOf(doc, found);
  };
  const ter = value('TiempoEstimadoRespuesta');
  const numElementos = value('NumElementos');
  return {
    status,
    text,
    estado: value('CodigoEstado'),
    ter: ter === undefined ? undefined : Number(ter),
    numElementos: numElementos === undefined ? undefined : Number(numElementos),
    code: value('code'),
    scsp: value('scsp'),
    transmisiones: all('TransmisionDatos').map((one) => ({
      idSolicitud: value('IdSolicitud', one) ?? '',
      codigoResultado: value('codigoResultado', one) ?? '',
      text: text.slice(one.start, one.end),
    })),
  };
}

export const send = async (g: OpenGateway, ask?: LotAsk): Promise<Answered> =>
  read(await g.post(lotOf(g.stage.pki, ask), {}, ASINCRON));

export const poll = async (g: OpenGateway, idPeticion: string, ask?: LotAsk): Promise<Answered> =>
  read(await g.post(pollOf(g.stage.pki, idPeticion, ask), {}, RESPOSTA));

/** Asks until the answer is ready. */
export async function collect(g: OpenGateway, idPeticion: string, ask?: LotAsk): Promise<Answered> {
  for (;;) {
    const answer = await poll(g, idPeticion, ask);
    if (answer.estado !== '0001' && answer.estado !== '0002') return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A gateway over a fresh store of a kind. */
export async function openOver(
  t: TestContext,
  kind: Kind,
  env: Env = {},
): Promise<{ readonly g: OpenGateway; readonly db: Db; readonly fresh: Fresh }> {
  const fresh = await kind.fresh(t);
  return { g: await openGateway(t, { ...fresh.env, ...env }), db: fresh.db, fresh };
}
