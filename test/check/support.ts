import https, { type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../src/base/clock.ts';
import { Guard } from '../../src/base/outbound/guard.ts';
import { type AcceptancePorts, checkEndpoint, MUNICIPAL, type Report, type Target } from '../../src/check/index.ts';
import { signEnvelope } from '../../src/cli/request/sign.ts';
import { makeJudgeSigned } from '../../src/forward/index.ts';
import { createAuthority, issue } from '../../src/pki/index.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { makeVerifyAnswer } from '../../src/verify/index.ts';
import type { Cleanup } from '../support/backend.ts';
import { serverCertificate } from '../support/pki.ts';

export const authority = createAuthority({ commonName: 'Autoritat de prova', key: 'P-256' });
export const server = serverCertificate(authority);
const seal = issue(authority, { subject: { CN: 'Segell de prova' }, key: 'P-256' });

export const ports: AcceptancePorts = {
  clock: systemClock,
  guard: new Guard(['127.0.0.0/8']),
  signal: new AbortController().signal,
  judgeSigned: makeJudgeSigned(makeVerifyAnswer({ clock: systemClock, skewMs: 60_000 })),
  sign: async (payload) =>
    Buffer.from(signEnvelope(payload, { keyPem: seal.keyPem, certPem: seal.certPem, now: systemClock.now() })),
};

/** A simulated municipality, 17/023 unless told, over HTTP and HTTPS; it checks signatures. */
export async function municipality(t: Cleanup, options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await startSimulator({
    municipis: ['17023'],
    people: 0,
    port: 0,
    tls: { port: 0, ...server },
    volant: server,
    checkSignatures: true,
    ...options,
  });
  t.after(() => simulator.close());
  return simulator;
}

export const target = (url: string, more: Partial<Target> = {}): Target => ({
  url,
  environment: 'proves',
  ca: [authority.certPem],
  pins: [],
  municipis: ['17023'],
  modalitats: MUNICIPAL,
  finalitat: 'PROVES',
  ...more,
});

/** A small check: few queries, one modalitat unless told. */
export const check = (of: Partial<Target> & { url: string }, more: Partial<AcceptancePorts> = {}): Promise<Report> =>
  checkEndpoint(
    target(of.url, { modalitats: ['TITULAR'], ...of }),
    { ...ports, ...more },
    { n: 2, load: { parallel: 2, each: 2 }, timeoutMs: 1000 },
  );

/** Codes of what is not good, each once, in their order. */
export const codes = ({ findings }: Report): string[] => [
  ...new Set(findings.flatMap(({ code }) => (code === undefined ? [] : [code]))),
];

/** An HTTPS server that answers 404, with these options. @returns its frontal's address */
export async function tlsServer(t: Cleanup, options: ServerOptions): Promise<string> {
  const https404 = https.createServer(options, (_, response) => response.writeHead(404).end());
  https404.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => https404.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    https404.closeAllConnections();
    https404.close();
  });
  return `https://127.0.0.1:${(https404.address() as AddressInfo).port}/siri-proxy/services/Sincron`;
}
