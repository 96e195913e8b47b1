import { type Texts, texts } from '../../base/errors/catalogue/entry.ts';
import { ANSWERS } from './answers.ts';
import { CONNECTION } from './connection.ts';
import type { FindingText } from './entry.ts';

/** Everything that a check may find wrong, by its code: the check's name, a dot, what. */
export const FINDINGS = { ...CONNECTION, ...ANSWERS } as const satisfies Readonly<Record<string, FindingText>>;

export type FindingCode = keyof typeof FINDINGS;

/** The checks, in their order, and what each looks at. */
export const CHECKS = {
  name: texts('Nom i adreça', 'Nombre y dirección', 'Name and address'),
  port: texts('Ports', 'Puertos', 'Ports'),
  tls: texts('Versions de TLS', 'Versiones de TLS', 'TLS versions'),
  certificate: texts('Certificat i clau', 'Certificado y clave', 'Certificate and key'),
  clock: texts('Rellotge', 'Reloj', 'Clock'),
  wsdl: texts('WSDL', 'WSDL', 'WSDL'),
  people: texts('Persones de prova', 'Personas de prueba', 'Test people'),
  answer: texts('Respostes, camp per camp', 'Respuestas, campo por campo', 'Answers, field by field'),
  unknown: texts('Persona que no consta', 'Persona que no consta', 'Person who is not registered'),
  signature: texts('Signatura incorrecta', 'Firma incorrecta', 'Bad signature'),
  signed: texts('Respostes signades', 'Respuestas firmadas', 'Signed answers'),
  latency: texts('Temps de resposta', 'Tiempo de respuesta', 'Response time'),
  load: texts('Consultes alhora', 'Consultas a la vez', 'Queries at once'),
} as const satisfies Readonly<Record<string, Texts>>;

export type CheckName = keyof typeof CHECKS;

export const LEVELS = {
  ok: texts('correcte', 'correcto', 'ok'),
  warning: texts('avís', 'aviso', 'warning'),
  problem: texts('problema', 'problema', 'problem'),
} as const;

export const WORDS = {
  title: texts("Comprovació d'acceptació", 'Comprobación de aceptación', 'Acceptance check'),
  verdict: texts('Resultat', 'Resultado', 'Result'),
  accepted: texts('acceptat', 'aceptado', 'accepted'),
  refused: texts('no acceptat', 'no aceptado', 'not accepted'),
  target: texts('Servidor', 'Servidor', 'Server'),
  environment: texts('Entorn', 'Entorno', 'Environment'),
  municipalities: texts('Municipis', 'Municipios', 'Municipalities'),
  at: texts('Data', 'Fecha', 'Date'),
  check: texts('Comprovació', 'Comprobación', 'Check'),
  seen: texts("El que s'ha vist", 'Lo que se ha visto', 'What was seen'),
  cause: texts('Causa', 'Causa', 'Cause'),
  remedy: texts('Què cal fer', 'Qué hay que hacer', 'What to do'),
} as const;
