import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '../../src/base/errors/refusal.ts';
import { readForm } from '../../src/listen/links/multipart.ts';

const TYPE = 'multipart/form-data; boundary=b';
const part = (head: string, content: string): string => `--b\r\n${head}\r\n\r\n${content}\r\n`;
const text = (name: string, value: string): string => part(`Content-Disposition: form-data; name="${name}"`, value);
const file = (name: string, content: string): string =>
  part(`Content-Disposition: form-data; name="${name}"; filename="x.pdf"\r\nContent-Type: application/pdf`, content);
const form = (...parts: string[]): Buffer => Buffer.from(`${parts.join('')}--b--\r\n`);

describe('forms, A151', () => {
  it('are read in the two ways in which browsers send them', () => {
    const sent = readForm(TYPE, form(text('a', 'à\r\nb'), file('document', '%PDF-')));
    assert.deepEqual(sent, { fields: { a: 'à\nb' }, file: Buffer.from('%PDF-') });
    const encoded = readForm('application/x-www-form-urlencoded', Buffer.from('a=%C3%A0&b='));
    assert.deepEqual(encoded, { fields: { a: 'à', b: '' } });
    assert.deepEqual(readForm(TYPE, form(text('a', ''), file('document', ''))).fields, { a: '' });
  });

  for (const [what, body] of [
    ['nothing', Buffer.alloc(0)],
    ['another boundary', Buffer.from('--c\r\n\r\n--c--\r\n')],
    ['no end', Buffer.from(text('a', '1'))],
    ['bytes before the first part', Buffer.concat([Buffer.from('x\r\n'), form(text('a', '1'))])],
    ['bytes behind the last part', Buffer.concat([form(text('a', '1')), Buffer.from('x')])],
    ['a part without a head', Buffer.from('--b\r\nx\r\n--b--\r\n')],
    ['a part without a name', form(part('Content-Disposition: form-data', '1'))],
    ['a name twice', form(text('a', '1'), text('a', '2'))],
    ['__proto__', form(text('__proto__', '1'))],
    ['two files', form(file('a', '1'), file('b', '2'))],
    [
      'a transfer encoding',
      form(part('Content-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64', 'eA==')),
    ],
    ['a folded head', form(part('Content-Disposition: form-data;\r\n name="a"', '1'))],
    ['a quote in a name', form(part('Content-Disposition: form-data; name="a\\"b"', '1'))],
    ['a long head', form(part(`Content-Disposition: form-data; name="a"\r\nContent-Type: ${'x'.repeat(2000)}`, '1'))],
    ['a long field', form(text('a', 'x'.repeat(40_000)))],
    ['too many parts', form(...Array.from({ length: 41 }, (_, i) => text(`a${i}`, '1')))],
    [
      'no UTF-8',
      Buffer.concat([
        Buffer.from('--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n'),
        Buffer.from([0xff]),
        Buffer.from('\r\n--b--\r\n'),
      ]),
    ],
  ] as const) {
    it(`with ${what} are refused`, () => {
      assert.throws(() => readForm(TYPE, body), { code: 'circuit.form' });
    });
  }

  for (const type of [
    '',
    'text/plain',
    'application/json',
    'multipart/form-data',
    'multipart/mixed; boundary=b',
    'multipart/form-data; boundary=b; boundary=c',
  ]) {
    it(`of the type "${type}" are refused`, () => {
      assert.throws(() => readForm(type, form(text('a', '1'))), { code: 'circuit.form' });
    });
  }

  it('of whatever bytes are read or refused, never anything else', () => {
    const piece = fc.constantFrom(
      '--b',
      '\r\n',
      '--',
      '\r\n\r\n',
      'Content-Disposition: form-data; name="a"',
      'x',
      '"',
      '; filename="y"',
    );
    const seed = Date.now();
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        try {
          readForm(TYPE, Buffer.from(pieces.join('')));
        } catch (error) {
          assert.ok(error instanceof Refusal);
        }
      }),
      { seed, numRuns: 2000 },
    );
  });
});
