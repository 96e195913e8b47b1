import type { Environment } from '../../base/domain.ts';
import { MUNICIPAL, type Target } from '../../check/index.ts';
import type { Config } from '../../config/index.ts';
import { fromStore } from '../explain/store.ts';
import { Failure, UsageError } from '../failure.ts';
import { read } from '../request/credentials.ts';

export interface CheckValues {
  readonly key?: string | undefined;
  readonly cert?: string | undefined;
  readonly ca?: string | undefined;
  readonly environment: Environment;
  readonly municipi: readonly string[];
  readonly document?: string | undefined;
  readonly tipus: number;
  readonly modalitat: readonly string[];
  readonly ens?: string | undefined;
  readonly finalitat: string;
  readonly n: number;
  readonly 'timeout-ms': number;
  readonly language: 'ca' | 'es' | 'en';
  readonly json: boolean;
  readonly html?: string | undefined;
  readonly config?: string | undefined;
}

export const isAddress = (operand: string): boolean => operand.includes('://');

/** A server as somebody typed it. @throws UsageError, Failure */
export function typed(url: string, otherUrl: string | undefined, values: CheckValues): Target {
  for (const each of [url, otherUrl ?? url]) {
    if (!/^https?:$/.test(URL.canParse(each) ? new URL(each).protocol : '')) {
      throw new UsageError(`${each} is not an http or https address`);
    }
  }
  const { environment, modalitat, finalitat, ens, document, tipus, ca } = values;
  const municipis = values.municipi.length > 0 ? values.municipi : ['17023'];
  return {
    url,
    ...(otherUrl === undefined ? {} : { otherUrl }),
    environment,
    municipis,
    ca: ca === undefined ? [] : [read(ca).toString()],
    pins: [],
    modalitats: modalitat.length > 0 ? modalitat : MUNICIPAL,
    finalitat,
    ...(ens === undefined ? {} : { ens }),
    ...(document === undefined ? {} : { probe: { municipi: municipis[0]!, tipus, document } }),
  };
}

interface EndpointDoc {
  readonly id: string;
  readonly url: string;
  readonly environment: Environment;
  readonly ca: readonly string[];
  readonly pins: readonly string[];
}

interface MunicipalityDoc {
  readonly ine: string;
  readonly endpoints: Readonly<Record<string, string>>;
}

/** An endpoint of the configured store's registry. @throws Failure */
export function registered(id: string, config: Config): Target {
  const rows = fromStore(config, (reader) => reader.registryRows());
  const doc = rows.find((row) => row.kind === 'endpoint' && row.id === id)?.doc as EndpointDoc | undefined;
  if (!doc) throw new Failure(`the registry has no endpoint ${id}`);
  const { url, environment, ca, pins } = doc;
  const municipis = rows
    .filter(({ kind }) => kind === 'municipality')
    .map((row) => row.doc as MunicipalityDoc)
    .filter(({ endpoints }) => endpoints[environment] === id)
    .map(({ ine }) => ine);
  return { endpoint: id, url, environment, ca, pins, municipis, modalitats: MUNICIPAL, finalitat: 'PROVES' };
}
