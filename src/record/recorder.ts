import type { Clock } from '../base/clock.ts';
import { asRefusal, type Refusal } from '../base/errors/refusal.ts';
import type { Answered, Destination, Received, Repeated, Reply, Routed } from '../base/request.ts';
import type { RefusalLog } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Record } from './record.ts';

export interface RecorderPorts {
  readonly record: Record;
  readonly metrics: Metrics;
  readonly log: RefusalLog;
  readonly clock: Clock;
  readonly render: (refusal: Refusal, received: Received) => Reply;
}

/** The last station: journal, metrics and log of whatever became of a request. */
export class Recorder {
  readonly #ports: RecorderPorts;

  constructor(ports: RecorderPorts) {
    this.#ports = ports;
  }

  intent<D extends Destination>(routed: Routed<D>): Promise<Routed<D | Repeated>> {
    return this.#ports.record.intent(routed);
  }

  async outcome(answered: Answered, reply: Reply): Promise<void> {
    await this.#ports.record.outcome(answered, reply);
    answered.trail.enter('record');
    this.#ports.metrics.answered(answered, reply);
  }

  /**
   * A refusal of somebody who proved who they are is written before it is told; one of anybody else is counted and
   * logged, so that nobody anonymous gets to cost us a sync of the disk.
   */
  async refusal(received: Received, error: unknown): Promise<Reply> {
    const { trail } = received;
    let refusal = asRefusal(error);
    if (trail.trusted && refusal.code !== 'record.unavailable') {
      await this.#ports.record.refusal(trail, refusal).catch((cause: unknown) => {
        refusal = asRefusal(cause);
      });
    }
    return this.#told(received, refusal);
  }

  /** A refusal from before the path. */
  readonly refused = (received: Received, refusal: Refusal): Reply => this.#told(received, refusal);

  /** A refusal of something that was no petition. */
  readonly refusedOutside = (refusal: Refusal, incident: string): void => {
    this.#ports.metrics.refusedOutside(refusal);
    this.#ports.log.write({ incident }, refusal, this.#ports.clock.now());
  };

  #told(received: Received, refusal: Refusal): Reply {
    const { render, metrics, log, clock } = this.#ports;
    const { trail } = received;
    const reply = render(refusal, received);
    trail.enter('record');
    metrics.refused(trail, refusal, reply);
    log.write(trail, refusal, clock.now());
    return reply;
  }
}
