import assert from 'node:assert/strict';
import { test } from 'node:test';
import { found, good, merged } from '../../src/check/finding.ts';
import { asHtml, asText, type Report } from '../../src/check/index.ts';
import { CHECKS, FINDINGS, LEVELS, WORDS } from '../../src/check/texts/index.ts';

const LANGUAGES = ['ca', 'es', 'en'] as const;

test('every text is there in three languages, and every finding is of a check', () => {
  const all = [
    ...Object.values(FINDINGS).flatMap(({ cause, remedy }) => [cause, remedy]),
    ...[CHECKS, LEVELS, WORDS].flatMap((table) => Object.values(table)),
  ];
  for (const text of all) for (const language of LANGUAGES) assert.ok(text[language].trim().length > 0);
  for (const code of Object.keys(FINDINGS)) assert.ok(Object.hasOwn(CHECKS, code.split('.')[0]!), code);
});

const report: Report = {
  version: 1,
  urls: ['https://padro.example.cat/'],
  environment: 'proves',
  municipis: ['17023'],
  at: '2026-11-24T12:00:00.000Z',
  accepted: false,
  pin: 'AAAA',
  findings: merged([
    good('answer', 'CONSTA', 'TITULAR'),
    good('answer', 'CONSTA', 'CONVIVENTS'),
    found('answer.fault', 'Fault <script>alert(1)</script>\u001b[2J', 'TITULAR_PDF'),
  ]),
};

test('findings that say the same are told once', () => {
  assert.deepEqual(
    report.findings.map(({ subject }) => subject),
    ['TITULAR, CONVIVENTS', 'TITULAR_PDF'],
  );
});

test('the page says it in its language, by words and not by colour alone, and runs nothing of what a server said', () => {
  for (const language of LANGUAGES) {
    const page = asHtml(report, language);
    assert.match(page, new RegExp(`^<!doctype html>\\n<html lang="${language}">`));
    assert.ok(page.includes(LEVELS.problem[language]) && page.includes(WORDS.refused[language]));
    assert.doesNotMatch(page, /<script|src=|http-equiv/);
    assert.equal(page.match(/<th scope="row">/g)?.length, 2);
  }
});

test('A148: the terminal gets no control characters of a server', () => {
  const text = asText(report, 'ca');
  assert.doesNotMatch(text.replaceAll('\n', ''), /\p{Cc}/u);
  assert.match(text, /Què|Causa|→/);
  assert.match(text, /Resultat: no acceptat\n$/);
});
