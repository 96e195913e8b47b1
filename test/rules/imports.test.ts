import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { at, type Import, importsOf, read, sources, withoutComments } from './sources.ts';

/** Stations of the path, and what seals its answers: none knows another. */
const STATIONS = ['listen', 'admit', 'parse', 'verify', 'authorise', 'route', 'forward', 'seal', 'record'];

/**
 * What each folder of `src/`, and each file that stands alone there, may import besides itself and the modules of Node.
 * `*` is everything: only the composition root and the commands see every folder.
 */
const MAY: Readonly<Record<string, readonly string[] | '*'>> = {
  ...Object.fromEntries(STATIONS.map((station) => [station, ['base', 'config']])),
  base: [],
  config: ['base'],
  outbound: ['base'],
  documents: ['base', 'config'],
  access: ['base'],
  api: ['access', 'base', 'registry'],
  // A face of the path, as `api` is one of the registry: stations of its own, and what they read and write.
  rest: ['base'],
  notices: ['base', 'config'],
  registry: ['base', 'config', 'notices'],
  jobs: ['base', 'config'],
  store: ['access', 'base', 'config', 'check', 'documents', 'jobs', 'notices', 'record', 'registry'],
  check: ['base', 'config', 'registry'],
  simulator: ['base'],
  pki: ['base'],
  cli: '*',
  'path.ts': ['base'],
  'compose.ts': '*',
  'main.ts': ['base', 'cli'],
};

/** The one folder through which each package enters (two, with a reason). Express has its own rule, and zod may be anywhere. */
const ENTERS: Readonly<Record<string, string | readonly string[]>> = {
  // `seal` writes ASN.1 where its key is, `verify` reads it (ADR 0008).
  asn1js: ['seal', 'verify'],
  'better-sqlite3': 'store',
  cockatiel: 'forward',
  express: ['api', 'documents', 'listen'],
  helmet: 'listen',
  'http-proxy': 'forward',
  'ip-range-check': 'admit',
  jose: 'verify',
  kysely: 'store',
  nodemailer: 'notices',
  'node-forge': 'pki',
  pdfkit: 'documents',
  pg: 'store',
  pino: 'record',
  pkijs: ['seal', 'verify'],
  'prom-client': 'record',
  'rate-limiter-flexible': 'route',
  undici: 'outbound',
  'xml-crypto': 'cli',
  yaml: 'config',
};

const files = sources();
const imports = files.flatMap((file) => importsOf(file));

/** Folder of `src/` that a file is in, or the file itself where it stands alone. */
const placeOf = (file: string): string => file.split('/')[1]!.replace(/^compose-[a-z]+\.ts$/, 'compose.ts');
const isOurs = (found: Import): found is Import & { file: string } => found.file !== undefined;
const ours = imports.filter(isOurs);
const crossing = ours.filter(({ from, file }) => placeOf(from) !== placeOf(file));
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
const foreign = imports.filter((found) => !isOurs(found) && !found.specifier.startsWith('node:'));

