import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { it } from 'node:test';
import { readXml } from '../../src/base/xml/reader.ts';
import { type Element, elements } from '../../src/base/xml/tree.ts';
import { EVIL_BODY } from './support/forge.ts';
import { randomFrom } from './support/random.ts';
import { makeWatch, subject } from './support/unchanged.ts';

const ROUNDS = 12_000;

type Random = (below: number) => number;

/** Every element, each with the places in front of it, at the start and end of its content, and behind it. */
function allOf(root: Element): Element[] {
  return [root, ...elements(root).flatMap(allOf)];
}
const places = ({ start, contentStart, contentEnd, end }: Element): number[] => [start, contentStart, contentEnd, end];

/** Wrappings, copies, removals and exchanges of whole elements, also with those of another message. */
function rearranged(source: string, all: readonly Element[], random: Random): string {
  const pick = (): Element => all[random(all.length)]!;
  const cut = ({ start, end }: Element): string => source.slice(start, end);
  const insert = (text: string, what: string, at: number): string => text.slice(0, at) + what + text.slice(at);
  const [one, other] = [pick(), pick()];
  const at = places(other)[random(4)]!;
  const thing = [cut(one), EVIL_BODY, `<w:w xmlns:w="urn:w">${cut(one)}</w:w>`, renamed(cut(one), random)][random(4)]!;
  switch (random(6)) {
    case 0: // put in
      return insert(source, thing, at);
    case 1: // taken out
      return source.slice(0, one.start) + source.slice(one.end);
    case 2: // moved
      return at <= one.start
        ? insert(source.slice(0, one.start) + source.slice(one.end), cut(one), at)
        : at >= one.end
          ? (source.slice(0, one.start) + source.slice(one.end, at)).concat(cut(one), source.slice(at))
          : source;
    case 3: // exchanged for something else
      return source.slice(0, other.start) + thing + source.slice(other.end);
    case 4: // moved away and replaced
      return at <= one.start
        ? insert(source.slice(0, one.start) + EVIL_BODY + source.slice(one.end), cut(one), at)
        : source.slice(0, one.start) +
            EVIL_BODY +
            source.slice(one.end, Math.max(at, one.end)) +
            cut(one) +
            source.slice(Math.max(at, one.end));
    default: // its tags taken off
      return source.slice(0, one.start) + source.slice(one.contentStart, one.contentEnd) + source.slice(one.end);
  }
}

/** One more change, where the first one left something that can be read. */
function again(source: string, random: Random): string {
  try {
    const doc = readXml(Buffer.from(source, 'latin1'), 'document');
    return rearranged(doc.source, allOf(doc.root), random);
  } catch {
    return source;
  }
}

/** The same element under another identifier, or under another name. */
function renamed(text: string, random: Random): string {
  if (random(2) === 0) return text.replaceAll(/wsu:Id="[^"]*"/g, random(2) === 0 ? '' : `wsu:Id="N${random(3)}"`);
  return text.replaceAll(/(<\/?)\w+:(?=[A-Z])/g, random(2) === 0 ? '$1wsu:' : '$1soapenv:');
}

/** A01–A28 beyond the letter: whatever is moved, doubled, wrapped or exchanged, nothing else is routed than was signed. */
it('A04 every element somewhere else', async (t) => {
  const seed = randomInt(2 ** 31);
  t.diagnostic(`seed ${seed}`);
  const random = randomFrom(seed);
  const { bytes } = subject();
  const watch = await makeWatch(bytes);
  const doc = readXml(bytes, 'message');
  const all = allOf(doc.root);
  const verdicts = { accepted: 0, refused: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const once = rearranged(doc.source, all, random);
    const changed = random(2) === 0 ? once : again(once, random);
    try {
      verdicts[await watch(Buffer.from(changed, 'latin1'))]++;
    } catch (cause) {
      throw new Error(`seed ${seed}, round ${round}: ${cause}`, { cause });
    }
  }
  t.diagnostic(JSON.stringify(verdicts));
  assert.ok(verdicts.accepted > 10 && verdicts.refused > ROUNDS / 2);
});
