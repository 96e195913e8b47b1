import { respuestaIn } from '../base/answer.ts';
import { type Clock, localTimestamp } from '../base/clock.ts';
import { Echo, type EstadoFields } from '../base/echo.ts';
import { CATALOGUE } from '../base/errors/catalogue/index.ts';
import { fill, Refusal } from '../base/errors/refusal.ts';
import { NS } from '../base/namespaces.ts';
import { petitionKey } from '../base/petition-key.ts';
import {
  type Answered,
  type Authorised,
  extend,
  type Outcome,
  type Repeated,
  type Routed,
  type ToLot,
  type ToPoll,
} from '../base/request.ts';
import { petitionIn } from '../base/single.ts';
import { readXml } from '../base/xml/reader.ts';
import { only, type XmlDocument } from '../base/xml/tree.ts';
import type { Lot, LotStore } from './ports.ts';
import type { Rate } from './rate.ts';
import { places, type Vault } from './vault.ts';

export interface RespondPorts {
  readonly store: LotStore;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly rate: Rate;
  /** Milliseconds that results stay after they were collected: an answer may get lost on its way. */
  readonly collectedKeepMs: number;
  /** A lot was accepted. */
  readonly wake: () => void;
}

/** What Asincron and AsincronResposta answer (protocol sections 3, 12 and 15). */
export class Respond {
  readonly #ports: RespondPorts;

  constructor(ports: RespondPorts) {
    this.#ports = ports;
  }

  /** The `ConfirmacionPeticion` of a lot that was kept, or of a petition that came before. */
  readonly confirm = async (routed: Routed<ToLot | Repeated>): Promise<Answered> => {
    const { destination, envelope, peticion } = routed;
    if (destination.kind === 'repeated') {
      const literal = fill(CATALOGUE['record.repeated'].text.ca, { id: peticion.idPeticion });
      return this.#answered(routed, 'repeated', this.#confirmation(envelope.doc, { codigo: '0502', literal }));
    }
    this.#ports.wake();
    const ter = await this.#hours(destination.lot.at);
    const estado = { codigo: '0001', literal: 'OK', ter };
    return this.#answered(routed, 'accepted', this.#confirmation(envelope.doc, estado));
  };

  /**
   * The lot that a poll asks after: one of the same ens, asked in the same environment, and of the modalitat that it says.
   *
   * @throws Refusal `jobs.unknown`
   */
  readonly find = async (authorised: Authorised): Promise<Routed<ToPoll>> => {
    const { peticion, environment } = authorised;
    const { store, clock } = this.#ports;
    const lot = await store.find(petitionKey(peticion), clock.now());
    if (lot?.modalitat !== peticion.modalitat.code || lot.environment !== environment)
      throw new Refusal('jobs.unknown');
    return extend(authorised, { destination: { kind: 'poll', lot: lot.id } as const });
  };

  /** The `Respuesta` of a lot: how far it is, or everything, each solicitud once and in order. */
  readonly collect = async (routed: Routed<ToPoll | Repeated>): Promise<Answered> => {
    const { store, clock, collectedKeepMs } = this.#ports;
    const { destination } = routed;
    const lot = destination.kind === 'poll' ? await store.get(destination.lot) : undefined;
    if (!lot) throw new Refusal('jobs.unknown');
    const { open, lastDue, begun } = await store.progress(lot.id);
    if (open > 0) {
      const estado = { codigo: begun ? '0002' : '0001', literal: 'OK', ter: await this.#hours(lastDue) };
      return this.#answered(routed, 'pending', this.#respuesta(lot, estado));
    }
    const frame = readXml(
      this.#respuesta(lot, { codigo: '0003', literal: 'OK' }, '<ns3:Transmisiones></ns3:Transmisiones>'),
      'message',
    );
    const into = only(respuestaIn(frame), NS.respuesta, 'Transmisiones')!;
    const inside = { into, elements: await this.#transmisiones(lot) };
    await store.shorten(lot.id, clock.now() + collectedKeepMs);
    return extend(routed, { answer: { bytes: frame.bytes, doc: frame, inside, outcome: 'collected' as const } });
  };

  async #hours(lastDue: number): Promise<number> {
    const { store, rate, clock } = this.#ports;
    return rate.hours(await store.open(), lastDue, clock.now());
  }

  async #transmisiones({ id, solicituds }: Lot): Promise<Buffer[]> {
    const { store, vault } = this.#ports;
    const found: Buffer[] = [];
    while (found.length < solicituds) {
      const some = await store.answers(id, found.length, PAGE);
      if (some.length === 0) throw new Error('a lot without all its answers');
      for (const closed of some) found.push(vault.open(closed, places.answer(id, found.length)));
    }
    return found;
  }

  #confirmation(petition: XmlDocument, estado: EstadoFields): Buffer {
    return envelope('ConfirmacionPeticion', NS.confirmacion, this.#atributos(petition, estado));
  }

  #respuesta(lot: Lot, estado: EstadoFields, transmisiones = ''): Buffer {
    const petition = readXml(this.#ports.vault.open(lot.frame, places.frame(lot.id)), 'message');
    return envelope('Respuesta', NS.respuesta, this.#atributos(petition, estado) + transmisiones);
  }

  #atributos(petition: XmlDocument, estado: EstadoFields): string {
    const echo = new Echo(petition, localTimestamp(this.#ports.clock.now()));
    return echo.atributos(petitionIn(petition).atributos, estado);
  }

  #answered(routed: Routed<ToLot | ToPoll | Repeated>, outcome: Outcome, bytes: Buffer): Answered {
    return extend(routed, { answer: { bytes, doc: readXml(bytes, 'message'), outcome } });
  }
}

/** Answers read from the store at once. */
const PAGE = 50;

const envelope = (payload: string, ns: string, content: string): Buffer =>
  Buffer.from(
    `<SOAP-ENV:Envelope xmlns:SOAP-ENV="${NS.soap}"><SOAP-ENV:Header/><SOAP-ENV:Body>` +
      `<ns0:procesaResponse xmlns:ns0="${NS.openuri}"><ns3:${payload} xmlns:ns3="${ns}">${content}` +
      `</ns3:${payload}></ns0:procesaResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>`,
  );
