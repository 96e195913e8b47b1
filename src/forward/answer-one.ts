import type { AnswerOne, AskMunicipality, Call, Calls, Consulta } from '../base/calls.ts';
import { type Clock, monotonic } from '../base/clock.ts';
import type { Endpoint } from '../base/domain.ts';
import { CATALOGUE, type Code } from '../base/errors/catalogue/index.ts';
import { fill, type Params, Refusal } from '../base/errors/refusal.ts';
import type { Answer, Asked, Outcome, Route } from '../base/request.ts';
import { readXml } from '../base/xml/reader.ts';
import type { XmlDocument } from '../base/xml/tree.ts';
import { type Estado, makeAnswer } from './answers.ts';
import { type CercaPorts, completeSearch } from './cerca.ts';
import { respuestaIn, valueIn } from './data.ts';
import { fromIdescat, type Motive } from './idescat.ts';
import { checkStopped } from './protected.ts';
import { type Found, type SearchOptions, search } from './search.ts';

export interface AnswerPorts extends CercaPorts {
  readonly calls: Calls;
  readonly clock: Clock;
  readonly search: SearchOptions;
  /** Hold a place within the limits of IDESCAT and of searches; the result gives it back. @throws Refusal `route.limit` */
  readonly limits: { readonly idescat: () => Promise<() => void>; readonly search: () => Promise<() => void> };
}

type To<K extends Route['kind']> = Extract<Route, { kind: K }>;

/** @see AnswerOne */
export function makeAnswerOne(ports: AnswerPorts): AnswerOne {
  return (consulta, ask) => new One(consulta, ports, ask).answer();
}

const NO_CONSTA = '2';

/** One solicitud while it is answered, and whom else than its municipality was asked. */
class One {
  readonly #consulta: Consulta;
  readonly #ports: AnswerPorts;
  readonly #ask: AskMunicipality;
  readonly #asked: Asked[] = [];

  constructor(consulta: Consulta, ports: AnswerPorts, ask: AskMunicipality | undefined) {
    this.#consulta = consulta;
    this.#ports = ports;
    this.#ask = ask ?? ((to, timeoutMs) => this.#call({ endpoint: to.endpoint, path: to.path, timeoutMs }));
  }

  async answer(): Promise<Answer> {
    const { destination, peticion } = this.#consulta;
    switch (destination.kind) {
      case 'endpoint':
        return this.#fromMunicipality(destination);
      case 'not-integrated':
        return destination.fallback
          ? this.#fromIdescat(destination.fallback, destination.fallback.timeoutMs, 1)
          : this.#made('not-integrated', { codigo: '0003', literal: 'OK', data: { codigoResultado: '4' } });
      case 'idescat':
        return this.#fromIdescat(destination.endpoint, destination.endpoint.timeoutMs);
      case 'search':
        return this.#fromSearch(destination);
      case 'nobody':
        return this.#failed('route.nobody');
      case 'repeated':
        return this.#made('repeated', failure('record.repeated', { id: peticion.idPeticion }));
    }
  }

  /** IDESCAT, where it may follow, is left its own time within the municipality's; at most half of it. */
  async #fromMunicipality(to: To<'endpoint'>): Promise<Answer> {
    const { endpoint, fallback } = to;
    const kept = fallback ? Math.min(fallback.timeoutMs, endpoint.timeoutMs / 2) : 0;
    const began = monotonic();
    const left = (): number => endpoint.timeoutMs - (monotonic() - began);
    try {
      checkStopped(to);
      const answer = await this.#ask(to, endpoint.timeoutMs - kept);
      if (!fallback) return asItCame(answer);
      if (!this.#isAbsent(answer)) return this.#answer(answer, 'answered', undefined, answer);
      return await this.#fromIdescat(fallback, left(), 3);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (!fallback || error.code === 'forward.consumer-gone') return this.#failed(causeText(error));
      return this.#fromIdescat(fallback, left(), 2, causeText(error));
    }
  }

