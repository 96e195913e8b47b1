import { type Defect, judgeAnswer } from '../answer/judge.ts';
import { type Finding, found, good } from '../finding.ts';
import { nobody, type TestPerson, testPeople } from '../target.ts';
import { NoAnswer } from './connection.ts';
import type { Context, Step } from './context.ts';
import { payloadOf, type Query } from './queries.ts';

/** What came of one test query. */
export interface Asked {
  readonly defects: readonly Defect[];
  readonly result?: string | undefined;
  /** Milliseconds; none when no answer came. */
  readonly ms?: number;
}

/** Signs and sends a test query, and judges the answer. */
export async function ask(context: Context, query: Query): Promise<Asked> {
  const { target, ports, connection } = context;
  const payload = payloadOf(query, target, ports.clock.now());
  const signed = await ports.sign(payload);
  try {
    const exchanged = await connection.post(signed);
    context.answered ??= { exchanged, at: ports.clock.now() };
    const { status, contentType, bytes, headers, ms } = exchanged;
    const { defects, result } = judgeAnswer(
      { status, contentType, bytes, contentEncoding: headers['content-encoding'] },
      payload,
    );
    return { defects, result, ms };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { defects: [{ code: 'answer.none', seen: error.code }] };
  }
}

/** Results that a modalitat may give for a person who is registered. The number asked in COMPROVACIO is a guess unless the household is known. */
const expected = (modalitat: string, { household }: TestPerson): readonly string[] =>
  modalitat === 'COMPROVACIO_CONVIVENTS' && household === undefined ? ['0', '1'] : ['1'];

/** The test people, each through every modalitat. */
export const answers: Step = {
  name: 'answer',
  async run(context) {
    const { target } = context;
    if (target.municipis.length === 0) return [found('people.municipality', '0')];
    const people = testPeople(target);
    const findings: Finding[] = [];
    if (people.length === 0) {
      findings.push(
        found(target.environment === 'produccio' ? 'people.no-probe' : 'people.none', target.municipis.join(', ')),
      );
    }
    for (const modalitat of target.modalitats) {
      for (const person of people) {
        const { defects, result } = await ask(context, { modalitat, person });
        if (defects.length > 0) findings.push(...defects.map(({ code, seen }) => found(code, seen, modalitat)));
        else if (expected(modalitat, person).includes(result ?? '')) findings.push(good('answer', 'CONSTA', modalitat));
        else findings.push(found('answer.result', `codigoResultado ${result}`, modalitat));
      }
    }
    return findings;
  },
};

/** A document that is nobody's, through every modalitat: NO CONSTA. */
export const unknownPerson: Step = {
  name: 'unknown',
  async run(context) {
    const { target } = context;
    const [municipi] = target.municipis;
    if (municipi === undefined) return [];
    const findings: Finding[] = [];
    for (const modalitat of target.modalitats) {
      const { defects, result } = await ask(context, { modalitat, person: nobody(municipi) });
      const may = modalitat === 'COMPROVACIO_CONVIVENTS' ? ['0', '2'] : ['2'];
      if (defects.length > 0) findings.push(...defects.map(({ code, seen }) => found(code, seen, modalitat)));
      else if (may.includes(result ?? '')) findings.push(good('unknown', 'NO CONSTA', modalitat));
      else findings.push(found('unknown.found', `codigoResultado ${result}`, modalitat));
    }
    return findings;
  },
};
