import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { names, PHRASES, sayExpected } from '../../src/base/errors/catalogue/expected.ts';
import { Refusal } from '../../src/base/errors/refusal.ts';
import { renderFault } from '../../src/listen/fault.ts';
import { filesBelow, read } from './sources.ts';

const LANGUAGES = ['ca', 'es', 'en'] as const;
const holes = (text: string): number => text.split('{}').length;

/** Words by which an English sentence shows. */
const ENGLISH = /\b(expected|the|of|an?|one|more|than|that|no|not|without|only|with|which|must|signed|longer)\b/;

describe('what was expected', () => {
  it('is said in three languages, with the same values', () => {
    for (const texts of PHRASES) {
      for (const language of LANGUAGES) {
        assert.ok(texts[language].trim() !== '', texts.en);
        assert.equal(holes(texts[language]), holes(texts.en), texts[language]);
      }
      assert.doesNotMatch(texts.ca, /\b(the|of|without|expected|more|than)\b/);
      assert.doesNotMatch(texts.es, /\b(the|of|without|expected|more|than)\b/);
    }
    assert.equal(new Set(PHRASES.map(({ en }) => en)).size, PHRASES.length);
  });

  it('is found again with its values in it', () => {
    for (const { ca, en } of PHRASES) {
      const fill = (text: string): string => text.replaceAll('{}', '7');
      assert.equal(sayExpected(fill(en), 'ca'), fill(ca), en);
    }
    assert.equal(
      sayExpected('only ExtensionesPeticion, a request of PADRO', 'ca'),
      'només ExtensionesPeticion, una consulta de PADRO',
    );
    assert.equal(sayExpected('Created > Expires', 'es'), 'Created > Expires');
  });

  it('reaches no Catalan or Spanish fault in English', () => {
    const samples = PHRASES.map(({ en }) => en.replaceAll('{}', '7'));
    for (const language of ['ca', 'es'] as const) {
      for (const sample of samples) {
        const refusal = new Refusal('parse.field', { path: 'Peticion', expected: names(sample) });
        const text = renderFault(refusal, 'i', language).bytes.toString();
        const told = /faultstring>[^:]*: ([^<]*)/.exec(text)![1]!;
        assert.doesNotMatch(told, /\b(expected|the|of|without|more|than|that)\b/, told);
        assert.ok(text.includes(`<pg:expected>`));
      }
    }
  });

  it('has what every schema says itself', () => {
    const said = ['src/rest', 'src/registry', 'src/soap', 'src/api']
      .flatMap((folder) => filesBelow(folder))
      .flatMap((path) => [...read(path).matchAll(/['`]expected ([^'`]+)['`]/g)].map(([, text]) => text!));
    assert.ok(said.length > 15);
    for (const text of said) {
      for (const language of ['ca', 'es'] as const) assert.notEqual(sayExpected(text, language), text);
    }
  });

  it('is names where it is no phrase: no English sentence is passed off as one', () => {
    const found = filesBelow('src')
      .filter((path) => path.endsWith('.ts'))
      .flatMap((path) => [...read(path).matchAll(/\bnames\((['"`])(.*?)\1\)/g)].map(([, , text]) => text!))
      .filter((text) => ENGLISH.test(text));
    assert.deepEqual(found, []);
  });
});
