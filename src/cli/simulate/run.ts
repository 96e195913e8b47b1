import { readFileSync } from 'node:fs';
import { createAuthority, type Issued, issue } from '../../pki/index.ts';
import {
  FAILURES,
  type FailureName,
  type KeyAndCert,
  peopleOf,
  type Simulator,
  startSimulator,
} from '../../simulator/index.ts';
import { UsageError } from '../failure.ts';
import type { Io } from '../io.ts';

export interface SimulateValues {
  readonly municipi?: readonly string[] | undefined;
  readonly idescat?: boolean | undefined;
  readonly host: string;
  readonly port: number;
  readonly 'tls-port'?: number | undefined;
  readonly 'tls-key'?: string | undefined;
  readonly 'tls-cert'?: string | undefined;
  readonly 'sign-key'?: string | undefined;
  readonly 'sign-cert'?: string | undefined;
  readonly people: number;
  readonly 'latency-ms': number;
  readonly fail?: string | undefined;
}

const WRONG_CERTIFICATE = 'wrong-certificate';

export const listFailures = (): string =>
  [
    ...Object.entries(FAILURES).map(([name, { description }]) => [name, description] as const),
    [WRONG_CERTIFICATE, 'shows a certificate of another host and of an unknown authority on its HTTPS port'] as const,
  ]
    .map(([name, description]) => `${name.padEnd(18)} ${description}\n`)
    .join('');

const readPair = (key: string | undefined, cert: string | undefined): KeyAndCert | undefined =>
  key && cert ? { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') } : undefined;

const pair = ({ keyPem, certPem }: Issued): KeyAndCert => ({ key: keyPem, cert: certPem });

/** Starts a simulated municipality and says who can be asked for. */
export async function runSimulator(values: SimulateValues, io: Io): Promise<Simulator> {
  const municipis = values.municipi?.length ? values.municipi : ['17023'];
  const { fail } = values;
  if (fail !== undefined && fail !== WRONG_CERTIFICATE && !Object.hasOwn(FAILURES, fail)) {
    throw new UsageError(`--fail ${fail} is none of: ${[...Object.keys(FAILURES), WRONG_CERTIFICATE].join(', ')}`);
  }
  const authority = createAuthority({ commonName: 'Municipi simulat' });
  const answers = readPair(values['sign-key'], values['sign-cert']);
  const tlsPort = values['tls-port'] ?? (fail === WRONG_CERTIFICATE ? 0 : undefined);
  const simulator = await startSimulator({
    municipis,
    idescat: values.idescat === true,
    host: values.host,
    port: values.port,
    people: values.people,
    latencyMs: values['latency-ms'],
    checkSignatures: true,
    volant: pair(issue(authority, { subject: { CN: 'Segell del municipi simulat' } })),
    clock: io.clock,
    ...(answers ? { answers } : {}),
    ...(fail && fail !== WRONG_CERTIFICATE ? { failure: fail as FailureName } : {}),
    ...(tlsPort === undefined
      ? {}
      : { tls: { port: tlsPort, ...tlsPair(values, authority, fail === WRONG_CERTIFICATE) } }),
  });
  describe(simulator, municipis, values.people, io);
  return simulator;
}

function tlsPair(values: SimulateValues, authority: Issued, wrong: boolean): KeyAndCert {
  if (wrong) return pair(issue(authority, { subject: { CN: 'un.altre.servidor.invalid' } }));
  const given = readPair(values['tls-key'], values['tls-cert']);
  return (
    given ??
    pair(issue(authority, { subject: { CN: 'localhost' }, altNames: { dns: ['localhost'], ip: ['127.0.0.1'] } }))
  );
}

function describe({ urls }: Simulator, municipis: readonly string[], people: number, io: Io): void {
  for (const url of [urls.http, urls.https]) if (url) io.stdout.write(`${url}\n`);
  io.stdout.write('\nWho can be asked for:\n');
  for (const { home, tipo, documentacion, nombre, apellido1 } of peopleOf({ municipis, people }).slice(0, SHOWN)) {
    io.stdout.write(`  ${home.municipi}  tipus ${tipo}  ${documentacion.padEnd(12)} ${nombre} ${apellido1}\n`);
  }
  io.stdout.write('\nCtrl-C stops it.\n');
}

const SHOWN = 12;
