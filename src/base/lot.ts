import type { Environment } from './domain.ts';

/** A petition of the asynchronous frontal as it is kept. Contents are encrypted by whoever accepted it. */
export interface NewLot {
  /** The incident of the petition. */
  readonly id: string;
  /** The key of its (ens, IdPeticion), hexadecimal. */
  readonly petition: string;
  /** INE10 of who asked, ten digits. */
  readonly ens: string;
  readonly environment: Environment;
  /** Code of the modalitat. */
  readonly modalitat: string;
  /** When it came, until when solicituds are asked again, and when everything of it is deleted; milliseconds. */
  readonly at: number;
  readonly deadline: number;
  readonly until: number;
  /** The petition with its first solicitud alone, to be echoed; base64. */
  readonly frame: string;
  /** In the order of the petition. */
  readonly solicituds: readonly NewSolicitud[];
}

export interface NewSolicitud {
  /** Whose turn it waits for: the server that answers for its municipality. */
  readonly queue: string;
  /** An envelope with this solicitud alone; base64. */
  readonly message: string;
}
