import { type Finding, merged, type Report } from '../finding.ts';
import type { Target } from '../target.ts';
import { answers, unknownPerson } from './answers.ts';
import { badSignature, latency, load } from './behaviour.ts';
import { certificate } from './certificate.ts';
import { Connection } from './connection.ts';
import type { AcceptanceOptions, AcceptancePorts, Context, Step } from './context.ts';
import { names, portsOpen, tlsVersions } from './network.ts';
import { clock, wsdl } from './server.ts';
import { signedAnswers } from './signed.ts';

/** The acceptance check, whole, in its order. */
const STEPS: readonly Step[] = [
  names,
  portsOpen,
  tlsVersions,
  certificate,
  wsdl,
  clock,
  answers,
  unknownPerson,
  badSignature,
  signedAnswers,
  latency,
  load,
];

const DEFAULTS: AcceptanceOptions = { n: 20, load: { parallel: 8, each: 5 }, timeoutMs: 30_000 };

/**
 * Checks a server as the technicians who set it up would want to be told: everything in one go, each finding with what
 * was seen. Only test people are asked for (protocol section 15, "Probes").
 *
 * @param progress called with the number of each step, from 1, and how many there are
 * @throws AddressRefused when the guard forbids the address; the signal's reason when it is aborted
 */
export async function checkEndpoint(
  target: Target,
  ports: AcceptancePorts,
  options: Partial<AcceptanceOptions> = {},
  progress: (step: string, number: number, of: number) => void = () => {},
): Promise<Report> {
  const all = { ...DEFAULTS, ...options };
  const at = new Date(ports.clock.now()).toISOString();
  const connection = new Connection(new URL(target.url), {
    guard: ports.guard,
    timeoutMs: all.timeoutMs,
    signal: ports.signal,
  });
  const context: Context = { target, ports, options: all, connection };
  const findings: Finding[] = [];
  try {
    for (const [index, step] of STEPS.entries()) {
      ports.signal.throwIfAborted();
      progress(step.name, index + 1, STEPS.length);
      const its = await step.run(context);
      findings.push(...its);
      if (step.decisive && its.some(({ level }) => level === 'problem')) break;
    }
  } finally {
    connection.close();
  }
  const { endpoint, url, otherUrl, environment, municipis } = target;
  return {
    version: 1,
    ...(endpoint === undefined ? {} : { endpoint }),
    urls: otherUrl === undefined ? [url] : [url, otherUrl],
    environment,
    municipis,
    at,
    accepted: findings.every(({ level }) => level !== 'problem'),
    ...(context.tls ? { pin: context.tls.pin } : {}),
    ...(context.latency ? { latency: context.latency } : {}),
    findings: merged(findings),
  };
}
