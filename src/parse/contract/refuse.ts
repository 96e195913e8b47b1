import type { Expected } from '../../base/errors/catalogue/expected.ts';
import { Refusal } from '../../base/errors/refusal.ts';
import { NS } from '../../base/namespaces.ts';
import { type Element, elements } from '../../base/xml/tree.ts';
import type { Complex, Particle, Slot } from './model.ts';

/**
 * Refusals of the first layer. They name a place and what was expected there, in words of the tables: nothing that
 * the sender wrote, not even the name of an element that is not in them.
 */
type Model = Complex<unknown>;

export const field = (element: Element, expected: Expected): Refusal =>
  new Refusal('parse.field', { path: pathOf(element), expected });

export const unexpected = (child: Element, particle: Particle | undefined, model: Model): Refusal =>
  particle ? field(child, `the namespace ${particle.ns}`) : field(child.parent!, `only ${labels(model)}`);

export const repeated = (child: Element, slot: Slot): Refusal =>
  slot.choice ? field(child.parent!, `${slot.label} only once`) : field(child, 'only one');

export const misplaced = (child: Element, model: Model): Refusal => field(child, `the order ${labels(model)}`);

export function missing(element: Element, seen: number, model: Model): Refusal {
  const slot = model.slots.find(({ bit }) => (model.required & ~seen & bit) !== 0)!;
  return new Refusal('parse.missing', { path: pathOf(element), expected: slot.label });
}

const labels = (model: Model): string => model.slots.map(({ label }) => label).join(', ');

/** `Peticion/Solicitudes/SolicitudTransmision[2]/…`: from inside `procesa`, numbered where there are several. */
export function pathOf(element: Element): string {
  const steps: string[] = [];
  for (let e: Element | null = element; e !== null && e.ns !== NS.openuri; e = e.parent) steps.unshift(step(e));
  return steps.join('/') || element.local;
}

function step(element: Element): string {
  let count = 0;
  let position = 0;
  if (!element.parent) return element.local;
  for (const sibling of elements(element.parent)) {
    if (sibling.local !== element.local) continue;
    count++;
    if (sibling === element) position = count;
  }
  return count > 1 ? `${element.local}[${position}]` : element.local;
}
