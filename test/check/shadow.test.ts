import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareAnswers } from '../../src/check/shadow/compare.ts';

const answer = (specific: string): Buffer =>
  Buffer.from(
    `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><p><Respuesta><Transmisiones><TransmisionDatos>
    <DatosEspecificos><r>${specific}</r></DatosEspecificos></TransmisionDatos></Transmisiones></Respuesta></p></e:Body></e:Envelope>`,
  );

const CASES: readonly (readonly [what: string, old: string, fresh: string, expected: readonly string[]])[] = [
  ['the same', '<a>1</a>', '<a> 1 </a>', []],
  ['another value', '<a>1</a>', '<a>2</a>', ['r/a: another value']],
  [
    'another result',
    '<codigoResultado>1</codigoResultado>',
    '<codigoResultado>2</codigoResultado>',
    ['r/codigoResultado: another result'],
  ],
  [
    'a field more and a field less',
    '<a>1</a><b>1</b>',
    '<a>1</a><c>1</c>',
    ['r/b: only in the old', 'r/c: only in the new'],
  ],
  ['a repeated field', '<a>1</a><a>2</a>', '<a>1</a><a>3</a>', ['r/a[2]: another value']],
  [
    'signatures and PDFs are their own',
    '<volante>AA</volante><s:Signature xmlns:s="http://www.w3.org/2000/09/xmldsig#">x</s:Signature>',
    '<volante>BB</volante>',
    [],
  ],
  [
    'a PDF that is missing',
    '<volante>AA</volante>',
    '<a>1</a>',
    ['r/volante: only in the old', 'r/a: only in the new'],
  ],
];

for (const [what, old, fresh, expected] of CASES) {
  test(`shadow comparison: ${what}`, () => {
    const found = compareAnswers('TITULAR', answer(old), answer(fresh));
    assert.deepEqual(
      found.map(({ path, what }) => `${path}: ${what}`),
      expected,
    );
  });
}

test('shadow comparison: what is no answer has no fields', () => {
  const lost = compareAnswers('TITULAR', answer('<codigoResultado>1</codigoResultado>'), Buffer.from('<html>'));
  assert.deepEqual(
    lost.map(({ what }) => what),
    ['only in the old'],
  );
});
