import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '../../src/base/errors/refusal.ts';
import { readXml } from '../../src/base/xml/reader.ts';
import { judgeReply } from '../../src/forward/reply.ts';
import { checkSigned } from '../../src/forward/signed.ts';
import { makeVerifyAnswer } from '../../src/verify/index.ts';
import type { Case } from './support/case.ts';
import { CASES } from './support/cases/index.ts';
import { draft, ENS, NOW, PAYLOAD, speaking } from './support/forge.ts';
import { consumer, rsaConsumer } from './support/keys.ts';
import { fingerprintOf } from './support/prints.ts';

/** A147: the attacks on signed petitions, on signed answers. */

const ANSWER =
  '<o:procesaResponse xmlns:o="http://www.openuri.org/"><r:Respuesta xmlns:r="http://gencat.net/scsp/esquemes/respuesta">' +
  '<r:Atributos><r:IdPeticion>P-1</r:IdPeticion><r:Estado><r:CodigoEstado>0003</r:CodigoEstado>' +
  '<r:LiteralError>OK</r:LiteralError></r:Estado></r:Atributos><r:Transmisiones><r:TransmisionDatos><r:DatosGenericos>' +
  `<r:Solicitante><r:IdentificadorSolicitante>${ENS}</r:IdentificadorSolicitante></r:Solicitante></r:DatosGenericos>` +
  '<r:DatosEspecificos><respuestaDatosTitular xmlns="http://www.aocat.net/padro"><documentacion>12344321Z</documentacion>' +
  '<codigoMunicipio>023</codigoMunicipio><codigoResultado>1</codigoResultado></respuestaDatosTitular></r:DatosEspecificos></r:TransmisionDatos></r:Transmisiones></r:Respuesta></o:procesaResponse>';

const asked = readXml(Buffer.from(draft({ by: consumer(), payload: PAYLOAD })), 'message');
const verify = makeVerifyAnswer({ clock: { now: () => NOW }, skewMs: 60_000 });
const signature = { fingerprints: [consumer(), rsaConsumer()].map(fingerprintOf), required: true };

function verdictOn(xml: string | Buffer): string {
  try {
    const doc = judgeReply({ status: 200, contentType: 'text/xml', bytes: Buffer.from(xml as string) }, 'P-1', asked);
    checkSigned(doc, asked, { signature }, verify);
    return 'accepted';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

/** The case as an answer; undefined where the change that it makes is one of a petition's fields. */
function asAnswer({ make }: Case): string | Buffer | undefined {
  try {
    return speaking(ANSWER, make);
  } catch {
    return undefined;
  }
}

/** About what is not judged of an answer: petitions' fields, who may sign petitions, and text in a Header that is replaced. */
const PETITIONS = /^(A7[89]|A8|A90|A106-(proto|constructor)-as|A109|A11[4-9]|A12|A22-text-in-header|A29-type)/;
/** What an answer is not refused for: header blocks that nobody must understand, the Timestamp unsigned, identifiers twice. */
const HARMLESS = new Set(['parse.must-understand', 'parse.identifiers', 'verify.timestamp']);

test('A147: every attack on a signed message, made on a signed answer, is refused', async (t) => {
  let judged = 0;
  for (const each of CASES.filter(
    ({ id, what, expected }) => !PETITIONS.test(`${id}-${what}`) && expected !== 'accepted',
  )) {
    const answer = asAnswer(each);
    if (answer === undefined || !answer.includes('procesaResponse')) continue;
    judged++;
    const { id, what, expected } = each;
    await t.test(`${id}-${what}`, () => {
      const verdict = verdictOn(answer);
      if (verdict === 'accepted') assert.ok(HARMLESS.has(expected), `${expected} expected`);
      else assert.match(verdict, /^forward\.(signature|not-ours|not-xml|fault)$/);
    });
  }
  t.diagnostic(`${judged} attacks`);
  assert.ok(judged > 200);
});
