import { z } from 'zod';
import { issueOf } from '../base/errors/issue.ts';
import { Refusal } from '../base/errors/refusal.ts';
import type { Municipi } from '../registry/index.ts';

/** Target namespace of `wsdl/Integracions.wsdl`. */
export const NAMESPACE = 'urn:padro-gateway:registre:integracions';

/** What everybody may know of a municipality. */
export interface Integration extends Municipi {
  /** ISO 8601. */
  readonly since: string | null;
  readonly modalitats: readonly string[];
}

/** All municipalities, in the order of their codes. */
export type Integrations = () => readonly Integration[];

const STATES = { integrated: 'INTEGRAT', testing: 'EN_PROVES', none: 'NO_INTEGRAT' } as const;

/** Everybody may ask, and the package takes some 50 µs for each municipality that it writes: a list is short. */
const MOST = 100;

const ine = z.string().regex(/^[0-9]{5}$/, 'expected five digits');

interface Operation<S extends z.ZodObject> {
  readonly fields: S;
  /** The answer's content, in the order of the schema. */
  readonly answer: (fields: z.infer<S>, integrations: Integrations) => object;
}

const operation = <S extends z.ZodObject>(described: Operation<S>): Operation<S> => described;

/** The operations of the face, each with its fields and its answer; `wsdl/integracions.xsd` says the same. */
export const OPERATIONS = {
  ConsultaIntegracio: operation({
    fields: z.strictObject({ municipi: ine }),
    answer({ municipi }, integrations) {
      const found = integrations().find((one) => one.ine === municipi);
      if (!found) throw new Refusal('soap.municipi', { municipi });
      return { integracio: told(found) };
    },
  }),
  LlistaIntegracions: operation({
    fields: z.strictObject({
      estat: z.enum(Object.values(STATES)).optional(),
      limit: z
        .string()
        .regex(/^([1-9][0-9]?|100)$/, `expected a number from 1 to ${MOST}`)
        .transform(Number)
        .default(MOST),
      despresDe: ine.default(''),
    }),
    answer({ estat, limit, despresDe }, integrations) {
      const left = integrations().filter(
        (one) => one.ine > despresDe && (estat ?? STATES[one.state]) === STATES[one.state],
      );
      const shown = left.slice(0, limit);
      return { integracio: shown.map(told), ...(left.length > limit ? { seguent: shown.at(-1)!.ine } : {}) };
    },
  }),
};

export type OperationName = keyof typeof OPERATIONS;
export const isOperation = (name: string): name is OperationName => Object.hasOwn(OPERATIONS, name);

/** @param given fields as they came @throws Refusal `soap.field`, `soap.municipi` */
export function answerTo(name: OperationName, given: unknown, integrations: Integrations): object {
  const { fields, answer } = OPERATIONS[name] as unknown as Operation<z.ZodObject>;
  // An operation without fields comes as null.
  const parsed = fields.safeParse(given ?? {});
  if (parsed.success) return answer(parsed.data, integrations);
  throw new Refusal('soap.field', issueOf(parsed.error, name));
}

function told({ ine, ine6, ens, name, state, environments, since, modalitats }: Integration): object {
  return {
    municipi: ine,
    municipi6: ine6,
    ens,
    nom: name,
    estat: STATES[state],
    entorn: environments,
    ...(since === null ? {} : { desDe: since }),
    modalitat: modalitats,
  };
}
