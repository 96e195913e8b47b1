import { X509Certificate } from 'node:crypto';
import { buildPeticion } from '../../src/base/build-peticion.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { Endpoint } from '../../src/base/domain.ts';
import { MODALITATS } from '../../src/base/modalitats.ts';
import { NS } from '../../src/base/namespaces.ts';
import { Guard } from '../../src/base/outbound/guard.ts';
import { readXml } from '../../src/base/xml/reader.ts';
import type { XmlDocument } from '../../src/base/xml/tree.ts';
import { openCalls } from '../../src/compose-calls.ts';
import { loadConfig } from '../../src/config/index.ts';
import { createAuthority, issue } from '../../src/pki/index.ts';
import { Metrics } from '../../src/record/index.ts';
import { makeDestination, type Routes } from '../../src/route/index.ts';
import { loadSigning, makeWrap } from '../../src/seal/index.ts';
import { makeVerifyAnswer } from '../../src/verify/index.ts';
import type { Cleanup } from '../support/backend.ts';

export const endpointAt = (url: string, rest: Partial<Endpoint> = {}): Endpoint => ({
  id: new URL(url).host.replace(':', '-'),
  environment: 'proves',
  url,
  ca: [],
  pins: [],
  unpinnedUntil: null,
  timeoutMs: 2_000,
  ...rest,
});

/** A petition of one person, in an envelope. */
export function message(modalitat: string, document: string, idPeticion = 'PROPIA-1', municipi?: string): XmlDocument {
  const payload = buildPeticion({
    modalitat,
    ens: '9821920002',
    purpose: { kind: 'finalitat', value: 'PROVES' },
    idPeticion,
    now: Date.now(),
    solicituds: [{ persons: [{ tipus: 1, document }], municipi }],
  });
  return readXml(Buffer.from(`<s:Envelope xmlns:s="${NS.soap}"><s:Body>${payload}</s:Body></s:Envelope>`), 'message');
}

/** The gateway's own calls without a gateway, to municipalities that these endpoints serve. */
export function openAsking(
  t: Cleanup,
  municipis: Readonly<Record<string, Endpoint>> = {},
  {
    idescat,
    allowPrivate = ['127.0.0.0/8'],
    stopped = [],
  }: { idescat?: string; allowPrivate?: string[]; stopped?: readonly string[] } = {},
) {
  const clock = systemClock;
  const { keyPem, certPem } = issue(createAuthority({ commonName: 'CA', key: 'P-256' }), {
    subject: { CN: 'Segell' },
    key: 'P-256',
  });
  const base = {
    forward: { maxBytes: 200_000, connectTimeoutMs: 1_000 },
    seal: { keyFile: 'here', certFile: 'here' },
    idescat: { environment: 'proves', ...(idescat ? { url: idescat } : {}) },
  };
  const bodies = Object.entries(municipis).map(([municipi, endpoint]) => ({
    municipi,
    endpoint,
    stopped: stopped.includes(municipi),
  }));
  const routes: Routes = {
    find: (asked) => bodies.find(({ municipi }) => municipi === asked),
    ownPath: () => undefined,
    integrated: () => bodies,
  };
  const opened = openCalls({
    config: loadConfig({ base, env: {} }),
    clock,
    guard: new Guard(allowPrivate),
    metrics: new Metrics(),
    routes: { current: routes },
    verifyAnswer: makeVerifyAnswer({ clock, skewMs: 60_000 }),
    wrap: makeWrap({ signing: { current: loadSigning(keyPem, new X509Certificate(certPem)) }, clock }),
  });
  t.after(() => opened.close());
  const destinationOf = makeDestination(opened.route);

  /** Answers one solicitud as a lot would. */
  const answer = (code: string, document: string, municipi?: string) => {
    const modalitat = MODALITATS.get(code)!;
    const solicitud = { municipi, idescat: 0 };
    const peticion = { modalitat, ens: '9821920002', idPeticion: 'PROPIA-1' };
    return opened.answerOne({
      peticion,
      solicitud,
      message: message(code, document, 'PROPIA-1', municipi),
      destination: destinationOf(peticion, solicitud, 'proves'),
      environment: 'proves',
      incident: 'incident',
    });
  };
  return { ...opened, answer };
}
