import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { petitionIn, single } from '../../src/base/single.ts';
import { exclusiveC14n } from '../../src/base/xml/c14n.ts';
import { readXml } from '../../src/base/xml/reader.ts';
import { renamed, splice, standalone } from '../../src/base/xml/splice.ts';
import { elements } from '../../src/base/xml/tree.ts';
import { peticionXml } from '../parse/contract/messages.ts';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const read = (xml: string) => readXml(Buffer.from(xml), 'message');
const envelope = (payload: string) => read(`<s:Envelope xmlns:s="${SOAP}"><s:Body>${payload}</s:Body></s:Envelope>`);

describe('splice', () => {
  it('renames an element in both its tags, whatever its prefix', () => {
    for (const xml of ['<a>é<b/></a>', '<p:a xmlns:p="urn:p" x="1" >é</p:a >']) {
      const doc = read(xml);
      const text = splice(doc, renamed(doc.root, 'other')).toString();
      assert.equal(text, xml.replace(/(<\/?(?:p:)?)a/g, '$1other'));
    }
  });

  it('lifts an element out of its place with its namespaces: the same canonical form, the same bytes inside', () => {
    const xml = `<r xmlns="urn:d" xmlns:a="urn:a" xmlns:b="urn:b"><a:x xmlns:a="urn:other" b:k="ç"><y>&#233;</y><a:z/></a:x></r>`;
    const doc = read(xml);
    const [element] = elements(doc.root);
    const lifted = standalone(doc, element!).toString();
    assert.ok(lifted.endsWith('><y>&#233;</y><a:z/></a:x>'), lifted);
    const other = read(lifted);
    assert.equal(exclusiveC14n(other, other.root), exclusiveC14n(doc, element!));
  });
});

describe('one solicitud of a petition', () => {
  for (const style of ['prefixes', 'defaults', 'rebound'] as const) {
    it(`stands alone, all the rest as it came: ${style}`, () => {
      const message = envelope(peticionXml({ solicitudes: 3, idPeticion: 'LOT-1' }, style));
      const { solicitudes } = petitionIn(message);
      for (const [i, solicitud] of solicitudes.entries()) {
        const alone = single(message, i, 'ALTRA-1');
        const found = petitionIn(alone).solicitudes;
        assert.equal(found.length, 1);
        assert.deepEqual(standalone(alone, found[0]!), standalone(message, solicitud));
        assert.match(alone.source, /IdPeticion>ALTRA-1</);
        assert.match(alone.source, /NumElementos>1</);
        assert.equal(alone.source.match(/IdentificadorSolicitante>0801930008</g)?.length, 2);
      }
    });
  }
});
