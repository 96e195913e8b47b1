import type { Language } from '../../base/errors/refusal.ts';

/** What the check page says. */
export interface VerificationTexts {
  readonly title: string;
  readonly intro: string;
  readonly code: string;
  readonly file: string;
  readonly send: string;
  readonly result: string;
  readonly issued: string;
  readonly same: string;
  readonly changed: string;
  readonly unknown: string;
  readonly unreadable: string;
  readonly busy: string;
  readonly document: string;
  readonly date: string;
  readonly ens: string;
  readonly hash: string;
  readonly footer: string;
}

export const TEXTS: Readonly<Record<Language, VerificationTexts>> = {
  ca: {
    title: 'Comprovació de documents',
    intro:
      "Comproveu si un document l'ha expedit aquesta passarel·la. Escriviu el codi de verificació que porta imprès, trieu el fitxer PDF, o feu totes dues coses. El fitxer no es desa, i el resultat no diu res de cap persona.",
    code: 'Codi de verificació (20 lletres i xifres)',
    file: 'Fitxer PDF',
    send: 'Comprova',
    result: 'Resultat',
    issued: 'Aquest document va ser expedit per aquesta passarel·la.',
    same: 'El fitxer és exactament el que es va expedir.',
    changed: "El codi és d'un document expedit, però aquest fitxer no és el que es va expedir: no us en refieu.",
    unknown: 'No consta cap document expedit amb aquestes dades, o ja ha passat el temps en què es podia comprovar.',
    unreadable: 'Cal un codi de vint lletres i xifres, o un fitxer.',
    busy: "Massa comprovacions des d'aquesta adreça. Torneu-ho a provar d'aquí a un minut.",
    document: 'Document',
    date: "Data d'expedició",
    ens: 'Expedit per a',
    hash: 'Empremta SHA-256 del fitxer',
    footer: 'Compareu sempre el contingut del document que teniu amb el que us han presentat.',
  },
  es: {
    title: 'Comprobación de documentos',
    intro:
      'Compruebe si un documento lo ha expedido esta pasarela. Escriba el código de verificación que lleva impreso, elija el fichero PDF, o haga ambas cosas. El fichero no se guarda, y el resultado no dice nada de ninguna persona.',
    code: 'Código de verificación (20 letras y cifras)',
    file: 'Fichero PDF',
    send: 'Comprobar',
    result: 'Resultado',
    issued: 'Este documento fue expedido por esta pasarela.',
    same: 'El fichero es exactamente el que se expidió.',
    changed: 'El código es de un documento expedido, pero este fichero no es el que se expidió: no se fíe de él.',
    unknown: 'No consta ningún documento expedido con estos datos, o ya ha pasado el tiempo en que se podía comprobar.',
    unreadable: 'Hace falta un código de veinte letras y cifras, o un fichero.',
    busy: 'Demasiadas comprobaciones desde esta dirección. Vuelva a intentarlo dentro de un minuto.',
    document: 'Documento',
    date: 'Fecha de expedición',
    ens: 'Expedido para',
    hash: 'Huella SHA-256 del fichero',
    footer: 'Compare siempre el contenido del documento que tiene con el que le han presentado.',
  },
  en: {
    title: 'Check a document',
    intro:
      'See whether a document was issued by this gateway. Type the verification code that is printed on it, choose the PDF file, or do both. The file is not kept, and the result says nothing of any person.',
    code: 'Verification code (20 letters and digits)',
    file: 'PDF file',
    send: 'Check',
    result: 'Result',
    issued: 'This document was issued by this gateway.',
    same: 'The file is exactly the one that was issued.',
    changed:
      'The code is of a document that was issued, but this file is not the one that was issued: do not rely on it.',
    unknown: 'No document is known by this, or the time in which it could be checked has passed.',
    unreadable: 'A code of twenty letters and digits is needed, or a file.',
    busy: 'Too many checks from this address. Try again in a minute.',
    document: 'Document',
    date: 'Issued on',
    ens: 'Issued for',
    hash: 'SHA-256 of the file',
    footer: 'Always compare what the document says with what you were shown.',
  },
};
