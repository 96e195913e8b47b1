import { oneLine } from '../../base/errors/refusal.ts';
import type { Answer, Fault } from './answer.ts';
import { answerRows, type Row } from './volant-rows.ts';

const STATES: Readonly<Record<string, string>> = {
  '0001': 'pendent',
  '0002': 'en curs',
  '0003': 'tramitada',
  '0502': 'error',
};

const NEXT: Readonly<Record<string, string>> = {
  '0502': 'La font no ha pogut respondre. Torneu-ho a provar més tard amb un altre identificador de petició.',
  '4': "El municipi no té el padró en línia; amb --idescat 1 la consulta es fa a l'IDESCAT.",
};

const DETAIL: Readonly<Record<string, string>> = {
  code: 'Codi',
  scsp: 'Codi SCSP',
  path: 'Camp',
  expected: "S'esperava",
  next: 'Què cal fer',
  incident: 'Incidència',
};

/** 0 when the frontal gave an answer, 1 for a fault, a source that failed or no answer at all. */
export function statusOf({ fault, error, estado, codigoResultado }: Answer): 0 | 1 {
  if (fault || error !== undefined || estado === '0502' || codigoResultado === 3) return 1;
  return codigoResultado !== null || estado === '0001' || estado === '0002' ? 0 : 1;
}

/** An answer as a table for people. */
export function show(answer: Answer): string {
  if (answer.error !== undefined) return `${oneLine(answer.error)}\n`;
  const next = NEXT[answer.estado ?? ''] ?? NEXT[String(answer.codigoResultado)];
  return table(answer.fault ? faultRows(answer.fault) : rowsOf(answer)) + (next && !answer.fault ? `\n${next}\n` : '');
}

function rowsOf({ estado, literal, codigoResultado, resultat, volant }: Answer): Row[] {
  const state = [estado ?? 'sense estat', STATES[estado ?? ''] ?? ''].filter(Boolean).join(' ');
  return [
    ...(codigoResultado === null ? [] : [['Resultat', `${resultat ?? ''} (${codigoResultado})`.trim()] as const]),
    ['Estat', literal ? `${state}: ${literal}` : state],
    ...(volant ? answerRows(volant) : []),
  ];
}

const faultRows = ({ faultcode, faultstring, detail }: Fault): Row[] => [
  ['Fault', faultcode],
  ['Motiu', faultstring],
  ...Object.entries(detail).map(([name, value]): Row => [DETAIL[name] ?? name, value]),
];

function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `${oneLine(label).padEnd(width)}  ${oneLine(value)}\n`).join('');
}