  /** TITULAR_IDESCAT goes on where the municipality named does not know the person. */
  #isAbsent(answer: XmlDocument): boolean {
    const { respuesta, source } = this.#consulta.peticion.modalitat;
    if (source !== 'named-or-idescat') return false;
    const data = respuestaIn(answer, respuesta);
    return data !== undefined && valueIn(answer, data, 'codigoResultado') === NO_CONSTA;
  }

  /** @param cause why it was not the municipality that answered */
  async #fromIdescat(endpoint: Endpoint, timeoutMs: number, motive?: Motive, cause?: string): Promise<Answer> {
    const { modalitat } = this.#consulta.peticion;
    try {
      const release = await this.#ports.limits.idescat();
      const within = Math.min(timeoutMs, endpoint.timeoutMs);
      const answer = await this.#call({ endpoint, timeoutMs: within, anywhere: true }).finally(release);
      const doc = fromIdescat(answer, modalitat, motive);
      this.#asked.push({ body: endpoint.id, result: 'answered' });
      return this.#answer(modalitat.asynchronousOnly ? await this.#completed(doc) : doc, 'idescat', cause, answer);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#asked.push({ body: endpoint.id, result: error.code });
      return this.#failed(cause ?? causeText(error));
    }
  }

  async #completed(hint: XmlDocument): Promise<XmlDocument> {
    const { doc, asked } = await completeSearch(this.#consulta, hint, this.#ports);
    this.#asked.push(...asked);
    return doc;
  }

  async #fromSearch({ bodies, total }: To<'search'>): Promise<Answer> {
    const { limits, calls, search: options } = this.#ports;
    try {
      const release = await limits.search();
      return this.#found(await search(this.#consulta, bodies, calls, options).finally(release), total);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return this.#failed(causeText(error));
    }
  }

  /** That nobody has the person is known when everybody said so. */
  #found({ municipi, asked }: Found, total: number): Answer {
    this.#asked.push(...asked);
    const answered = asked.filter(({ result }) => result === 'answered').length;
    if (municipi === undefined && answered < total) {
      const code = 'forward.search-incomplete';
      return this.#made('unavailable', failure(code, { asked: answered, total }), code);
    }
    const place = { codigoMunicipio: municipi?.slice(2) ?? '', codigoProvincia: municipi?.slice(0, 2) ?? '' };
    const data = { codigoResultado: municipi === undefined ? NO_CONSTA : '1', ...place };
    return this.#made('searched', { codigo: '0003', literal: 'OK', data });
  }

  #call(to: Pick<Call, 'endpoint' | 'path' | 'timeoutMs' | 'anywhere'>): Promise<XmlDocument> {
    const { message, incident, signal, peticion } = this.#consulta;
    const { idPeticion } = peticion;
    return this.#ports.calls.ask({ ...to, message, idPeticion, incident, signal });
  }

  #answer(doc: XmlDocument, outcome: Outcome, cause?: string, source?: XmlDocument): Answer {
    const asked = this.#asked.length > 0 ? { asked: this.#asked } : {};
    return {
      bytes: doc.bytes,
      doc,
      outcome,
      ...(cause ? { cause } : {}),
      ...(source ? { evidence: source.bytes } : {}),
      ...asked,
    };
  }

  #made(outcome: Outcome, estado: Estado, cause?: string): Answer {
    const { message, peticion } = this.#consulta;
    const bytes = makeAnswer(message, peticion.modalitat, estado, this.#ports.clock.now());
    return this.#answer(readXml(bytes, 'message'), outcome, cause);
  }

  #failed(cause: string): Answer {
    return this.#made('unavailable', failure('forward.unavailable'), cause);
  }
}

/** A source's own answer. */
export const asItCame = (doc: XmlDocument): Answer => ({
  bytes: doc.bytes,
  doc,
  outcome: 'answered',
  evidence: doc.bytes,
});

const failure = (code: Code, params: Params = {}): Estado => ({
  codigo: '0502',
  literal: fill(CATALOGUE[code].text.ca, params),
});

const causeText = ({ code, detail }: Refusal): string => (detail ? `${code} (${detail})` : code);
