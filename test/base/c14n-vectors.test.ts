import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { exclusiveC14n } from '../../src/base/xml/c14n.ts';
import { XmlError } from '../../src/base/xml/error.ts';
import { readXml } from '../../src/base/xml/reader.ts';
import { decode, type Element, elements, type XmlDocument } from '../../src/base/xml/tree.ts';
import { OWN } from './vectors.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/vectors/c14n/', import.meta.url));
const LIMITS = { depth: 1000, nodes: 1_000_000, value: 1e9, attributes: 1000, name: 1000, scope: 1000, bindings: 1000 };
const skip = existsSync(FOLDER) ? false : 'the shared vectors are not beside this checkout';

function* all(element: Element): Generator<Element> {
  yield element;
  for (const child of elements(element)) yield* all(child);
}

/** The first element that an apex expression of the vectors' few forms names. */
function apexOf({ root }: XmlDocument, xpath: string): Element {
  if (xpath === '/*' || xpath === '//*') return root;
  const local = /^\/\/\*\[local-name\(\.?\)='([^']+)'\]$/.exec(xpath)?.[1];
  const id = /^\/\/\*\[@\*\[.*\]='([^']+)'\]$/.exec(xpath)?.[1];
  for (const element of all(root)) {
    if (local !== undefined && decode(element.local) === local) return element;
    const found = (a: Element['attributes'][number]): boolean => /^(Id|ID|id)$/.test(a.local) && decode(a.value) === id;
    if (id !== undefined && element.attributes.some(found)) return element;
  }
  assert.fail(`no apex for ${xpath}`);
}

interface Vector {
  readonly id: string;
  readonly name: string;
  readonly input: string;
  readonly apexXPath: string;
  readonly inclusivePrefixes: readonly string[];
  readonly withComments: boolean;
  readonly expected: string;
}

const manifest = <T>(name: string): T[] => (skip ? [] : (JSON.parse(readFileSync(FOLDER + name, 'utf8')) as T[]));

test('every shared vector has its expected canonical bytes', { skip }, () => {
  const vectors = manifest<Vector>('manifest.json');
  assert.ok(vectors.length >= 147);
  for (const { id, name, input, apexXPath, inclusivePrefixes, withComments, expected } of vectors) {
    const doc = readXml(readFileSync(FOLDER + input), 'document', LIMITS);
    const options = { inclusive: inclusivePrefixes, comments: withComments };
    const canonical = Buffer.from(exclusiveC14n(doc, apexOf(doc, apexXPath), options), 'latin1');
    assert.ok(canonical.equals(readFileSync(FOLDER + expected)), `${id} ${name}`);
  }
});

test('every shared document that must be refused is refused', { skip }, () => {
  const rejects = manifest<{ id: string; name: string; input: string }>('reject.json');
  assert.ok(rejects.length >= 15);
  for (const { id, name, input } of rejects) {
    assert.throws(() => readXml(readFileSync(FOLDER + input), 'document', LIMITS), XmlError, `${id} ${name}`);
  }
});

for (const { name, xml, apex, inclusive = [], comments = false, canonical } of OWN) {
  test(`own vector: ${name}`, () => {
    const doc = readXml(Buffer.from(xml), 'document');
    const found = [...all(doc.root)].find(({ local }) => local === apex);
    assert.ok(found);
    assert.equal(Buffer.from(exclusiveC14n(doc, found, { inclusive, comments }), 'latin1').toString(), canonical);
  });
}
