export { CONFIG_FILE, ConfigError, loadConfig } from './load.ts';
export { defaultOf, OPTIONS, type Option } from './options.ts';
export { type Config, schema } from './schema.ts';
