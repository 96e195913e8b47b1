import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frontal } from '../base/request.ts';
import { escapeAttribute } from '../base/xml/escape.ts';

const FILES: Readonly<Record<Frontal, string>> = {
  sincron: 'Sincron.wsdl',
  asincron: 'Asincron.wsdl',
  asincronResposta: 'AsincronResposta.wsdl',
};

const PLACEHOLDER = '@@ADDRESS@@';

/**
 * Reads the WSDLs of the frontals and their schemas once, and gives the function that writes each with the address where this
 * deployment serves it. What is served stands alone, as the published one does: the schemas are inside `wsdl:types`,
 * and import one another by namespace only.
 *
 * @throws Error when a file is missing or is not written in the plain style of the folder `wsdl/`
 */
export function loadWsdls(folder: string): (frontal: Frontal, address: string) => string {
  const wsdls: Readonly<Record<Frontal, (address: string) => string>> = {
    sincron: loadWsdl(folder, FILES.sincron),
    asincron: loadWsdl(folder, FILES.asincron),
    asincronResposta: loadWsdl(folder, FILES.asincronResposta),
  };
  return (frontal, address) => wsdls[frontal](address);
}

/** The same of one file. @throws Error as `loadWsdls` */
export function loadWsdl(folder: string, file: string): (address: string) => string {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const texts = embedSchemas(read(file), read).split(PLACEHOLDER);
  return (address) => texts.join(escapeAttribute(address));
}

const TYPES = /(<wsdl:types>)([\s\S]*)(<\/wsdl:types>)/;
const IMPORT = /(<xs:import namespace="[^"]*") schemaLocation="([^"]*)"/g;
const INCLUDE = /\s*<xs:include schemaLocation="([^"]*)"\/>/g;

/** The content of `wsdl:types` gives way to every schema that it imports, directly or not, each once. */
function embedSchemas(wsdl: string, read: (name: string) => string): string {
  const schemas = new Map<string, string>();
  const embed = (name: string): void => {
    if (schemas.has(name)) return;
    const schema = inlineIncludes(bodyOf(read(name)), read);
    schemas.set(name, schema.replace(IMPORT, '$1'));
    for (const [, , imported] of schema.matchAll(IMPORT)) embed(imported!);
  };
  for (const [, , imported] of wsdl.matchAll(IMPORT)) embed(imported!);
  return wsdl.replace(TYPES, (_, open: string, __, close: string) => open + [...schemas.values()].join('') + close);
}

/** An included schema has no namespace of its own, so that its declarations can stand where it is included. */
function inlineIncludes(schema: string, read: (name: string) => string): string {
  return schema.replace(INCLUDE, (_, name: string) => {
    const content = /<xs:schema[^>]*>([\s\S]*)<\/xs:schema>/.exec(bodyOf(read(name)));
    if (!content) throw new Error(`${name}: not a schema`);
    return inlineIncludes(content[1]!, read);
  });
}

/** Without the XML declaration and the comments. */
const bodyOf = (xml: string): string => xml.replace(/<\?xml[^>]*\?>|<!--[\s\S]*?-->/g, '').trim();
