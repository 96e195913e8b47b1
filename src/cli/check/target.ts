import type { Environment } from '../../base/domain.ts';
import { MUNICIPAL, type Target } from '../../check/index.ts';
import { UsageError } from '../failure.ts';
import { read } from '../files.ts';

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
  readonly pdf?: string | undefined;
  readonly config?: string | undefined;
}

export const isAddress = (operand: string): boolean => operand.includes('://');

/** What it is asked, by whom and what for. */
export const offered = ({
  modalitat,
  finalitat,
  ens,
}: CheckValues): Pick<Target, 'modalitats' | 'finalitat' | 'ens'> => ({
  modalitats: modalitat.length > 0 ? modalitat : MUNICIPAL,
  finalitat,
  ...(ens === undefined ? {} : { ens }),
});

/** A server as somebody typed it. @throws UsageError, Failure */
export function typedTarget(url: string, otherUrl: string | undefined, values: CheckValues): Target {
  for (const each of [url, otherUrl ?? url]) {
    if (!/^https?:$/.test(URL.canParse(each) ? new URL(each).protocol : '')) {
      throw new UsageError(`${each} is not an http or https address`);
    }
  }
  const { environment, document, tipus, ca } = values;
  const municipis = values.municipi.length > 0 ? values.municipi : ['17023'];
  return {
    url,
    ...(otherUrl === undefined ? {} : { otherUrl }),
    environment,
    municipis,
    ca: ca === undefined ? [] : [read(ca).toString()],
    pins: [],
    ...offered(values),
    ...(document === undefined ? {} : { probe: { municipi: municipis[0]!, tipus, document } }),
  };
}
