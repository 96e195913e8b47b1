import { Guard } from '../../base/outbound/guard.ts';
import {
  acceptEndpoint,
  asHtml,
  asSheet,
  asText,
  checkEndpoint,
  type Report,
  targetOf,
  tell,
} from '../../check/index.ts';
import { loadConfig } from '../../config/index.ts';
import { ANYWHERE } from '../anywhere.ts';
import { save } from '../files.ts';
import type { Io } from '../io.ts';
import { type Opened, operator, withRegistry } from '../registry/open.ts';
import { progressLine } from './progress.ts';
import { judgeOf, signerOf } from './signer.ts';
import { type CheckValues, isAddress, offered, typedTarget } from './target.ts';

/** `padro-gateway check`: returns the exit status. */
export async function runCheck(operands: readonly string[], values: CheckValues, io: Io): Promise<0 | 1> {
  const config = loadConfig({ file: values.config });
  const [named = '', other] = operands;
  const typed = isAddress(named) ? typedTarget(named, other, values) : undefined;
  const { clock, signal } = io;
  const registryGuard = new Guard(config.forward.allowPrivate);
  // The report says what the registry would say of the address.
  const guard = typed ? new Guard(ANYWHERE) : registryGuard;
  const open = <T>(use: (opened: Opened) => Promise<T> | T): Promise<T> => withRegistry(config, clock, use);
  // What there is not is said before keys are asked for.
  if (!typed) await open(({ registry }) => targetOf(registry, named));
  const sign = await signerOf(values, config, clock);
  const ports = { clock, signal, guard, registryGuard, sign, judgeSigned: judgeOf(config, clock) };
  const options = { n: values.n, timeoutMs: values['timeout-ms'] };
  const progress = progressLine(io);
  const registered = async ({ registry, store }: Opened): Promise<Report> => {
    const target = { ...targetOf(registry, named), ...offered(values) };
    return (await acceptEndpoint({ ...ports, registry, store }, target, operator(), options, progress.step)).report;
  };
  let report: Report;
  try {
    report = await (typed ? checkEndpoint(typed, ports, options, progress.step) : open(registered));
  } finally {
    progress.end();
  }
  if (values.html !== undefined) save(values.html, asHtml(report, values.language));
  if (values.pdf !== undefined) {
    const { reportPdf } = await import('../../documents/index.ts');
    save(values.pdf, await reportPdf(asSheet(report, values.language), clock.now()));
  }
  io.stdout.write(values.json ? json(report, values) : asText(report, values.language));
  return report.accepted ? 0 : 1;
}

function json(report: Report, { language }: CheckValues): string {
  const findings = report.findings.map((finding) => ({ ...finding, text: tell(finding, language) }));
  return `${JSON.stringify({ ...report, findings }, null, 2)}\n`;
}
