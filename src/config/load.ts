import { existsSync, readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { parseRule } from '../base/addresses.ts';
import { OPTIONS } from './options.ts';
import { TOKEN_VARIABLE, trustsAnyServer } from './remote.ts';
import { type Config, schema } from './schema.ts';

export const CONFIG_FILE = 'padro-gateway.yaml';

/** One line for each thing that is wrong with a configuration. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

type Section = Record<string, unknown>;

export interface Sources {
  /** YAML file; none: `padro-gateway.yaml` if it is there. */
  readonly file?: string | undefined;
  /** Sections in place of a file. */
  readonly base?: Readonly<Record<string, Section>>;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/**
 * The configuration from a YAML file with `PADRO_*` variables over it.
 *
 * @throws ConfigError
 */
export function loadConfig({ file, base, env = process.env }: Sources = {}): Config {
  const raw = base ? { ...base } : readFile(file);
  const problems = applyVariables(raw, env);
  if (trustsAnyServer(env)) {
    problems.push(
      'NODE_TLS_REJECT_UNAUTHORIZED=0 is set: it would switch off the check of every municipal server; unset it',
    );
  }
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`));
  }
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems);
  const config = parsed.data;
  problems.push(...pairs(config));
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** Options that only make sense together. */
function pairs(config: Config): string[] {
  const problems: string[] = [];
  const both = (a: string | undefined, b: string | undefined, names: string): void => {
    if ((a === undefined) !== (b === undefined)) problems.push(`${names}: give both or none`);
  };
  both(config.consumer.tlsKeyFile, config.consumer.tlsCertFile, 'consumer.tlsKeyFile, consumer.tlsCertFile');
  both(config.seal.keyFile, config.seal.certFile, 'seal.keyFile, seal.certFile');
  const { keyFile, nextKeyFile, nextCertFile, nextFrom } = config.seal;
  const next = [nextKeyFile, nextCertFile, nextFrom].filter((value) => value !== undefined);
  if (next.length > 0 && (next.length < 3 || keyFile === undefined)) {
    problems.push('seal.nextKeyFile, seal.nextCertFile, seal.nextFrom: give all three, beside seal.keyFile, or none');
  }
  if (config.limits.headersTimeoutMs > config.limits.requestTimeoutMs) {
    problems.push('limits.headersTimeoutMs: must not be more than limits.requestTimeoutMs');
  }
  if (config.lots.keepMs <= config.lots.deadlineMs) {
    problems.push('lots.keepMs: must be more than lots.deadlineMs, or answers would be deleted before they are there');
  }
  if ((config.idescat.url || config.search.enabled) && !config.seal.keyFile) {
    problems.push(
      "seal.keyFile: IDESCAT and searches are asked under the gateway's seal; give its key and certificate",
    );
  }
  if (config.oidc.issuer && !(config.oidc.clientId && config.management.origin)) {
    problems.push('oidc.issuer: give oidc.clientId, and management.origin, where the provider sends people back to');
  }
  problems.push(...unprotected(config.idescat));
  if (config.psis.mode !== 'off' && !config.psis.primary) problems.push('psis.primary: give the address of PSIS');
  for (const [name, rules] of [
    ['consumer.trustedProxies', config.consumer.trustedProxies],
    ['forward.allowPrivate', config.forward.allowPrivate],
    ['revocation.allowPrivate', config.revocation.allowPrivate],
    ['psis.allowPrivate', config.psis.allowPrivate],
    ['clock.allowPrivate', config.clock.allowPrivate],
    ['oidc.allowPrivate', config.oidc.allowPrivate],
  ] as const) {
    for (const rule of rules) problems.push(...problemOf(rule).map((problem) => `${name}: ${problem}`));
  }
  return problems;
}

/** In producció an answer needs a pinned key before it gets our seal (protocol section 8). */
function unprotected({ url, environment, caFile, pins }: Config['idescat']): string[] {
  if (!url || environment !== 'produccio') return [];
  if (url.startsWith('https:') && (caFile || pins.length > 0)) return [];
  return ['idescat.url: in produccio give an https address, and idescat.caFile or idescat.pins'];
}

function problemOf(rule: string): string[] {
  try {
    parseRule(rule);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

function readFile(file: string | undefined): Record<string, Section> {
  const path = file ?? CONFIG_FILE;
  if (!existsSync(path)) {
    if (file === undefined) return {};
    throw new ConfigError([`${path}: there is no such file`]);
  }
  let parsed: unknown;
  try {
    parsed = parseYaml(readFileSync(path, 'utf8')) ?? {};
  } catch (error) {
    throw new ConfigError([`${path}: ${(error as Error).message.split('\n')[0]}`]);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new ConfigError([`${path}: expected sections such as "consumer:"`]);
  }
  // A section whose options are all left out is null in YAML.
  return Object.fromEntries(Object.entries(parsed).map(([name, section]) => [name, section ?? {}]));
}

const BY_VARIABLE = new Map(OPTIONS.map((option) => [option.variable, option]));

function applyVariables(raw: Record<string, Section>, env: Readonly<Record<string, string | undefined>>): string[] {
  const problems: string[] = [];
  for (const [name, text] of Object.entries(env)) {
    if (!name.startsWith('PADRO_') || name === TOKEN_VARIABLE || text === undefined) continue;
    const option = BY_VARIABLE.get(name);
    if (!option) {
      problems.push(`${name}: there is no such option (padro-gateway config print lists them)`);
      continue;
    }
    const [section, key] = option.path.split('.') as [string, string];
    const group = raw[section] ?? {};
    raw[section] = typeof group === 'object' ? { ...group, [key]: readVariable(option.type, text) } : group;
  }
  return problems;
}

/** A variable is text; where the option is not, it is read as YAML. */
function readVariable(type: { safeParse(value: unknown): { success: boolean } }, text: string): unknown {
  if (type.safeParse(text).success) return text;
  try {
    return parseYaml(text);
  } catch {
    return text;
  }
}
