import { readFileSync } from 'node:fs';
import { XmlBufferInputProvider, XmlDocument, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { NS } from '../../../src/base/namespaces.ts';

const memory = new XmlBufferInputProvider({});
xmlRegisterFsInputProviders();
xmlRegisterInputProvider(memory);

export const WSDL = new URL('../../../wsdl/', import.meta.url);
/** The published interface files; tests that read them are skipped where they are not at hand. */
export const PUBLISHED = new URL('../../../../shared/reference/aoc/', import.meta.url);

/** What libxml2 says against a document; undefined when it is valid. */
export type Judge = (xml: string) => string | undefined;

/** @throws Error when the schema does not compile */
export function judge(schema: string, url: string): Judge {
  const source = XmlDocument.fromString(schema, { url });
  const validator = XsdValidator.fromDoc(source);
  source.dispose();
  return (xml) => {
    const doc = XmlDocument.fromString(xml);
    try {
      validator.validate(doc);
      return undefined;
    } catch (error) {
      return String(error);
    } finally {
      doc.dispose();
    }
  };
}

export const judgeFile = (url: URL): Judge => judge(readFileSync(url, 'utf8'), url.href);

/** A judge of several namespaces at once, each from a file of the folder; `extra` goes into the driving schema. */
export function judgeAll(files: Readonly<Record<string, string>>, extra = '', folder = WSDL): Judge {
  const imports = Object.entries(files).map(([ns, file]) => `<xs:import namespace="${ns}" schemaLocation="${file}"/>`);
  const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${NS.openuri}" elementFormDefault="qualified">${imports.join('')}${extra}</xs:schema>`;
  return judge(schema, new URL('driver.xsd', folder).href);
}

/** Of a whole `procesa`, with its DatosEspecificos typed: what the gateway accepts. */
export const judgePeticion = (): Judge =>
  judgeAll(
    { [NS.peticion]: 'peticion-padro.xsd' },
    `<xs:element name="procesa"><xs:complexType><xs:sequence>
      <xs:element xmlns:pet="${NS.peticion}" ref="pet:Peticion"/></xs:sequence></xs:complexType></xs:element>`,
  );

let wsdls = 0;

/** A judge made only of the schemas inside a WSDL, which import one another by namespace. */
export function judgeWsdl(wsdl: string): Judge {
  const schemas = wsdl.match(/<xs:schema[\s\S]*?<\/xs:schema>/g) ?? [];
  const id = `wsdl${wsdls++}`;
  const places = schemas.map((schema, i) => [/targetNamespace="([^"]*)"/.exec(schema)![1]!, `${id}-${i}.xsd`] as const);
  const byNamespace = new Map(places);
  const located = schemas.map((schema) =>
    schema.replace(/<xs:import namespace="([^"]*)"\/>/g, (_, ns: string) => {
      return `<xs:import namespace="${ns}" schemaLocation="${byNamespace.get(ns)}"/>`;
    }),
  );
  for (const [i, schema] of located.entries()) memory.addBuffer(`${id}-${i}.xsd`, Buffer.from(schema));
  return judge(located[0]!, `${id}-0.xsd`);
}
