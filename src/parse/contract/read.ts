import { NS } from '../../base/namespaces.ts';
import { type Binding, ELEMENT, type Element, isBlank, textOf, type XmlDocument } from '../../base/xml/tree.ts';
import type { Complex, Slot } from './model.ts';
import * as refuse from './refuse.ts';
import type { Simple } from './simple.ts';

/**
 * Reads an element by its content model: one walk checks the shape and gives the values.
 *
 * Accepts what XML Schema validates, but for what `test/parse/contract-agreement.test.ts` lists.
 *
 * @throws Refusal `parse.field`, `parse.missing`
 */
export const readElement = <V>(doc: XmlDocument, element: Element, model: Complex<V>): V =>
  new Walk(doc).complex(element, model);

class Walk {
  readonly #doc: XmlDocument;
  /** The namespace compared last, and a binding found equal to it: comparing the texts each time would cost the most. */
  #ns = '';
  #binding: Binding | undefined;

  constructor(doc: XmlDocument) {
    this.#doc = doc;
  }

  complex<V>(element: Element, model: Complex<V>): V {
    if (element.attributes.length > 0) checkAttributes(element);
    const values: Record<string, unknown> = {};
    let seen = 0;
    for (let child = element.first; child !== null; child = child.next) {
      if (child.kind !== ELEMENT) {
        if (isBlank(this.#doc, child)) continue;
        throw refuse.field(element, 'no text between the elements');
      }
      const particle = model.particles.get(child.local);
      if (particle === undefined || !this.#isIn(child, particle.ns)) throw refuse.unexpected(child, particle, model);
      const { slot, type } = particle;
      if ((seen & slot.bit) !== 0 && !slot.many) throw refuse.repeated(child, slot);
      // A later slot has a higher bit.
      if (model.ordered && seen >= slot.bit << 1) throw refuse.misplaced(child, model);
      seen |= slot.bit;
      store(values, slot, child, type.kind === 'simple' ? this.#simple(child, type) : this.complex(child, type));
    }
    if ((seen & model.required) !== model.required) throw refuse.missing(element, seen, model);
    return values as V;
  }

  #isIn({ binding }: Element, ns: string): boolean {
    if (binding === this.#binding && ns === this.#ns) return true;
    if (binding.uri !== ns) return false;
    this.#binding = binding;
    this.#ns = ns;
    return true;
  }

  #simple<T>(element: Element, type: Simple<T>): T {
    if (element.attributes.length > 0) checkAttributes(element);
    for (let child = element.first; child !== null; child = child.next) {
      if (child.kind === ELEMENT) throw refuse.field(element, 'text, no elements');
    }
    const value = type.parse(textOf(this.#doc, element));
    if (value === undefined) throw refuse.field(element, type.expected);
    return value;
  }
}

function store(values: Record<string, unknown>, slot: Slot, child: Element, value: unknown): void {
  if (slot.choice) values[slot.name] = { element: child.local, value };
  else if (!slot.many) values[slot.name] = value;
  else if (values[slot.name] === undefined) values[slot.name] = [value];
  else (values[slot.name] as unknown[]).push(value);
}

const HINTS = new Set(['schemaLocation', 'noNamespaceSchemaLocation']);

function checkAttributes(element: Element): void {
  for (const { binding, local } of element.attributes) {
    if (binding?.uri !== NS.xsi || !HINTS.has(local)) throw refuse.field(element, 'no attributes');
  }
}
