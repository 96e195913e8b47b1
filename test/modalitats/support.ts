import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ine10 } from '../../src/base/codes.ts';
import { put } from '../../src/registry/index.ts';
import { peopleOf } from '../../src/simulator/index.ts';
import type { Cleanup } from '../support/backend.ts';
import { type Ask, type OpenGateway, openGateway } from '../support/gateway.ts';

export type Where = 'integrated' | 'not integrated' | 'down';

/** A municipality of each kind, and somebody who is registered there. */
export const PLACES: Readonly<Record<Where, { readonly municipi: string; readonly document: string }>> = {
  integrated: { municipi: '17023', document: '12344321Z' },
  'not integrated': { municipi: '43148', document: '43148001U' },
  down: { municipi: '08001', document: '12345678Z' },
};

/** A gateway with a municipality of each kind, whose councils may ask too. */
export async function openPlaces(t: Cleanup, env: Readonly<Record<string, string>> = {}): Promise<OpenGateway> {
  const g = await openGateway(t, env);
  g.stage.simulators['08001'].fail('reset');
  const { fingerprint256 } = new X509Certificate(readFileSync(g.stage.pki.consumer.cert));
  const fingerprint = fingerprint256.replaceAll(':', '').toLowerCase();
  const councils = Object.values(PLACES).flatMap(({ municipi }) => [
    put('consumer', { ens: ine10(municipi), name: `Ajuntament ${municipi}`, fingerprints: [fingerprint] }),
    put('authorisation', {
      ens: ine10(municipi),
      producte: 'PADRO',
      modalitats: '*',
      finalitat: 'PROVES',
      from: '2020-01-01',
    }),
  ]);
  await g.stage.gateway.registry.change(councils, 'prova', 'councils that ask for their own');
  return g;
}

/** How many people live there, the person included. */
const householdOf = (municipi: string, document: string): number =>
  peopleOf({ municipis: [municipi] }).find(({ documentacion }) => documentacion === document)!.home.members.length;

/** A petition of a modalitat about somebody of such a municipality. */
export function about(modalitat: string, where: Where, idescat: 0 | 1 = 0): Ask {
  const { municipi, document } = PLACES[where];
  return {
    modalitat,
    municipi,
    document,
    idescat,
    convivents: householdOf(municipi, document),
    ...(modalitat.endsWith('_PROPI') ? { ens: ine10(municipi) } : {}),
  };
}
