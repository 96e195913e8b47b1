import { type Entry, type Texts, texts } from './entry.ts';

const refusal = (http: number, text: Texts, next: Texts): Entry => ({
  station: 'process',
  http,
  fault: 'Client',
  level: 'info',
  who: 'operator',
  text,
  next,
});

export const MIGRATION = {
  'migration.step': refusal(
    409,
    texts(
      "El pas {step} no és possible en l'estat {state}: cal {expected}.",
      'El paso {step} no es posible en el estado {state}: se necesita {expected}.',
      'The step {step} is not possible in state {state}: it takes {expected}.',
    ),
    texts(
      'Feu abans els passos que falten: comprovar, comparar, una part del trànsit, tot.',
      'Haga antes los pasos que faltan: comprobar, comparar, una parte del tráfico, todo.',
      'Take the missing steps first: check, compare, a share of the traffic, all.',
    ),
  ),
  'migration.not-accepted': refusal(
    409,
    texts(
      "La comprovació d'acceptació del servidor nou {endpoint} té problemes.",
      'La comprobación de aceptación del servidor nuevo {endpoint} tiene problemas.',
      'The acceptance check of the new server {endpoint} found problems.',
    ),
    texts(
      "Resoleu el que diu l'informe i repetiu la comprovació.",
      'Resuelva lo que dice el informe y repita la comprobación.',
      'Mend what the report says, and check again.',
    ),
  ),
  'migration.share': refusal(
    400,
    texts(
      'La part del trànsit ha de ser un enter entre 1 i 99, no {share}.',
      'La parte del tráfico debe ser un entero entre 1 y 99, no {share}.',
      'The share of the traffic must be a whole number from 1 to 99, not {share}.',
    ),
    texts(
      'Per passar-ho tot, useu el pas següent.',
      'Para pasarlo todo, use el paso siguiente.',
      'For all of it there is a step of its own.',
    ),
  ),
  'migration.differs': refusal(
    409,
    texts(
      'El servidor nou dona un resultat diferent en {results} consultes de prova.',
      'El servidor nuevo da un resultado distinto en {results} consultas de prueba.',
      'The new server gives another result in {results} test queries.',
    ),
    texts(
      'Corregiu el servidor nou i torneu a comparar.',
      'Corrija el servidor nuevo y vuelva a comparar.',
      'Correct the new server, and compare again.',
    ),
  ),
  'migration.unknown': refusal(
    404,
    texts(
      'No hi ha cap {kind} {id} al registre.',
      'No hay ningún {kind} {id} en el registro.',
      'The registry has no {kind} {id}.',
    ),
    texts("Reviseu l'identificador.", 'Revise el identificador.', 'Check the identifier.'),
  ),
} as const satisfies Readonly<Record<string, Entry>>;
