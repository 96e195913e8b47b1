import { writeFileSync } from 'node:fs';
import { Guard } from '../../base/outbound/guard.ts';
import { asHtml, asText, checkEndpoint, type Report, tell } from '../../check/index.ts';
import { type Config, loadConfig } from '../../config/index.ts';
import { Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { credentials } from '../request/credentials.ts';
import { signEnvelope } from '../request/sign.ts';
import { progressLine } from './progress.ts';
import { type CheckValues, isAddress, registered, typed } from './target.ts';

/** An operator who types an address may reach whatever the machine reaches; the report says what the registry would. */
const ANYWHERE = ['0.0.0.0/1', '128.0.0.0/1', '::/1', '8000::/1'];

/** `padro-gateway check`: returns the exit status. */
export async function runCheck(operands: readonly string[], values: CheckValues, io: Io): Promise<0 | 1> {
  const config = loadConfig({ file: values.config });
  const [named = '', other] = operands;
  const target = isAddress(named) ? typed(named, other, values) : registered(named, config);
  const { keyPem, certPem } = await signer(values, config);
  const registryGuard = new Guard(config.forward.allowPrivate);
  const ports = {
    clock: io.clock,
    signal: io.signal,
    guard: isAddress(named) ? new Guard(ANYWHERE) : registryGuard,
    registryGuard,
    sign: async (payload: string) => Buffer.from(signEnvelope(payload, { keyPem, certPem, now: io.clock.now() })),
  };
  const progress = progressLine(io);
  let report: Report;
  try {
    report = await checkEndpoint(target, ports, { n: values.n, timeoutMs: values['timeout-ms'] }, progress.step);
  } finally {
    progress.end();
  }
  if (values.html !== undefined) save(values.html, asHtml(report, values.language));
  io.stdout.write(values.json ? json(report, values) : asText(report, values.language));
  return report.accepted ? 0 : 1;
}

/** Key and certificate that were given, else the configured seal. @throws UsageError, Failure */
function signer(values: CheckValues, { seal: { keyFile, certFile } }: Config) {
  if (values.key !== undefined || values.cert !== undefined) return credentials(values);
  if (!keyFile || !certFile) throw new Failure('no seal is configured to sign with: give --key and --cert');
  return credentials({ key: keyFile, cert: certFile });
}

function json(report: Report, { language }: CheckValues): string {
  const findings = report.findings.map((finding) => ({ ...finding, text: tell(finding, language) }));
  return `${JSON.stringify({ ...report, findings }, null, 2)}\n`;
}

function save(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Failure(`cannot write ${file}: ${(error as NodeJS.ErrnoException).code}`);
  }
}
