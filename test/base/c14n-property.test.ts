import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { XmlDocument as LibxmlDocument, XmlC14NMode, XmlElement } from 'libxml2-wasm';
import { exclusiveC14n, exclusiveContent } from '../../src/base/xml/c14n.ts';
import { readXml } from '../../src/base/xml/reader.ts';
import { type Element, elements, type XmlDocument } from '../../src/base/xml/tree.ts';
import { OWN } from './vectors.ts';

const PREFIXES = ['', 'a', 'b', 'c', 'wsu'];
const URIS = ['urn:1', 'urn:2', 'http://example.invalid/n', 'urn:x?y=z'];
const prefix = fc.constantFrom(...PREFIXES);
const local = fc.constantFrom('e', 'Body', 'x-1', 'nyà', 'Z');
const text = fc.constantFrom(
  '',
  'text',
  ' \n ',
  'à€𝒳',
  '&amp;&lt;',
  '&gt;',
  '>',
  '&quot;',
  '&#13;',
  '\r\n',
  '&#x41;',
  '\u2028',
);
const value = fc.constantFrom('v', '', '&quot;', '&#10;', '\t', 'à', '>', '&amp;', "'");

interface Spec {
  readonly prefix: string;
  readonly local: string;
  readonly declare: readonly (readonly [string, string])[];
  readonly attributes: readonly (readonly [string, string, string])[];
  readonly children: readonly (Spec | string)[];
  readonly loose: boolean;
}

const { tree } = fc.letrec<{ tree: Spec }>((tie) => ({
  tree: fc.record({
    prefix,
    local,
    declare: fc.array(fc.tuple(prefix, fc.constantFrom(...URIS)), { maxLength: 3 }),
    attributes: fc.array(fc.tuple(prefix, local, value), { maxLength: 3 }),
    children: fc.array(fc.oneof({ depthSize: 'medium', withCrossShrink: true }, text, tie('tree')), { maxLength: 4 }),
    loose: fc.boolean(),
  }),
}));

/** Writes a tree so that it is well-formed: declarations and attributes once each. */
function write(spec: Spec, scope: ReadonlyMap<string, string>): string {
  const declared = new Map(spec.declare);
  const inForce = new Map([...scope, ...declared]);
  const bound = (p: string): string => (p === '' || inForce.has(p) ? p : '');
  const name = bound(spec.prefix) === '' ? spec.local : `${spec.prefix}:${spec.local}`;
  const seen = new Set<string>();
  let tag = `<${name}`;
  const gap = spec.loose ? '  ' : ' ';
  for (const [p, uri] of declared) tag += `${gap}xmlns${p === '' ? '' : `:${p}`}="${uri}"`;
  for (const [p, l, v] of spec.attributes) {
    const q = bound(p);
    const key = `${q === '' ? '' : inForce.get(q)} ${l}`;
    if (seen.has(key)) continue;
    seen.add(key);
    tag += `${gap}${q === '' ? l : `${q}:${l}`}="${v}"`;
  }
  const inner = spec.children.map((child) => (typeof child === 'string' ? child : write(child, inForce))).join('');
  if (inner === '' && spec.loose) return `${tag} />`;
  return `${tag}${spec.loose ? ' ' : ''}>${inner}</${name}>`;
}

const options = (inclusive: readonly string[]) => ({
  mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
  inclusiveNamespacePrefixes: [...inclusive],
});

function libxml(xml: string, path: readonly number[], inclusive: readonly string[]): string {
  const doc = LibxmlDocument.fromString(xml);
  try {
    let node: XmlElement = doc.root;
    for (const index of path) {
      let child = node.firstChild;
      for (let left = index; child; child = child.next) if (child instanceof XmlElement && left-- === 0) break;
      node = child as XmlElement;
    }
    return node.canonicalizeToString(options(inclusive));
  } finally {
    doc.dispose();
  }
}

const canonical = (doc: XmlDocument, element: Element, inclusive: readonly string[]): string =>
  Buffer.from(exclusiveC14n(doc, element, { inclusive }), 'latin1').toString('utf8');

/** A path of element indexes to some descendant. */
function somewhere(root: Element, seed: number): { element: Element; path: number[] } {
  let element = root;
  const path: number[] = [];
  for (let s = seed; s > 0; s = Math.floor(s / 5)) {
    const inner = elements(element);
    if (inner.length === 0) break;
    path.push(s % inner.length);
    element = inner[s % inner.length]!;
  }
  return { element, path };
}

test('canonical forms agree with libxml2', (t) => {
  const inclusive = fc.subarray(['a', 'b', 'wsu', '#default', 'nowhere']);
  const property = fc.property(tree, fc.nat(4000), inclusive, (spec, seed, prefixes) => {
    const xml = write(spec, new Map());
    const doc = readXml(Buffer.from(xml), 'document');
    const { element, path } = somewhere(doc.root, seed);
    assert.equal(canonical(doc, element, prefixes), libxml(xml, path, prefixes), xml);
  });
  const result = fc.check(property, { numRuns: 3000 });
  t.diagnostic(`seed ${result.seed}`);
  if (result.failed) assert.fail(fc.defaultReportMessage(result) ?? 'failed');
});

test('the content of an element, canonical, is what stands inside its canonical form', (t) => {
  const property = fc.property(tree, (spec) => {
    const { declare: _declare, attributes: _attributes, ...rest } = spec;
    const doc = readXml(
      Buffer.from(write({ ...rest, declare: [['', 'urn:1']], attributes: [] }, new Map())),
      'document',
    );
    const whole = exclusiveC14n(doc, doc.root);
    const inner = whole.slice(whole.indexOf('>') + 1, whole.lastIndexOf('</'));
    assert.equal(exclusiveContent(doc, doc.root), inner);
  });
  const result = fc.check(property, { numRuns: 500 });
  t.diagnostic(`seed ${result.seed}`);
  if (result.failed) assert.fail(fc.defaultReportMessage(result) ?? 'failed');
});

test('libxml2 agrees with the own vectors', () => {
  for (const { name, xml, apex, inclusive = [], comments = false, canonical: expected } of OWN) {
    const doc = LibxmlDocument.fromString(xml);
    const node = doc.get(`//*[local-name()='${apex}']`);
    assert.ok(node);
    assert.equal(node.canonicalizeToString({ ...options(inclusive), withComments: comments }), expected, name);
    doc.dispose();
  }
});
