import assert from 'node:assert/strict';
import { createPrivateKey, sign } from 'node:crypto';
import type { Issued } from '../../src/pki/index.ts';
import { signWithXmlsec } from '../e2e/xmlsec.ts';
import { axis, indented, wcf, wss4j } from '../threats/support/cases/styles.ts';
import { NOW, PAYLOAD, seal } from '../threats/support/forge.ts';
import { noXmlsec, Xmlsec } from '../threats/support/independent.ts';
import { makeJudge, trustOf } from '../threats/support/judge.ts';
import { consumer, root, rsaConsumer, rsaRoot } from '../threats/support/keys.ts';
import { signed, signedRsa } from '../threats/support/make.ts';
import { randomFrom } from '../threats/support/random.ts';
import { forXmlsec, honestDraft } from './honest.ts';
import { assertIndependently } from './independent.ts';
import { ENCODINGS, MUTATIONS, pick, type Random } from './mutations.ts';

export interface FuzzOptions {
  readonly runs: number;
  /** Run `n` is made from `seed + n`: to repeat it, `--seed SEED+n --runs 1`. */
  readonly seed: number;
  /** Accepted messages that xmlsec1 verifies, and honest ones that it signs. */
  readonly sample?: number;
}

export interface Tally {
  accepted: number;
  refused: number;
  xmlsec: number;
  readonly codes: Map<string, number>;
}

const judgement = () => makeJudge(trustOf([root().certDer, rsaRoot().certDer]));
type Judge = ReturnType<typeof judgement>;

function describe(run: number, seed: number, what: string, bytes: Buffer, cause: unknown): Error {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new Error(`seed ${seed + run} (${what}): ${why}\n${bytes.toString('latin1')}`, { cause });
}

/** Valid messages in the styles of several toolkits. */
function originals(): string[] {
  const { keyPem, certPem } = rsaConsumer();
  return [
    signedRsa()(),
    signed()(),
    signedRsa({ timestamp: 'unsigned' })(),
    signedRsa({ timestamp: 'none' })(),
    signedRsa({ before: indented })(),
    signedRsa({ algorithm: 'rsa-sha1', timestamp: 'unsigned' })(),
    wss4j()(),
    wcf()(),
    axis()(),
    ...(noXmlsec ? [] : [signWithXmlsec(PAYLOAD, { keyPem, certPem, now: NOW })]),
  ];
}

function mutate(from: string, random: Random): { bytes: Buffer; what: string } {
  const names = Object.keys(MUTATIONS);
  const chosen = Array.from({ length: 1 + random(3) }, () => pick(random, names));
  const xml = chosen.reduce((text, name) => MUTATIONS[name]!(text, random), from);
  if (random(40) > 0) return { bytes: Buffer.from(xml), what: chosen.join(', ') };
  return { bytes: pick(random, ENCODINGS)(xml), what: `${chosen.join(', ')}, encoding` };
}

/**
 * Changes valid signed messages, signing none of them again. Whatever the gateway accepts, libxml2 reads alike and
 * xmlsec1 verifies, for a sample; whatever it refuses, it refuses with a Refusal.
 *
 * @throws Error with the message and its seed
 */
export async function fuzzMutations({ runs, seed, sample = 20 }: FuzzOptions): Promise<Tally> {
  const judge = judgement();
  const messages = originals();
  const tally: Tally = { accepted: 0, refused: 0, xmlsec: 0, codes: new Map() };
  const kept: { run: number; what: string; bytes: Buffer }[] = [];
  for (let run = 0; run < runs; run++) {
    const random = randomFrom(seed + run);
    const { bytes, what } = mutate(pick(random, messages), random);
    try {
      const verdict = await judge(bytes, { sha1: true });
      tally.codes.set(verdict.code, (tally.codes.get(verdict.code) ?? 0) + 1);
      if ('verified' in verdict) {
        tally.accepted++;
        assertIndependently(verdict.verified);
        // Spread over the whole: later ones take the place of earlier ones.
        const place = kept.length < sample ? kept.length : random(tally.accepted);
        if (place < sample) kept[place] = { run, what, bytes };
      } else tally.refused++;
    } catch (error) {
      throw describe(run, seed, what, bytes, error);
    }
  }
  await withXmlsec(async (xmlsec) => {
    for (const { run, what, bytes } of kept) {
      const against = await xmlsec.verify(bytes);
      if (against) throw describe(run, seed, what, bytes, `xmlsec1: ${against}`);
      tally.xmlsec++;
    }
  });
  return tally;
}

/**
 * Writes petitions in the ways that toolkits have, then signs them: all are accepted, and read alike.
 *
 * @throws Error with the message and its seed
 */
export async function fuzzHonest({ runs, seed, sample = 20 }: FuzzOptions): Promise<Tally> {
  const judge = judgement();
  const tally: Tally = { accepted: 0, refused: 0, xmlsec: 0, codes: new Map() };
  for (let run = 0; run < runs; run++) {
    const { by, text } = honest(seed + run);
    await mustAccept(judge, run, seed, 'ours', Buffer.from(sealedBy(by, text)));
    tally.accepted++;
  }
  await withXmlsec(async (xmlsec) => {
    for (let run = 0; run < Math.min(sample, runs); run++) {
      const { by, text } = honest(seed + run);
      await mustAccept(judge, run, seed, 'xmlsec1', xmlsec.sign(forXmlsec(text), by.keyPem));
      tally.xmlsec++;
    }
  });
  return tally;
}

function honest(seed: number): { by: Issued; text: string } {
  const random = randomFrom(seed);
  const by = random(2) ? consumer() : rsaConsumer();
  return { by, text: honestDraft(by, random) };
}

function sealedBy({ keyPem }: Issued, text: string): string {
  const key = createPrivateKey(keyPem);
  return seal(text, (info) => sign('sha256', info, { key, dsaEncoding: 'ieee-p1363' }));
}

async function mustAccept(judge: Judge, run: number, seed: number, who: string, bytes: Buffer): Promise<void> {
  try {
    const verdict = await judge(bytes);
    assert.equal(verdict.code, 'accepted');
    if ('verified' in verdict) assertIndependently(verdict.verified);
  } catch (error) {
    throw describe(run, seed, `signed by ${who}`, bytes, error);
  }
}

async function withXmlsec(use: (xmlsec: Xmlsec) => Promise<void>): Promise<void> {
  if (noXmlsec) return;
  const xmlsec = new Xmlsec();
  try {
    await use(xmlsec);
  } finally {
    xmlsec.close();
  }
}
