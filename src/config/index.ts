export { CONFIG_FILE, ConfigError, loadConfig } from './load.ts';
export { defaultOf, OPTIONS, type Option } from './options.ts';
export { TOKEN_VARIABLE, tokenVariable, trustsAnyServer } from './remote.ts';
export { type Config, schema } from './schema.ts';
