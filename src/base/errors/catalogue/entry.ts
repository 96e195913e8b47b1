import type { Station } from '../../trail.ts';

export interface Texts {
  readonly ca: string;
  readonly es: string;
  readonly en: string;
}

export interface Entry {
  readonly station: Station | 'cli' | 'process';
  /** HTTP status of the answer. */
  readonly http: number;
  /** `faultcode`: a local name of the SOAP namespace, or the number of the real platform. */
  readonly fault: 'Client' | 'Server' | 'MustUnderstand' | '1013';
  /** Answered as a normal `Respuesta` with state 0502, not as a Fault. */
  readonly respuesta?: true;
  /** Secondary code, from the national SCSP list where one fits. */
  readonly scsp?: string;
  readonly level: 'info' | 'warn' | 'error';
  /** The outside is told this entry instead: what a refusal says must not help whoever is not known yet. */
  readonly toldAs?: 'verify.not-accepted' | 'forward.unavailable';
  readonly who: 'consumer' | 'municipality' | 'operator' | 'nobody';
  readonly text: Texts;
  readonly next: Texts;
}

export const texts = (ca: string, es: string, en: string): Texts => ({ ca, es, en });

export const CORRECT = texts(
  'Corregiu el missatge i torneu-lo a enviar.',
  'Corrija el mensaje y vuelva a enviarlo.',
  'Correct the message and send it again.',
);
export const CLIENT = texts(
  'Reviseu la configuració del vostre client.',
  'Revise la configuración de su cliente.',
  'Check the configuration of your client.',
);
export const OFFICE = texts(
  "Demaneu a l'Oficina Tècnica que ho revisi, amb l'identificador d'incidència.",
  'Pida a la Oficina Tècnica que lo revise, con el identificador de incidencia.',
  'Ask the Oficina Tècnica to look into it, giving the incident id.',
);
export const LATER = texts('Torneu-ho a provar més tard.', 'Vuelva a intentarlo más tarde.', 'Try again later.');

export const http = (status: number, text: Texts, next: Texts = CLIENT): Entry => ({
  station: 'listen',
  http: status,
  fault: 'Client',
  level: 'info',
  who: 'consumer',
  text,
  next,
});

export const client = (station: Station, scsp: string, text: Texts, next: Texts = CORRECT): Entry => ({
  station,
  http: 500,
  fault: 'Client',
  scsp,
  level: 'info',
  who: 'consumer',
  text,
  next,
});
