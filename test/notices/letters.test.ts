import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fillIn, LETTER_KINDS, LETTERS, placeholders, renderLetter } from '../../src/notices/index.ts';

const LANGUAGES = ['ca', 'es', 'en'] as const;
const VALUES: Record<string, string> = Object.fromEntries(
  [
    'name',
    'link',
    'expires',
    'template',
    'bodyName',
    'httpPort',
    'httpsPort',
    'addresses',
    'migrationWeek',
    'office',
    'step',
    'since',
    'reason',
    'reference',
  ].map((name) => [name, `<${name}>`]),
);

describe('letters', () => {
  for (const kind of LETTER_KINDS) {
    it(`${kind} says the same in three languages, and leaves no hole`, () => {
      const names = (language: (typeof LANGUAGES)[number]): string[] => {
        const { subject, body } = LETTERS[kind][language];
        return placeholders(subject + body).sort();
      };
      for (const language of LANGUAGES) {
        assert.deepEqual(names(language), names('en'), language);
        const { subject, body } = renderLetter(kind, language, VALUES);
        assert.ok(subject.length > 0 && !/[{}\n]/.test(subject));
        assert.ok(!/[{}]/.test(body));
      }
    });
  }

  it('name the values that are missing, empty ones too', () => {
    const { office: _, ...rest } = VALUES;
    assert.throws(() => renderLetter('refusal', 'ca', { ...rest, reason: '' }), {
      code: 'circuit.hole',
      params: { letter: 'refusal', missing: 'reason, office' },
    });
  });

  it('keep what is filled in when they leave', () => {
    const { body } = renderLetter('form', 'ca', { ...VALUES, link: undefined, expires: undefined }, [
      'link',
      'expires',
    ]);
    assert.deepEqual(placeholders(body), ['link', 'expires']);
    assert.match(fillIn(body, { link: 'https://x/', expires: '2026-01-01' }), /aquí: https:\/\/x\/\n/);
  });

  it('take no placeholder and no new line from a value', () => {
    const { subject, body } = renderLetter('delegated', 'en', { ...VALUES, name: 'x\r\nBcc: y', bodyName: '{link}' });
    assert.match(body, /x\?\?Bcc: y is delegated to \?link\?/);
    assert.ok(!subject.includes('\n'));
  });

  it('tell before a migration every address that the table of section 2 holds', () => {
    const addresses = '- produccio: 213.27.191.126\n- psis-primari: 157.97.65.27';
    assert.ok(renderLetter('migration', 'ca', { ...VALUES, addresses }).body.includes(addresses));
  });
});
