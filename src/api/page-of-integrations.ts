import { accessibilityLink } from '../base/accessibility.ts';
import type { Language } from '../base/errors/refusal.ts';
import { escapeText } from '../base/xml/escape.ts';
import type { Registry } from '../registry/index.ts';
import type { Integrations } from './integrations.ts';
import { publicMunicipis } from './municipis.ts';

const TEXTS = {
  ca: {
    title: 'Municipis integrats al padró en línia',
    count: (n: number, all: number) => `${n} dels ${all} municipis hi responen.`,
    columns: ['Municipi', 'Codi INE', 'Des de'],
    none: 'Encara no n’hi ha cap.',
    data: 'Les dades, per a programes:',
    names: 'Noms dels municipis:',
  },
  es: {
    title: 'Municipios integrados en el padrón en línea',
    count: (n: number, all: number) => `${n} de los ${all} municipios responden.`,
    columns: ['Municipio', 'Código INE', 'Desde'],
    none: 'Todavía no hay ninguno.',
    data: 'Los datos, para programas:',
    names: 'Nombres de los municipios:',
  },
  en: {
    title: 'Municipalities integrated in the padró en línia',
    count: (n: number, all: number) => `${n} of the ${all} municipalities answer.`,
    columns: ['Municipality', 'INE code', 'Since'],
    none: 'There is none yet.',
    data: 'The data, for programs:',
    names: 'Names of the municipalities:',
  },
} as const;

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}td,th{text-align:left;padding:.25rem 1rem .25rem 0}';

/** Whose the names of municipalities are, as their licence wants. */
const CREDIT =
  '© <span lang="es">Instituto Geográfico Nacional</span>, <a href="https://creativecommons.org/licenses/by/4.0/">CC-BY 4.0</a>';

/** Who is integrated, as a page for everybody: `?lang=ca|es|en`. */
export function integrationsPage(registry: Registry, integrations: Integrations, language: Language): string {
  const texts = TEXTS[language];
  const all = publicMunicipis(registry, integrations);
  const integrated = all.filter(({ state }) => state === 'integrated');
  const rows = integrated.map(({ name, ine, since }) => {
    const day = since?.slice(0, 10) ?? '';
    return `<tr><th scope="row">${escapeText(name)}</th><td>${escapeText(ine)}</td><td><time>${day}</time></td></tr>`;
  });
  const head = texts.columns.map((column) => `<th scope="col">${column}</th>`).join('');
  const table = `<table><caption>${texts.title}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
  const languages = (Object.keys(TEXTS) as Language[])
    .map((other) => `<a href="?lang=${other}" lang="${other}" hreflang="${other}">${other}</a>`)
    .join(' · ');
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${texts.title}</title><style>${STYLE}</style></head><body><nav aria-label="Llengua">${languages}</nav><main><h1>${texts.title}</h1><p>${texts.count(integrated.length, all.length)}</p>${rows.length > 0 ? table : `<p>${texts.none}</p>`}<p>${texts.data} <a href="/api/v1/municipis">/api/v1/municipis</a> · <a href="/api/v1/openapi.json">OpenAPI</a></p></main><footer><p>${texts.names} ${CREDIT}</p><p>${accessibilityLink(language)}</p></footer></body></html>`;
}
