import assert from 'node:assert/strict';
import type { OpenGateway } from './gateway.ts';
import { PERSONAL } from './refused.ts';

/** What of a failure only operators may see. */
const DETAIL = /HTTP Status|NullPointer|java|ECONN|ETIMEDOUT|forward\.[a-z-]+ |127\.0\.0\.1|<html|simulador/i;

/** Asks, and checks that it was answered as unavailable, and nothing else. @returns the cause that the journal has */
export async function unavailable(g: OpenGateway): Promise<string> {
  const rows = g.journal().length;
  const told = await g.ask();
  assert.deepEqual([told.status, told.estado, told.literal], [200, '0502', 'Error realitzant la operació.'], told.text);
  assert.equal(told.codigoResultado, null);
  assert.equal(told.text.match(/<\/(\w+:)?LiteralError>/g)?.length, 1);
  assert.equal(told.text.match(/<\/(\w+:)?CodigoEstado>/g)?.length, 1);
  assert.match(told.text, /<ns3:DatosEspecificos><\/ns3:DatosEspecificos>/);
  assert.doesNotMatch(told.text.slice(told.text.indexOf(':Body')), DETAIL);
  const [intent, outcome, ...more] = g.journal().slice(rows);
  assert.deepEqual([intent?.fields.kind, outcome?.fields.kind, more.length], ['intent', 'outcome', 0]);
  assert.equal(intent?.incident, outcome?.incident);
  assert.equal(outcome?.fields.outcome, 'unavailable');
  assert.doesNotMatch(outcome!.line, PERSONAL);
  return String(outcome?.fields.cause);
}
