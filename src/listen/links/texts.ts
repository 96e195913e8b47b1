import type { Language } from '../../base/errors/refusal.ts';

type Key =
  | 'title'
  | 'once'
  | 'required'
  | 'optional'
  | 'document'
  | 'send'
  | 'mistake'
  | 'wrong'
  | 'received'
  | 'thanks'
  | 'sorry';

/** Words of the pages that links open. */
export const PAGE: Readonly<Record<Language, Readonly<Record<Key, string>>>> = {
  ca: {
    title: 'Padró en línia',
    once: "Aquest enllaç serveix una sola vegada: es gasta quan envieu el formulari, no quan l'obriu.",
    required: 'obligatori',
    optional: 'opcional',
    document: 'Conveni signat, en PDF de 10 MiB com a màxim',
    send: 'Envia',
    mistake: 'Cal corregir alguna cosa',
    wrong: 'Reviseu aquest camp.',
    received: 'Rebut',
    thanks: 'Gràcies: ho hem rebut. Us escriurem quan calgui alguna cosa més.',
    sorry: 'No pot ser',
  },
  es: {
    title: 'Padrón en línea',
    once: 'Este enlace sirve una sola vez: se gasta al enviar el formulario, no al abrirlo.',
    required: 'obligatorio',
    optional: 'opcional',
    document: 'Convenio firmado, en PDF de 10 MiB como máximo',
    send: 'Enviar',
    mistake: 'Hay que corregir algo',
    wrong: 'Revise este campo.',
    received: 'Recibido',
    thanks: 'Gracias: lo hemos recibido. Les escribiremos cuando haga falta algo más.',
    sorry: 'No puede ser',
  },
  en: {
    title: 'Online padró',
    once: 'This link works once: it is spent when you send the form, not when you open it.',
    required: 'required',
    optional: 'optional',
    document: 'Signed conveni, as a PDF of at most 10 MiB',
    send: 'Send',
    mistake: 'Something has to be corrected',
    wrong: 'Check this field.',
    received: 'Received',
    thanks: 'Thank you: we have received it. We will write to you when anything else is needed.',
    sorry: 'This cannot be',
  },
};
