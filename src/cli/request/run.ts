import { buildPeticion, buildPoll } from '../../base/build-peticion.ts';
import { Failure } from '../failure.ts';
import { read, save } from '../files.ts';
import type { Io } from '../io.ts';
import { readAnswer } from './answer.ts';
import { credentials } from './credentials.ts';
import type { RequestValues } from './options.ts';
import { petition, poll, target } from './petition.ts';
import { withProgress } from './progress.ts';
import { type Received, send } from './send.ts';
import { show, statusOf } from './show.ts';
import { signEnvelope } from './sign.ts';

/** `padro-gateway request`: returns the exit status. */
export async function runRequest(modalitat: string, values: RequestValues, io: Io): Promise<number> {
  const now = io.clock.now();
  const payload = values.poll
    ? buildPoll(poll(modalitat, values, now))
    : buildPeticion(petition(modalitat, values, now));
  const url = target(values.url, modalitat, values.poll);
  const { keyPem, certPem } = await credentials(values);
  const ca = values.ca === undefined ? undefined : read(values.ca);
  const { algorithm } = values;
  const body = signEnvelope(payload, { keyPem, certPem, algorithm, now });
  if (values.save !== undefined) save(values.save, body);

  let received: Received;
  try {
    const sent = send({ url, body, ca, timeoutMs: values['timeout-ms'], signal: io.signal });
    received = await withProgress(io, `Waiting for ${url.host}`, sent);
  } catch (error) {
    if (!values.json || !(error instanceof Failure) || io.signal.aborted) throw error;
    io.stdout.write(`${JSON.stringify({ status: null, error: error.message })}\n`);
    return 1;
  }
  const answer = readAnswer(received);
  if (values.raw) io.stdout.write(`${received.bytes.toString()}\n`);
  else io.stdout.write(values.json ? `${JSON.stringify(answer)}\n` : show(answer));
  return statusOf(answer);
}
