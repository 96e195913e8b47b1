import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildPeticion } from '../../base/build-peticion.ts';
import { randomHex } from '../../base/clock.ts';
import { ended, type Io } from '../io.ts';
import { readAnswer } from '../request/answer.ts';
import { send } from '../request/send.ts';
import { show, statusOf } from '../request/show.ts';
import { signEnvelope } from '../request/sign.ts';
import { openStage, type Stage, type StageOptions } from './stage.ts';

export interface DemoOptions {
  readonly dir: string;
  readonly once: boolean;
  readonly ports: StageOptions['ports'];
}

/** Sets the demo up, asks for one volant, and keeps running until told to stop. @returns exit status */
export async function runDemo({ dir, once, ports }: DemoOptions, io: Io): Promise<0 | 1> {
  const say = (text: string): unknown => io.stdout.write(`${text}\n`);
  say('Preparing the demo: keys, store, registry, two simulated municipalities and IDESCAT…');
  const stage = await openStage({ dir, ports, clock: io.clock });
  try {
    say(`The gateway listens on ${stage.gateway.origins.http} and ${stage.gateway.origins.https}.\n`);
    say('One signed TITULAR petition, for the test person 12344321Z of 17/023:\n');
    const status = await askOnce(stage, io);
    if (once) return status;
    say(nextSteps(stage));
    await ended(io.signal);
    say('\nStopping…');
    return status;
  } finally {
    await stage.close();
  }
}

async function askOnce({ pki, gateway }: Stage, io: Io): Promise<0 | 1> {
  const { ens, key, cert } = pki.consumer;
  const payload = buildPeticion({
    modalitat: 'TITULAR',
    ens,
    purpose: { kind: 'finalitat', value: 'PROVES' },
    idPeticion: `DEMO-${randomHex()}`,
    now: io.clock.now(),
    solicituds: [{ persons: [{ tipus: 1, document: '12344321Z' }], municipi: '17023', idescat: 0 }],
  });
  const body = signEnvelope(payload, {
    keyPem: readFileSync(key, 'utf8'),
    certPem: readFileSync(cert, 'utf8'),
    now: io.clock.now(),
  });
  const url = new URL('/siri-proxy/services/Sincron', gateway.origins.http);
  const answer = readAnswer(await send({ url, body, timeoutMs: 30_000, signal: io.signal }));
  io.stdout.write(`${show(answer)}\n`);
  return statusOf(answer);
}

function nextSteps({ pki, gateway, file }: Stage): string {
  const { origins } = gateway;
  const command = existsSync('package.json') ? 'npx padro-gateway' : 'padro-gateway';
  return `It keeps running. In another terminal, try:

  ${command} request CONVIVENTS --url ${origins.http} --p12 ${pki.consumer.p12} --password ${pki.consumer.password} \\
    --ens ${pki.consumer.ens} --municipi 08001 --document 12345678Z --tipus 1 --finalitat PROVES
  curl ${origins.http}/siri-proxy/services/Sincron?wsdl
  curl ${origins.http}/v1/openapi.json
  curl ${origins.management}/metrics
  curl ${origins.public}/api/v1/municipis?state=testing
  ${command} ip explain 157.97.65.88
  PADRO_STORE_PATH=${join(dirname(file), 'padro.sqlite')} ${command} token add prova --scope read:* --scope write:*

What a client needs to know is in ${file}.
Ctrl-C stops it.`;
}
