import type { Clock } from './base/clock.ts';
import type { Language } from './base/errors/refusal.ts';
import { type Answered, extend } from './base/request.ts';
import { asSheet, type Report } from './check/index.ts';
import type { Config } from './config/index.ts';
import {
  type AddExtensions,
  type IssuedStore,
  type IssuePorts,
  makeAddExtensions,
  makeIssueVolant,
  Printer,
  reportPdf,
  VERIFICATION_PAGE,
} from './documents/index.ts';
import { MUNICIPIS } from './registry/index.ts';
import type { Seals } from './seal/index.ts';
import { makeIssuedStore, type openSqlite } from './store/index.ts';

const HOUR = 3_600_000;

export interface DocumentPorts {
  readonly config: Config;
  readonly clock: Clock;
  readonly db: Awaited<ReturnType<typeof openSqlite>>;
  readonly mark: IssuePorts['mark'];
  readonly seals: Seals | undefined;
  /** Of the public plane, once it listens. */
  readonly publicOrigin: () => string;
}

/** The part of the composition that issues documents, where there is a seal to sign them. */
export function openDocuments({ config, clock, db, mark, seals, publicOrigin }: DocumentPorts): {
  readonly issued: IssuedStore;
  /** Report of an acceptance check as a PDF. */
  pdf(report: Report, language: Language): Promise<Buffer>;
  readonly addExtensions: AddExtensions;
  /** The path's: an answer with what its petition asked for besides. */
  extend(answered: Answered): Promise<Answered>;
  close(): Promise<void>;
} {
  const issued = makeIssuedStore(db);
  const printer = new Printer();
  const addExtensions = makeAddExtensions({
    issue:
      seals &&
      makeIssueVolant({
        ...config.documents,
        clock,
        print: printer.print,
        sign: (pdf) => seals.cms.current(pdf),
        issued,
        mark,
        get verificationUrl() {
          return config.documents.verificationUrl ?? publicOrigin() + VERIFICATION_PAGE;
        },
      }),
    municipalityName: (ine) => MUNICIPIS.get(ine),
  });
  // A purge that fails is tried again in an hour: what is past its time is not found in the meantime.
  const hourly = setInterval(() => issued.purge(clock.now()).catch(() => {}), HOUR);
  hourly.unref();
  return {
    issued,
    addExtensions,
    pdf: (report, language) => reportPdf(asSheet(report, language), clock.now()),
    async extend(answered) {
      const { peticion, trail, answer } = answered;
      const [solicitud] = peticion.solicitudes;
      if (!solicitud?.extensiones) return answered;
      const added = await addExtensions({ peticion, solicitud, incident: trail.incident }, answer);
      return extend(answered, { answer: added });
    },
    close() {
      clearInterval(hourly);
      return printer.close();
    },
  };
}
