import { Refusal } from '../../../src/base/errors/refusal.ts';
import { readXml } from '../../../src/base/xml/reader.ts';
import { readPeticion, readShape } from '../../../src/parse/contract/index.ts';

/** What `read` refuses with; undefined when it accepts. */
function refusalOf(read: () => unknown): Refusal | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** How the first layer refuses a `procesa`. */
export function shapeRefusal(xml: string): Refusal | undefined {
  const doc = readXml(Buffer.from(xml), 'message');
  return refusalOf(() => readShape(doc, doc.root));
}

/** How both layers together refuse it. */
export function refusal(xml: string, frontal: 'sincron' | 'asincron' = 'sincron'): Refusal | undefined {
  const doc = readXml(Buffer.from(xml), 'message');
  return refusalOf(() => readPeticion(doc, doc.root, frontal));
}
