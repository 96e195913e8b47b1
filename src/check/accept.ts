import { Refusal } from '../base/errors/refusal.ts';
import type { AcceptanceOptions, AcceptancePorts } from './acceptance/context.ts';
import { checkEndpoint } from './acceptance/run.ts';
import { type Report, reportHash } from './finding.ts';
import type { CheckRegistry, CheckStore } from './ports.ts';
import { MUNICIPAL, type Target } from './target.ts';

type Progress = Parameters<typeof checkEndpoint>[3];

/**
 * An endpoint of the registry as what is checked, about the municipalities that it serves, or will serve after a
 * migration or when an integration is verified. The finalitat is that of tests.
 *
 * @throws Refusal `migration.unknown`
 */
export function targetOf(registry: CheckRegistry, id: string): Target & { readonly endpoint: string } {
  const endpoint = registry.get('endpoint', id)?.doc;
  if (!endpoint) throw new Refusal('migration.unknown', { kind: 'endpoint', id });
  const { url, environment, ca, pins, signature, probe } = endpoint;
  const serving =
    registry.list('migration').find(({ doc }) => doc.to === id && doc.state !== 'retired')?.doc.from ?? id;
  const served = registry
    .list('municipality')
    .filter(({ doc }) => doc.endpoints[environment] === serving)
    .map(({ doc }) => doc.ine);
  const coming = registry
    .list('integration')
    .filter(({ doc }) => doc.step === 'verification' && doc.environment === environment && doc.data.endpoint === id)
    .map(({ doc }) => doc.municipi);
  const municipis = [...new Set([...served, ...coming])];
  return {
    endpoint: id,
    url,
    environment,
    ca,
    pins,
    signature,
    municipis: municipis.length > 0 || !probe ? municipis : [probe.municipi],
    modalitats: MUNICIPAL,
    finalitat: 'PROVES',
    ...(probe ? { probe } : {}),
  };
}

export interface AcceptPorts extends AcceptancePorts {
  readonly registry: CheckRegistry;
  readonly store: CheckStore;
}

/**
 * Checks an endpoint of the registry and keeps the report. One that is accepted is marked as verified, unless somebody
 * changed it meanwhile: then the check was of another server.
 *
 * @throws VersionConflict, Refusal `migration.unknown`, AddressRefused
 */
export async function acceptEndpoint(
  { registry, store, ...ports }: AcceptPorts,
  target: Target & { readonly endpoint: string },
  who: string,
  options: Partial<AcceptanceOptions> = {},
  progress?: Progress,
): Promise<{ readonly report: Report; readonly hash: string }> {
  const before = registry.get('endpoint', target.endpoint);
  if (!before) throw new Refusal('migration.unknown', { kind: 'endpoint', id: target.endpoint });
  const report = await checkEndpoint(target, ports, options, progress);
  const hash = reportHash(report);
  await store.saveReport(hash, report);
  if (report.accepted) {
    const doc = { ...before.doc, verified: { at: report.at, report: hash, url: target.url } };
    const change = { kind: 'endpoint', id: before.id, doc, expected: before.version };
    await registry.change([change], who, `acceptance check ${hash}`);
  }
  return { report, hash };
}
