import { type Block, facts, heading, type Paper, text } from '../paper/paper.ts';
import type { Address, Person, Volant } from './volant.ts';

/** How a volant can be checked by whoever holds it. */
export interface Check {
  readonly code: string;
  /** Address of the check page. */
  readonly url: string;
}

/** What is asked decides the title; modalitats that give no volant are a plain answer. */
const TITLES: Readonly<Record<string, string>> = {
  TITULAR: "Volant d'empadronament",
  TITULAR_PDF: "Volant d'empadronament",
  TITULAR_PROPI: "Volant d'empadronament",
  TITULAR_IDESCAT: "Volant d'empadronament",
  CONVIVENTS: 'Volant de convivència',
  CONVIVENTS_PDF: 'Volant de convivència',
  CONVIVENTS_PROPI: 'Volant de convivència',
};

/** A volant is of somebody: an answer that knows nobody has no such title. */
export const titleOf = ({ modalitat, content }: Volant): string =>
  (content.person && TITLES[modalitat]) ?? 'Resposta del padró';

const RESULTS: Readonly<Record<string, string>> = {
  0: 'No coincideix',
  1: 'Consta al padró',
  2: 'No consta al padró',
  3: 'Error',
  4: 'Municipi no adherit',
};
const SOURCES: Readonly<Record<string, string>> = {
  PADRON: "Padró municipal d'habitants (PADRON)",
  IDESCAT: "Registre de població de Catalunya, Institut d'Estadística de Catalunya (IDESCAT)",
};
const CONSENTS: Readonly<Record<string, string>> = {
  Si: 'Amb el consentiment de la persona interessada',
  Ley: 'Habilitada per una llei',
  NoOpo: 'Sense oposició de la persona interessada',
};
/** Codes of kinds of way, as the INE's street file abbreviates them. */
const WAYS: Readonly<Record<string, string>> = {
  AV: 'Avinguda',
  AVDA: 'Avinguda',
  BARRI: 'Barri',
  C: 'Carrer',
  CALLE: 'Carrer',
  CL: 'Carrer',
  CR: 'Carretera',
  CTRA: 'Carretera',
  CAMI: 'Camí',
  CM: 'Camí',
  PG: 'Passeig',
  PL: 'Plaça',
  PS: 'Passeig',
  PZ: 'Plaça',
  PZA: 'Plaça',
  PTGE: 'Passatge',
  RBLA: 'Rambla',
  RD: 'Ronda',
  TR: 'Travessera',
  UR: 'Urbanització',
  URB: 'Urbanització',
};

const NOT_GIVEN = '—';
const MONTHS = 'gener febrer març abril maig juny juliol agost setembre octubre novembre desembre'.split(' ');

/** The document in Catalan, for one person or a household. `issuedOn` is `YYYY-MM-DD`, the day in Catalonia. */
export function volantPaper(volant: Volant, check: Check, issuer: string, issuedOn: string): Paper {
  const { content, municipality, incident, idPeticion } = volant;
  const where = municipality && `${municipality.name ?? 'Municipi'} (codi INE ${municipality.ine})`;
  return {
    language: 'ca',
    issuer,
    title: titleOf(volant),
    ...(where ? { subtitle: where } : {}),
    blocks: [
      text(
        `Document obtingut del servei de padró en línia el ${inWords(issuedOn)}. Conté el que ha respost la font que s'hi ` +
          "indica, i prova únicament el que hi consta a la data d'expedició.",
      ),
      heading('Persona'),
      facts([
        ...(content.person ? personFacts(content.person) : [['Document consultat', content.documentacion] as const]),
        ...(content.address ? [['Domicili', addressLine(content.address)] as const] : []),
        ...(content.household === undefined ? [] : [['Persones que hi conviuen', String(content.household)] as const]),
        ['Resultat', RESULTS[content.resultado] ?? (content.resultado || NOT_GIVEN)],
        ['Font', SOURCES[content.fuente] ?? (content.fuente || NOT_GIVEN)],
      ]),
      ...household(volant),
      heading('Consulta'),
      facts([
        ['Organisme que la demana', `${volant.requester.name} (${volant.requester.ens})`],
        ['Personal que la demana', volant.requester.official],
        ['Finalitat o procediment', volant.purpose],
        ['Base', CONSENTS[volant.consent] ?? volant.consent],
        ...(content.numExpediente ? [['Expedient', content.numExpediente] as const] : []),
        ["Data d'expedició", inWords(issuedOn)],
      ]),
      checkBox(check),
    ],
    footer: `Petició ${idPeticion} · Incidència ${incident}`,
  };
}

function personFacts({ name, documentacion, born, since }: Person): (readonly [string, string])[] {
  return [
    ['Nom i cognoms', name],
    ["Document d'identitat", documentacion],
    ['Data de naixement', day(born)],
    ["Data d'alta al padró", day(since)],
  ];
}

function household({ content, modalitat }: Volant): Block[] {
  const { companions, person } = content;
  if (!person || !TITLES[modalitat]?.includes('convivència')) return [];
  const rows = [person, ...companions].map(({ name, documentacion, born }, index) => [
    String(index + 1),
    name,
    documentacion || NOT_GIVEN,
    day(born),
  ]);
  return [
    heading('Persones empadronades al domicili'),
    { kind: 'table', columns: ['Núm.', 'Nom i cognoms', 'Document', 'Naixement'], rows, widths: [40, '*', 110, 80] },
  ];
}

const checkBox = ({ code, url }: Check): Block => ({
  kind: 'box',
  title: 'Codi de verificació',
  strong: code,
  lines: [
    `Podeu comprovar que aquest document és autèntic a ${url}, amb el codi o amb el fitxer.`,
    'Porta el segell electrònic de qui l’expedeix (PAdES): en paper, només val si el codi es comprova.',
  ],
});

export function addressLine(address: Address): string {
  const { tipoVia, via, numero, kilometro, bloque, portal, escalera, planta, puerta, codigoPostal } = address;
  const kind = tipoVia && (WAYS[tipoVia.toUpperCase()] ?? tipoVia);
  const named = (label: string, value: string | undefined): string | undefined => value && `${label} ${value}`;
  const parts = [
    [kind, via].filter(Boolean).join(' '),
    numero || undefined,
    named('km', kilometro),
    named('bloc', bloque),
    named('portal', portal),
    named('escala', escalera),
    named('planta', planta),
    named('porta', puerta),
    codigoPostal,
  ];
  return parts.filter(Boolean).join(', ');
}

/** `19800101` as `01/01/1980`; another text as it is. */
function day(text: string | undefined): string {
  const found = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text ?? '');
  return found ? `${found[3]}/${found[2]}/${found[1]}` : text || NOT_GIVEN;
}

/** `2026-04-03` as `3 d'abril de 2026`. */
export function inWords(date: string): string {
  const [year, month, dayOfMonth] = date.split('-').map(Number) as [number, number, number];
  const name = MONTHS[month - 1]!;
  return `${dayOfMonth} ${/^[ao]/.test(name) ? "d'" : 'de '}${name} de ${year}`;
}
