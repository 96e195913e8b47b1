import type { Language } from '../../base/errors/refusal.ts';

/** What the statement says; `{issuer}` and `{contact}` are the deployment's. */
export interface StatementTexts {
  readonly title: string;
  readonly sections: readonly (readonly [heading: string, ...paragraphs: string[]])[];
  /** Where there is no address to write to. */
  readonly anywhere: string;
  readonly footer: string;
}

export const STATEMENT: Readonly<Record<Language, StatementTexts>> = {
  ca: {
    title: "Declaració d'accessibilitat",
    sections: [
      [
        'A què ens comprometem',
        "{issuer} vol que tothom pugui fer servir aquestes pàgines, tal com demana el Reial decret 1112/2018, de 7 de setembre. Aquesta declaració val per a les pàgines públiques de la passarel·la: els municipis integrats, la comprovació de documents i els formularis dels enllaços d'integració.",
      ],
      [
        'Nivell que es persegueix',
        "La norma és la WCAG 2.1, nivell AA (UNE-EN 301549). Les pàgines s'han fet seguint-la: es llegeixen sense ratolí, sense scripts i sense colors. Encara no les ha auditat ningú de fora, i per això no es declaren plenament conformes.",
      ],
      [
        'Si hi trobeu una barrera',
        'Digueu-nos-ho: quina pàgina era, què volíeu fer i què ho va impedir. Podeu demanar també la informació en un altre format o presentar una queixa. Escriviu a {contact}. La resposta arriba abans de vint dies hàbils.',
        "Si no us responem a temps, o la resposta no us convenç, podeu reclamar segons l'article 13 del Reial decret 1112/2018 davant de la unitat responsable d'accessibilitat de l'entitat.",
      ],
    ],
    anywhere: "l'oficina d'atenció de l'entitat",
    footer: 'Declaració feta per autoavaluació el 27 de novembre de 2026.',
  },
  es: {
    title: 'Declaración de accesibilidad',
    sections: [
      [
        'A qué nos comprometemos',
        '{issuer} quiere que todo el mundo pueda usar estas páginas, como pide el Real Decreto 1112/2018, de 7 de septiembre. Esta declaración vale para las páginas públicas de la pasarela: los municipios integrados, la comprobación de documentos y los formularios de los enlaces de integración.',
      ],
      [
        'Nivel que se persigue',
        'La norma es la WCAG 2.1, nivel AA (UNE-EN 301549). Las páginas se han hecho siguiéndola: se leen sin ratón, sin scripts y sin colores. Todavía no las ha auditado nadie de fuera, y por eso no se declaran plenamente conformes.',
      ],
      [
        'Si encuentra una barrera',
        'Díganoslo: qué página era, qué quería hacer y qué lo impidió. Puede pedir también la información en otro formato o presentar una queja. Escriba a {contact}. La respuesta llega antes de veinte días hábiles.',
        'Si no le respondemos a tiempo, o la respuesta no le convence, puede reclamar según el artículo 13 del Real Decreto 1112/2018 ante la unidad responsable de accesibilidad de la entidad.',
      ],
    ],
    anywhere: 'la oficina de atención de la entidad',
    footer: 'Declaración hecha por autoevaluación el 27 de noviembre de 2026.',
  },
  en: {
    title: 'Accessibility statement',
    sections: [
      [
        'What we commit to',
        '{issuer} wants everybody to be able to use these pages, as Royal Decree 1112/2018 of 7 September asks. This statement holds for the public pages of the gateway: the integrated municipalities, the check of documents, and the forms of integration links.',
      ],
      [
        'Level aimed at',
        'The standard is WCAG 2.1, level AA (EN 301549). The pages were made by it: they are read without a mouse, without scripts and without colours. Nobody from outside has audited them yet, so full conformance is not declared.',
      ],
      [
        'If you meet a barrier',
        'Tell us: which page it was, what you wanted to do, and what kept you from it. You can also ask for the information in another form, or complain. Write to {contact}. The answer comes within twenty working days.',
        "If we do not answer in time, or the answer does not satisfy you, you can claim by article 13 of Royal Decree 1112/2018 before the body's unit responsible for accessibility.",
      ],
    ],
    anywhere: "the body's public service desk",
    footer: 'Statement made by self-assessment on 27 November 2026.',
  },
};
