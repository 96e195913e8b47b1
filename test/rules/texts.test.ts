import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, it } from 'node:test';
import { CATALOGUE, type Texts } from '../../src/base/errors/catalogue/index.ts';
import { filesBelow, ROOT, read } from './sources.ts';

const LANGUAGES = ['ca', 'es', 'en'] as const;

const placeholders = (text: string): string =>
  [...text.matchAll(/\{(\w+)\}/g)]
    .map(([, name]) => name)
    .sort()
    .join(' ');

describe('the error catalogue', () => {
  for (const [code, { text, next }] of Object.entries(CATALOGUE)) {
    it(`says ${code} in three languages, with the same placeholders`, () => {
      for (const texts of [text, next] satisfies Texts[]) {
        for (const language of LANGUAGES) {
          assert.ok(texts[language].trim().length > 0, `${language} is empty`);
          assert.equal(placeholders(texts[language]), placeholders(texts.en), `${language}: ${texts[language]}`);
        }
      }
      assert.equal(placeholders(next.en), '', 'a next step is told as it stands');
    });
  }

  it('hides entries only behind ones that are told themselves', () => {
    const hidden = Object.entries(CATALOGUE).filter(([, { toldAs }]) => toldAs && CATALOGUE[toldAs].toldAs);
    assert.deepEqual(hidden, []);
  });
});

const code = ['src', 'test', 'scripts', 'bench', 'wsdl']
  .filter((folder) => existsSync(join(ROOT, folder)))
  .flatMap(filesBelow)
  .filter((path) => /\.(ts|wsdl|xsd|jsp|xml|c|md|json)$/.test(path));

const pages = [
  ...['README.md', 'README.ca.md', 'SECURITY.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'certs/README.md'],
  ...filesBelow('docs').filter((path) => path.endsWith('.md')),
].filter((path) => existsSync(join(ROOT, path)));

/** Lines of the files that a pattern finds. */
function lines(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1} ${line.trim().slice(0, 100)}`] : [])),
  );
}

// Patterns are put together, so that they don't find themselves.
const UNFINISHED = new RegExp(
  `\\b(${['TO', 'FIX'].map((start) => `${start}${start === 'TO' ? 'DO' : 'ME'}`).join('|')})\\b`,
);
const FOCUSED = new RegExp(
  `\\b(test|it|describe|suite)\\.(${['on', 'ly|sk', 'ip|to', 'do'].join('')})\\(|\\bonly: true`,
);
const MACHINE = new RegExp(
  `(^|[^\\w.])/(${['ho', 'me|ro', 'ot|wo', 'rk|Us', 'ers'].join('')})/|[A-Z]:\\\\\\\\?${'Users'}`,
);

describe('files', () => {
  it('leave nothing unfinished', () => {
    assert.deepEqual(lines([...code, ...pages], UNFINISHED), []);
  });

  it('run every test: whatever cannot run somewhere skips itself and says why', () => {
    assert.deepEqual(lines(code, FOCUSED), []);
  });

  it('name no path of one machine', () => {
    assert.deepEqual(lines([...code, ...pages], MACHINE), []);
  });
});

describe('documents', () => {
  it('CHANGELOG.md has a heading for this version, or for what is not released', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    const headings = [...read('CHANGELOG.md').matchAll(/^## \[?([^\]\s]+)/gm)].map(([, name]) => name);
    assert.ok(headings.includes('Unreleased') || headings.includes(version), `neither Unreleased nor ${version}`);
  });

  /** Files of the repository that a page links to. */
  const linked = (page: string): string[] =>
    [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)|(?:src|href)="([^"#]+)"/g)]
      .map((found) => (found[1] ?? found[2])!)
      .filter((target) => !/^[a-z]+:/.test(target))
      .map((target) => posix.join(dirname(page), target));

  it('link only to what is there', () => {
    const missing = pages.flatMap((page) =>
      linked(page)
        .filter((target) => !existsSync(join(ROOT, target)))
        .map((target) => `${page}: ${target}`),
    );
    assert.deepEqual(missing, []);
  });

  it('under docs are each linked from docs/README.md, README.md or the page that they belong to', () => {
    const found = new Set(
      pages.filter((page) => !page.startsWith('docs/') || page === 'docs/README.md').flatMap(linked),
    );
    // What a page shows, such as a drawing or an example, hangs on the page.
    const attachments = new Set(pages.flatMap(linked).filter((target) => !target.endsWith('.md')));
    const lost = filesBelow('docs').filter((path) => !found.has(path) && !attachments.has(path));
    assert.deepEqual(lost, []);
  });
});