describe('imports', () => {
  it('are found by these tests in every form', () => {
    const code = `import a from './a.ts';\nimport {\n  type B,\n} from '../b/index.ts';\nexport * from './c.ts';
      import './d.ts';\nconst e = await import('./e.ts');\n// import f from './f.ts';\n/* import './g.ts' */`;
    const found = importsOf('src/x/y.ts', code).map(({ line, file }) => `${line} ${file}`);
    assert.deepEqual(found, ['1 src/x/a.ts', '2 src/b/index.ts', '5 src/x/c.ts', '6 src/x/d.ts', '7 src/x/e.ts']);
  });

  it('lead to files of src', () => {
    assert.deepEqual(ours.filter(({ file }) => !files.includes(file)).map(at), []);
  });

  it('come from places that these rules know', () => {
    assert.deepEqual([...new Set(files.map(placeOf))].filter((place) => !Object.hasOwn(MAY, place)).sort(), []);
    assert.deepEqual(
      Object.keys(MAY).filter((place) => !files.some((file) => placeOf(file) === place)),
      [],
    );
  });

  it('go only where the folder may look', () => {
    const wrong = crossing.filter(({ from, file }) => {
      const may = MAY[placeOf(from)]!;
      return may !== '*' && !may.includes(placeOf(file));
    });
    assert.deepEqual(wrong.map(at), []);
  });

  it("enter another folder through its index.ts, base's and config's files aside", () => {
    const open = new Set(['base', 'config', 'compose.ts', 'path.ts']);
    const entry = (file: string): boolean => file === `src/${placeOf(file)}/index.ts`;
    const runsCommands = ({ from, file }: { from: string; file: string }): boolean =>
      from === 'src/main.ts' && file === 'src/cli/run.ts';
    const wrong = crossing.filter((found) => !open.has(placeOf(found.file)) && !entry(found.file));
    assert.deepEqual(wrong.filter((found) => !runsCommands(found)).map(at), []);
  });

  it('of the composition root are for main.ts and the commands', () => {
    const wrong = crossing.filter(
      ({ from, file }) => file === 'src/compose.ts' && !/^(main\.ts|cli)$/.test(placeOf(from)),
    );
    assert.deepEqual(wrong.map(at), []);
  });

  it('make no circle between files', () => {
    const next = new Map(
      files.map((file) => [file, ours.filter(({ from }) => from === file).map(({ file: to }) => to)]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, above: readonly string[]): void => {
      const since = above.indexOf(file);
      if (since >= 0) circles.push([...above.slice(since), file].join(' → '));
      if (since >= 0 || done.has(file)) return;
      for (const to of next.get(file) ?? []) visit(to, [...above, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    assert.deepEqual(circles, []);
  });
});

describe('packages', () => {
  it('each enter by one folder', () => {
    const wrong = foreign.filter(({ from, specifier }) => {
      const name = packageOf(specifier);
      return name !== 'zod' && ![ENTERS[name]].flat().includes(placeOf(from));
    });
    assert.deepEqual(wrong.map(at), []);
  });

  it('are the dependencies of package.json, no more and no fewer', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    const used = [...new Set(foreign.map(({ specifier }) => packageOf(specifier)))].sort();
    assert.deepEqual(used, Object.keys(dependencies).sort());
  });

  it('of Node are named with node:', async () => {
    const { builtinModules } = await import('node:module');
    assert.deepEqual(foreign.filter(({ specifier }) => builtinModules.includes(specifier)).map(at), []);
  });
});

/** Where something may stand in the code of `src/`, and the pattern that finds it. */
const ONLY: readonly (readonly [what: string, pattern: RegExp, place: RegExp])[] = [
  ['variables of the process', /\bprocess\.env\b|\benv\b[^;=]*=\s*process\b/g, /^src\/config\//],
  [
    'the clock and randomness',
    /\bDate\.now\b|\bnew Date\(\s*\)|(?<!new )\bDate\(\s*\)|\bperformance\.now\b|\bprocess\.hrtime\b|\bMath\.random\b|\brandom(?:Bytes|UUID|Int|FillSync|Fill)\b|\bgetRandomValues\b/g,
    /^src\/base\/clock\.ts$/,
  ],
];

describe('what comes from outside', () => {
  for (const [what, pattern, place] of ONLY) {
    it(`${what}: only in ${place.source.replace(/[\^$\\]/g, '')}`, () => {
      const wrong = files
        .filter((file) => !place.test(file))
        .flatMap((file) => {
          const code = withoutComments(read(file));
          const lineOf = (index: number): number => code.slice(0, index).split('\n').length;
          return [...code.matchAll(pattern)].map((found) => `${file}:${lineOf(found.index)} ${found[0]}`);
        });
      assert.deepEqual(wrong, []);
    });
  }
});
