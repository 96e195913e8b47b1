import { type Clock, timedId } from '../base/clock.ts';
import { asRefusal, Refusal } from '../base/errors/refusal.ts';
import type { Task, TaskKind, TaskOutcome, TaskStore, WhichTasks } from './ports.ts';

/** Tasks that one process runs at once: each asks a municipal server some hundred times. */
const MOST = 4;
const KEPT_MS = 90 * 86_400_000;
/** No task takes longer: one that has not ended by then was cut off with its process. */
const LOST_MS = 3_600_000;

export type TaskState = 'running' | 'done' | 'failed' | 'lost';

/** Long work: begun now, looked at later, on whichever node. */
export class Tasks {
  readonly #store: TaskStore;
  readonly #clock: Clock;
  readonly #failed: (task: Task, error: unknown) => void;
  readonly #running = new Set<Promise<void>>();

  /** @param failed is told of errors that are no refusals, and of a task whose end cannot be kept */
  constructor(store: TaskStore, clock: Clock, failed: (task: Task, error: unknown) => void) {
    this.#store = store;
    this.#clock = clock;
    this.#failed = failed;
  }

  /** The task is kept when this resolves, and runs. @throws Refusal `api.too-many` */
  async begin(kind: TaskKind, about: string, who: string, work: () => Promise<TaskOutcome>): Promise<Task> {
    if (this.#running.size >= MOST) throw new Refusal('api.too-many');
    const started = this.#clock.now();
    const task: Task = { id: timedId(started), kind, about, who, started };
    // The place is taken before anything is waited for.
    const kept = this.#store.addTask(task, started - KEPT_MS);
    const running = kept.then(() => this.#run(task, work)).catch((error) => this.#failed(task, error));
    this.#running.add(running);
    void running.finally(() => this.#running.delete(running));
    await kept;
    return task;
  }

  async #run(task: Task, work: () => Promise<TaskOutcome>): Promise<void> {
    let outcome: TaskOutcome;
    try {
      outcome = await work();
    } catch (error) {
      const { code } = asRefusal(error);
      if (code === 'internal') this.#failed(task, error);
      outcome = { good: false, problem: code };
    }
    await this.#store.endTask(task.id, this.#clock.now(), outcome);
  }

  get(id: string): Promise<Task | undefined> {
    return this.#store.task(id);
  }

  list(which: WhichTasks): Promise<Task[]> {
    return this.#store.tasks(which);
  }

  stateOf({ started, ended, outcome }: Task): TaskState {
    if (ended === undefined) return this.#clock.now() - started > LOST_MS ? 'lost' : 'running';
    return outcome?.problem === undefined ? 'done' : 'failed';
  }

  /** Waits for what runs. */
  async close(): Promise<void> {
    await Promise.all(this.#running);
  }
}
