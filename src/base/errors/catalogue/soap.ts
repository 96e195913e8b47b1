import { CORRECT, type Entry, http, texts } from './entry.ts';

/** Of the registry's SOAP face. */
export const SOAP = {
  'soap.operation': http(
    500,
    texts(
      'No hi ha cap operació {operation}: {expected}.',
      'No hay ninguna operación {operation}: {expected}.',
      'There is no operation {operation}: {expected}.',
    ),
    CORRECT,
  ),
  'soap.field': http(
    500,
    texts(
      'El camp {path} no és correcte: {expected}.',
      'El campo {path} no es correcto: {expected}.',
      'The field {path} is not right: {expected}.',
    ),
    CORRECT,
  ),
  'soap.municipi': http(
    500,
    texts(
      'No hi ha cap municipi de Catalunya amb el codi {municipi}.',
      'No hay ningún municipio de Cataluña con el código {municipi}.',
      'There is no municipality of Catalonia with the code {municipi}.',
    ),
    CORRECT,
  ),
} satisfies Record<string, Entry>;
