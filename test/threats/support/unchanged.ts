import assert from 'node:assert/strict';
import type { Verified } from '../../../src/base/request.ts';
import { exclusiveC14n } from '../../../src/base/xml/c14n.ts';
import { all, swap } from './edit.ts';
import { draft, type Making, message, PAYLOAD } from './forge.ts';
import { assertReadAlike, noXmlsec, routingOf, Xmlsec } from './independent.ts';
import { makeJudge, trustOf } from './judge.ts';
import { consumer, root } from './keys.ts';

/** Everything of an accepted message that a change on its way must leave as it was. */
const essence = (verified: Verified) => ({
  body: exclusiveC14n(verified.envelope.doc, verified.envelope.body),
  routing: routingOf(verified),
  peticion: verified.peticion,
  signer: verified.signer,
  algorithm: verified.algorithm,
  replay: verified.replay,
});

/** A message with something of everything that canonicalisation changes, signed by xmlsec1 where it is installed. */
export function subject(): { readonly bytes: Buffer; readonly by: string } {
  const making: Making = {
    by: consumer(),
    payload: PAYLOAD.replaceAll('Ens de prova', 'L&apos;Òdena &amp; &#xe7;·&lt;\u{1F600}&gt;').replace(
      'EXP-1',
      ' a\n  b&#13; ',
    ),
    before: all(
      swap(
        '<procesa ',
        `<procesa xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\n  xsi:schemaLocation='urn:a&#9;"b" &quot;c' `,
      ),
      swap('<Solicitudes>', '\n  <Solicitudes >\n    '),
      swap('<soapenv:Header>', '<soapenv:Header><wsu:x wsse:y="1" z="2"/><!-- c -->'),
    ),
  };
  if (noXmlsec) return { bytes: Buffer.from(message(making)), by: 'our own signer, as xmlsec1 is not installed' };
  const xmlsec = new Xmlsec();
  const template = making.before!(draft(making)).replaceAll(/@digest:[^@]*@|@signature@/g, '');
  const bytes = xmlsec.sign(template, consumer().keyPem);
  xmlsec.close();
  return { bytes, by: 'xmlsec1' };
}

/** Judges changed messages against the one that they were: refused, or nothing of what matters has changed. */
export async function makeWatch(original: Buffer): Promise<(changed: Buffer) => Promise<'accepted' | 'refused'>> {
  const judge = makeJudge(trustOf([root().certDer]));
  const first = await judge(original);
  assert.ok('verified' in first, `the message itself is refused: ${first.code}`);
  const expected = essence(first.verified);
  return async (changed) => {
    const verdict = await judge(changed);
    if (!('verified' in verdict)) return 'refused';
    assert.equal(verdict.verified.bytes, changed);
    assert.deepEqual(essence(verdict.verified), expected);
    assertReadAlike(verdict.verified);
    return 'accepted';
  };
}
