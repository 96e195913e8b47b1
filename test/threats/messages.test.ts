import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadTrust } from '../../src/verify/index.ts';
import { CLOCK, CORPUS, EXPECTED, type Expected, TRUST } from './support/corpus.ts';
import { assertCanonicalAlike, assertReadAlike, noXmlsec, Xmlsec } from './support/independent.ts';
import { makeJudge } from './support/judge.ts';

/** Every file of the corpus through the stations `parse` and `verify`: its name says what must become of it. */
const now = Date.parse(readFileSync(CLOCK, 'utf8').trim());
const expected = JSON.parse(readFileSync(EXPECTED, 'utf8')) as Expected;
const files = readdirSync(CORPUS).filter((name) => name.endsWith('.xml'));
const judge = makeJudge(loadTrust(fileURLToPath(TRUST)), now);
const xmlsec = new Xmlsec();
after(() => xmlsec.close());

const read = (name: string): Buffer => readFileSync(new URL(name, CORPUS));
const named = (ending: string): string[] => files.filter((name) => name.endsWith(`.${ending}.xml`));

describe('corpus of messages: refused', () => {
  for (const name of named('refused')) {
    it(name.replace('.refused.xml', ''), async () => {
      const { code } = await judge(read(name), expected[name]);
      assert.notEqual(code, 'accepted');
      assert.equal(code, expected[name]?.code);
    });
  }
});

describe('corpus of messages: accepted, and read by libxml2 and xmlsec1 as by us', () => {
  for (const name of named('accepted')) {
    it(name.replace('.accepted.xml', ''), async (t) => {
      const bytes = read(name);
      const verdict = await judge(bytes, expected[name]);
      assert.equal(verdict.code, 'accepted');
      assert.ok('verified' in verdict);
      assert.equal(verdict.verified.bytes, bytes, 'what is forwarded is what was received');
      assert.ok(verdict.verified.bytes.equals(read(name)));
      assertReadAlike(verdict.verified);
      assertCanonicalAlike(verdict.verified);
      if (noXmlsec) t.diagnostic(noXmlsec);
      else assert.equal(await xmlsec.verify(bytes), '');
    });
  }
});

describe('corpus of messages', () => {
  it('has exactly the files of which expected.json says what becomes', () => {
    assert.deepEqual(files.sort(), Object.keys(expected).sort());
    for (const [name, { code }] of Object.entries(expected)) {
      assert.equal(name.endsWith('.accepted.xml'), code === 'accepted', name);
    }
  });
});
