import { type Expected, names } from '../../base/errors/catalogue/expected.ts';
import type { Simple } from './simple.ts';

/**
 * Content models, written like the schemas in `wsdl/` and compiled once when the module loads.
 *
 * A model is a list of slots. A slot is filled by one element name, or by one of several (`choice`); no name is in two
 * slots, so that an element finds its slot by its name alone. `all` takes the slots in any order, `sequence` in theirs.
 */
export interface Complex<V> {
  readonly kind: 'complex';
  readonly ordered: boolean;
  readonly particles: ReadonlyMap<string, Particle>;
  readonly slots: readonly Slot[];
  /** Bits of the slots that must be filled. */
  readonly required: number;
  /** Never set: it tells the compiler what the values are. */
  readonly values?: V;
}

export type Type<T> = Simple<T> | Complex<T>;

export interface Slot {
  readonly name: string;
  /** What goes there, in words of a refusal. */
  readonly label: Expected;
  readonly bit: number;
  readonly many: boolean;
  readonly choice: boolean;
}

/** An element that may stand in a slot. */
export interface Particle {
  readonly ns: string;
  readonly type: Type<unknown>;
  readonly slot: Slot;
}

interface Optional<T> {
  readonly kind: 'optional';
  readonly type: Type<T>;
  readonly ns: string | undefined;
}

interface Many<T> {
  readonly kind: 'many';
  readonly type: Type<T>;
}

interface Choice<T> {
  readonly kind: 'choice';
  readonly label: Expected;
  readonly elements: Readonly<Record<string, Type<T>>>;
  readonly ns: string | undefined;
}

/** Which element was chosen, and its value. */
export interface Chosen<T> {
  readonly element: string;
  readonly value: T;
}

type Field = Type<unknown> | Optional<unknown> | Many<unknown> | Choice<unknown>;
type Fields = Readonly<Record<string, Field>>;

type ValueOf<F> =
  F extends Optional<infer T>
    ? T | undefined
    : F extends Many<infer T>
      ? readonly T[]
      : F extends Choice<infer T>
        ? Chosen<T>
        : F extends Type<infer T>
          ? T
          : never;

export type Values<F> = { readonly [K in keyof F]: ValueOf<F[K]> };

/** minOccurs 0. The namespace is given where it is not the one of the model. */
export const optional = <T>(type: Type<T>, ns?: string): Optional<T> => ({ kind: 'optional', type, ns });
/** 1 to unbounded. */
export const many = <T>(type: Type<T>): Many<T> => ({ kind: 'many', type });
/** Exactly one of these elements; the label says what they are. */
export const choice = <T>(label: Expected, elements: Readonly<Record<string, Type<T>>>, ns?: string): Choice<T> => ({
  kind: 'choice',
  label,
  elements,
  ns,
});

export const all = <F extends Fields>(ns: string, fields: F): Complex<Values<F>> => compile(ns, fields, false);
export const sequence = <F extends Fields>(ns: string, fields: F): Complex<Values<F>> => compile(ns, fields, true);

function compile<F extends Fields>(ns: string, fields: F, ordered: boolean): Complex<Values<F>> {
  const particles = new Map<string, Particle>();
  const slots: Slot[] = [];
  let required = 0;
  for (const [name, field] of Object.entries(fields)) {
    const slot: Slot = {
      name,
      label: field.kind === 'choice' ? field.label : names(name),
      bit: 1 << slots.length,
      many: field.kind === 'many',
      choice: field.kind === 'choice',
    };
    slots.push(slot);
    if (field.kind !== 'optional') required |= slot.bit;
    for (const [element, particle] of elementsOf(name, field, ns)) {
      if (particles.has(element)) throw new Error(`${element} is in two slots`);
      particles.set(element, { ns: particle.ns, type: particle.type, slot });
    }
  }
  return { kind: 'complex', ordered, particles, slots, required };
}

function elementsOf(name: string, field: Field, ns: string): [string, Omit<Particle, 'slot'>][] {
  switch (field.kind) {
    case 'choice':
      return Object.entries(field.elements).map(([element, type]) => [element, { ns: field.ns ?? ns, type }]);
    case 'optional':
      return [[name, { ns: field.ns ?? ns, type: field.type }]];
    case 'many':
      return [[name, { ns, type: field.type }]];
    default:
      return [[name, { ns, type: field }]];
  }
}
