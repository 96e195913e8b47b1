import assert from 'node:assert/strict';
import { test } from 'node:test';
import { XmlError } from '../../src/base/xml/error.ts';
import { readXml } from '../../src/base/xml/reader.ts';
import { ELEMENT, type Element } from '../../src/base/xml/tree.ts';

const read = (text: string, offset = 0): string => {
  const bytes = Buffer.alloc(offset + Buffer.byteLength(text)).subarray(offset);
  bytes.write(text);
  return written(readXml(bytes, 'document').root);
};

/** Names alone, as a text: what the reader made of them. */
function written({ name, first, attributes }: Element): string {
  const inside: string[] = attributes.map((attribute) => `@${attribute.name}`);
  for (let child = first; child !== null; child = child.next) if (child.kind === ELEMENT) inside.push(written(child));
  return inside.length === 0 ? name : `${name}(${inside.join(' ')})`;
}

const reason = (text: string): string => {
  try {
    read(text);
    return 'read';
  } catch (error) {
    assert.ok(error instanceof XmlError);
    return error.reason;
  }
};

test('a name is the one that stands there, whatever stood there in the message before', () => {
  const pairs = [
    ['<a><Emisor/><Nif/></a>', '<a><EmisorX/><Nif/></a>', 'a(Emisor Nif)', 'a(EmisorX Nif)'],
    ['<a><EmisorX/></a>', '<a><Emisor/></a>', 'a(EmisorX)', 'a(Emisor)'],
    ['<a><b><c/></b></a>', '<a><b/><c/></a>', 'a(b(c))', 'a(b c)'],
    ['<a b="1"/>', '<a bb="1"/>', 'a(@b)', 'a(@bb)'],
    ['<a x="1" y="2"/>', '<a y="1" x="2"/>', 'a(@x @y)', 'a(@y @x)'],
    ['<à/>', '<àà/>', 'Ã\xa0', 'Ã\xa0Ã\xa0'],
    ['<p:a xmlns:p="urn:p"/>', '<p xmlns="urn:p"/>', 'p:a', 'p'],
  ] as const;
  for (let offset = 0; offset < 4; offset++) {
    for (const [first, second, one, two] of pairs) {
      for (const text of [first, second, second, first, first]) {
        assert.equal(read(text, offset), text === first ? one : two);
      }
    }
  }
});

test('an end tag is of its start tag, whatever the message before had there', () => {
  for (const text of ['<a><b></b></a>', '<a><bb></bb></a>', '<a></a>', '<aa></aa>']) assert.equal(reason(text), 'read');
  const broken = ['<a><b></bb></a>', '<a><bb></b></a>', '<a></b>', '<a><b></a></b>', '<aa></a>', '<a></aa>', '<a></'];
  for (const text of broken) assert.equal(reason(text), 'not-well-formed', text);
  for (const text of ['<aaaa></aaaa', '<aaaa></aaa', '<aaaa><', '<aaaa></aaa>']) {
    for (let again = 0; again < 2; again++) assert.equal(reason(text), 'not-well-formed', text);
  }
});

test('a namespace is judged anew where the message before was read less strictly, or with other limits', () => {
  const unsafe = Buffer.from('<p:a xmlns:p="urn:it\'s"/>');
  readXml(unsafe, 'document');
  assert.throws(() => readXml(unsafe, 'message'), { reason: 'namespace' });
  const long = Buffer.from(`<q:a xmlns:q="urn:${'q'.repeat(60)}"/>`);
  for (let again = 0; again < 2; again++) readXml(long, 'message');
  const limits = { depth: 9, nodes: 9, attributes: 9, value: 99, name: 50, scope: 9, bindings: 9 };
  assert.throws(() => readXml(long, 'message', limits), { reason: 'limit' });
  assert.throws(() => readXml(Buffer.from('<a xmlns:xml="urn:q"/>'), 'message'), { reason: 'namespace' });
});

test('names that are too long to be kept, or too many, are read like others', () => {
  const long = 'n'.repeat(200);
  for (let again = 0; again < 3; again++) assert.equal(read(`<a><${long}></${long}><b/></a>`), `a(${long} b)`);
  const many = Array.from({ length: 600 }, (_, i) => `m${i}`);
  for (let again = 0; again < 2; again++) {
    assert.equal(read(`<a>${many.map((name) => `<${name}></${name}>`).join('')}</a>`), `a(${many.join(' ')})`);
  }
});
