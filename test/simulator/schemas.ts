import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { readXml } from '../../src/base/xml/reader.ts';
import { type Element, elements } from '../../src/base/xml/tree.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/reference/aoc/xsd/', import.meta.url));

/** The platform's published schemas are kept beside the project, not in it. */
export const noSchemas: string | false = existsSync(FOLDER) ? false : 'the reference schemas are not here';

/** The two volants share a namespace and a root: a compiled schema knows one of them. */
export type Volant = 'VolanteEmpadronamiento.xsd' | 'VolanteConvivencia.xsd';

const compiled = new Map<string, XsdValidator>();

function validator(file: string, volant: Volant): XsdValidator {
  const name = `${file} ${volant}`;
  let found = compiled.get(name);
  if (!found) {
    xmlRegisterFsInputProviders();
    const text = readFileSync(FOLDER + file, 'utf8').replace('"VolanteEmpadronamiento.xsd"', `"${volant}"`);
    using schema = XmlDocument.fromString(text, { url: FOLDER + file });
    found = XsdValidator.fromDoc(schema);
    compiled.set(name, found);
  }
  return found;
}

/** Validates the answer, and the answer elements in it. @throws XmlValidateError */
export function validate(answer: string, volant: Volant = 'VolanteEmpadronamiento.xsd'): void {
  const doc = readXml(Buffer.from(answer), 'message');
  const check = (element: Element, file: string): void => {
    using part = XmlDocument.fromBuffer(doc.bytes.subarray(element.start, element.end));
    validator(file, volant).validate(part);
  };
  const walk = (element: Element): void => {
    if (element.local === 'Respuesta') check(element, 'pci3-respuesta.xsd');
    if (element.local === 'DatosEspecificos')
      for (const child of elements(element)) check(child, 'dadesEspecifiques.xsd');
    for (const child of elements(element)) walk(child);
  };
  walk(doc.root);
}
