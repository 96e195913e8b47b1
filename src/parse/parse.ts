import { Refusal } from '../base/errors/refusal.ts';
import type { Peticion } from '../base/peticion.ts';
import { type Collected, extend, type Parsed } from '../base/request.ts';
import { XmlError } from '../base/xml/error.ts';
import { readXml } from '../base/xml/reader.ts';
import type { XmlDocument } from '../base/xml/tree.ts';
import { checkPayload, readPeticion, readPoll } from './contract/index.ts';
import { readEnvelope } from './envelope.ts';

/**
 * Reads a message, once: the tree that is verified, routed and recorded, and its skeleton. The contract of the petition
 * in it is read when `verify` asks for it.
 *
 * @throws Refusal `parse.*`
 */
export function parse(collected: Collected): Parsed {
  return extend(collected, readMessage(collected.bytes, collected));
}

/** @throws Refusal `parse.*` */
export function readMessage(
  bytes: Buffer,
  { frontal, trail }: Pick<Collected, 'frontal' | 'trail'>,
): Pick<Parsed, 'envelope' | 'contract'> {
  const doc = readTree(bytes);
  checkIdentifiers(doc);
  const envelope = readEnvelope(doc);
  const { payload } = envelope;
  checkPayload(payload);
  const contract = (): Peticion => {
    trail.peticion = frontal === 'asincronResposta' ? readPoll(doc, payload) : readPeticion(doc, payload, frontal);
    return trail.peticion;
  };
  return { envelope, contract };
}

/** The tree of a message. @throws Refusal `parse.*` */
export function readTree(bytes: Buffer): XmlDocument {
  try {
    return readXml(bytes, 'message');
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new Refusal(`parse.${error.reason}`, { expected: error.expected, ...position(bytes, error.offset) });
  }
}

/** Line and column, from 1, of an offset; columns count bytes. */
function position(bytes: Buffer, offset: number): { line: number; column: number } {
  let line = 1;
  let from = 0;
  for (let at = 0; at < offset; at++) {
    if (bytes[at] !== 0x0a) continue;
    line++;
    from = at + 1;
  }
  return { line, column: offset - from + 1 };
}

/** No value twice among the attributes that may be taken for identifiers, in whatever namespace. */
function checkIdentifiers({ ids }: XmlDocument): void {
  if (ids.length < 2) return;
  const seen = new Set(ids.map(({ value }) => value.trim()));
  if (seen.size < ids.length) throw new Refusal('parse.identifiers');
}
