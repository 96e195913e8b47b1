import { readFileSync } from 'node:fs';
import type { Clock } from './base/clock.ts';
import { type Answered, extend } from './base/request.ts';
import type { Config } from './config/index.ts';
import {
  type AddExtensions,
  type IssuedStore,
  type IssuePorts,
  makeAddExtensions,
  makeIssueVolant,
} from './documents/index.ts';
import { MUNICIPIS } from './registry/index.ts';
import { makeCms } from './seal/index.ts';
import { makeIssuedStore, type openSqlite } from './store/index.ts';

const HOUR = 3_600_000;

export interface DocumentPorts {
  readonly config: Config;
  readonly clock: Clock;
  readonly db: Awaited<ReturnType<typeof openSqlite>>;
  readonly mark: IssuePorts['mark'];
}

/** The part of the composition that issues documents, where there is a seal to sign them. */
export function openDocuments({ config, clock, db, mark }: DocumentPorts): {
  readonly issued: IssuedStore;
  readonly addExtensions: AddExtensions;
  /** The path's: an answer with what its petition asked for besides. */
  extend(answered: Answered): Promise<Answered>;
  close(): void;
} {
  const { keyFile, certFile } = config.seal;
  const issued = makeIssuedStore(db);
  const sign = keyFile && certFile ? makeCms(readFileSync(keyFile, 'utf8'), readFileSync(certFile, 'utf8')) : undefined;
  const addExtensions = makeAddExtensions({
    issue: sign && makeIssueVolant({ ...config.documents, clock, sign, issued, mark }),
    municipalityName: (ine) => MUNICIPIS.get(ine),
  });
  // A purge that fails is tried again in an hour: what is past its time is not found in the meantime.
  const hourly = setInterval(() => issued.purge(clock.now()).catch(() => {}), HOUR);
  hourly.unref();
  return {
    issued,
    addExtensions,
    async extend(answered) {
      const { peticion, trail, answer } = answered;
      const [solicitud] = peticion.solicitudes;
      if (!solicitud?.extensiones) return answered;
      const added = await addExtensions({ peticion, solicitud, incident: trail.incident }, answer);
      return extend(answered, { answer: added });
    },
    close: () => clearInterval(hourly),
  };
}
