import type { TestContext } from 'node:test';
import { authority, certify, type Made } from './certificates.ts';
import { type Desk, type DeskOptions, desk, type Reply, web } from './desk.ts';
import { answer, list } from './openssl.ts';

export const SECOND = 1_000;

export const ca = authority('Autoritat de prova');

/** A certificate with a responder and a list, both of which reply as they are told to: at first, that it is good. */
export async function consumer(t: TestContext, options?: DeskOptions) {
  const { origin, paths, asked } = await web(t);
  const leaf = certify(ca, { ocsp: [`${origin}/ocsp`], crl: [`${origin}/list.crl`] });
  const ocsp = (register: Parameters<typeof list>[1], ...more: string[]) => {
    paths['/ocsp'] = (body): Reply => answer(body, { ca, ...register, more });
  };
  const lists = (register: Parameters<typeof list>[1]) => {
    paths['/list.crl'] = () => list(ca, register);
  };
  ocsp({ good: [leaf] }, '-nmin', '60');
  const d = desk(t, options);
  const check = () => d.check(leaf, ca);
  const silence = () => {
    for (const path of Object.keys(paths)) paths[path] = () => 500;
  };
  return { ...d, leaf, paths, asked, ocsp, lists, check, silence, d };
}

/** Whether everything was known: nothing to wait for. */
export const atOnce = ({ revocation }: Desk, leaf: Made, ...issuers: readonly Made[]): boolean =>
  revocation.check(
    leaf.certificate,
    issuers.map(({ certificate }) => certificate),
  ) === undefined;
