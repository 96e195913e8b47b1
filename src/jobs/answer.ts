import { estadoIn, transmisionIn } from '../base/answer.ts';
import type { AnswerOne, AskMunicipality, Calls, Consulta } from '../base/calls.ts';
import type { Clock } from '../base/clock.ts';
import { Refusal } from '../base/errors/refusal.ts';
import type { Modalitat } from '../base/modalitats.ts';
import type { Peticion, Solicitud } from '../base/peticion.ts';
import type { Answer } from '../base/request.ts';
import { standalone } from '../base/xml/splice.ts';
import type { XmlDocument } from '../base/xml/tree.ts';
import { queueOf } from './accept.ts';
import { idOf, petitionOf } from './cut.ts';
import type { Destination, Lot, Work } from './ports.ts';
import { places, type Vault } from './vault.ts';

export interface AnswerPorts {
  readonly answerOne: AnswerOne;
  readonly calls: Calls;
  readonly destination: Destination;
  /** Whether its stop switch is thrown. */
  readonly stopped: (what: 'consumer' | 'modalitat', id: string) => boolean;
  /** The petition in an envelope. */
  readonly read: (message: XmlDocument) => Peticion;
  /** What the solicitud asked for besides the answer: a PDF, the evidence. */
  readonly addExtensions: (
    asking: { readonly peticion: Peticion; readonly solicitud: Solicitud; readonly incident: string },
    answer: Answer,
  ) => Promise<Answer>;
  /** The answer to a solicitud whose source failed to the end. */
  readonly unavailable: (message: XmlDocument, modalitat: Modalitat) => XmlDocument;
  readonly vault: Vault;
  readonly clock: Clock;
}

/** What came of one attempt. */
export type Attempt =
  /** `transmision`: the `TransmisionDatos`, its bytes as they came. */
  | { readonly kind: 'answered'; readonly transmision: Buffer; readonly told: Told }
  /** `at once`: no attempt was made, it waits in the wrong queue. */
  | { readonly kind: 'again'; readonly queue: string; readonly atOnce: boolean; readonly told?: Told };

/** For the journal. */
export type Told = Readonly<Record<string, unknown>>;

/** A municipality did not answer, and there is time to ask it again. */
class NotYet extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/**
 * Answers one solicitud of a lot, like a petition of its own. While there is time a source that fails is asked again
 * later; after the deadline by whoever may answer in its place. While its ens or modalitat is stopped nobody is asked.
 */
export async function attempt(work: Work, lot: Lot, ports: AnswerPorts, signal: AbortSignal): Promise<Attempt> {
  const { vault, read, destination, clock, answerOne } = ports;
  const incident = idOf(lot.id, work.n, work.attempt);
  const message = petitionOf(vault.open(work.content, places.question(lot.id, work.n)), lot.id, incident);
  const peticion = read(message);
  const solicitud = peticion.solicitudes[0]!;
  const route = destination(peticion, solicitud, lot.environment);
  const queue = queueOf(route);
  if (queue !== work.queue) return { kind: 'again', queue, atOnce: true };
  const late = clock.now() >= lot.deadline;
  const answered = (doc: XmlDocument, told: Told): Attempt => {
    const transmision = standalone(doc, transmisionIn(doc)!);
    return { kind: 'answered', transmision, told };
  };
  const unavailable = (told: Told): Attempt => answered(ports.unavailable(message, peticion.modalitat), told);
  const where = 'municipi' in route ? { municipi: route.municipi } : {};
  if (ports.stopped('consumer', lot.ens) || ports.stopped('modalitat', lot.modalitat)) {
    if (!late) return { kind: 'again', queue, atOnce: false };
    return unavailable({ ...where, endpoint: queue, outcome: 'unavailable', cause: 'authorise.stopped' });
  }
  const last = late || route.kind === 'nobody';
  const consulta: Consulta = {
    peticion,
    solicitud,
    message,
    destination: route,
    environment: lot.environment,
    incident,
    signal,
  };
  try {
    const found = await answerOne(consulta, last ? undefined : patient(consulta, ports.calls));
    const answer = await ports.addExtensions({ peticion, solicitud, incident }, found);
    const told = { ...where, endpoint: queue, outcome: answer.outcome, cause: answer.cause, asked: answer.asked };
    const failed = transmisionIn(answer.doc) === undefined || estadoIn(answer.doc) === '0502';
    if (failed && (!last || isOurLimit(answer))) return { kind: 'again', queue, atOnce: false, told };
    return failed ? unavailable(told) : answered(answer.doc, told);
  } catch (error) {
    if (!(error instanceof NotYet)) throw error;
    const { code, detail } = error.refusal;
    // A server that is left alone was not asked.
    if (code === 'forward.open') return { kind: 'again', queue, atOnce: false };
    const cause = detail ? `${code} (${detail})` : code;
    return { kind: 'again', queue, atOnce: false, told: { ...where, endpoint: queue, outcome: 'again', cause } };
  }
}

/** Asks the municipality; where it does not answer nobody else is asked in its place yet. */
function patient({ message, incident, signal }: Consulta, calls: Calls): AskMunicipality {
  return async ({ endpoint, path }, timeoutMs) => {
    try {
      return await calls.ask({ endpoint, path, message, idPeticion: incident, incident, timeoutMs, signal });
    } catch (error) {
      throw error instanceof Refusal ? new NotYet(error) : error;
    }
  };
}

/** We asked nobody because of a limit of our own: that is no reason to give up. */
const isOurLimit = ({ asked = [] }: Answer): boolean => asked.some(({ result }) => result === 'route.limit');
