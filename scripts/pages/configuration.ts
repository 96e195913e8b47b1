import { z } from 'zod';
import { defaultOf, OPTIONS, type Option } from '../../src/config/index.ts';
import { code, table } from './markdown.ts';

interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: JsonSchema;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

function typeOf({ type, path }: Option): string {
  const schema = z.toJSONSchema(type, { io: 'input' }) as JsonSchema;
  if (schema.enum) return schema.enum.map(code).join(', ');
  if (schema.type === 'array') return 'list of texts';
  if (schema.type === 'object') return 'table';
  if (schema.type === 'boolean') return '`true`, `false`';
  if (schema.type === 'integer') return `whole number, ${schema.minimum} to ${schema.maximum}`;
  if (schema.format === 'date-time') return 'time with zone, ISO 8601';
  if (schema.type === 'string') return schema.pattern ? `text, ${code(schema.pattern)}` : 'text';
  throw new Error(`${path}: a type that docs/configuration.md has no words for`);
}

function shownDefault(option: Option): string {
  const value = defaultOf(option);
  return value === undefined ? 'none' : code(JSON.stringify(value));
}

const row = (option: Option): string[] => [
  code(option.path),
  code(option.variable),
  typeOf(option),
  shownDefault(option),
  option.unit ?? '',
  code(option.example),
  option.description,
];

/** `docs/configuration.md`. */
export function configurationPage(command: string): string {
  const sections = [...new Set(OPTIONS.map(({ path }) => path.split('.')[0]!))];
  const head = ['Option', 'Variable', 'Type', 'Default', 'Unit', 'Example', 'What it does'];
  const chapters = sections.map((section) => {
    const own = OPTIONS.filter(({ path }) => path.startsWith(`${section}.`));
    return `## ${section}\n\n${table(head, own.map(row))}`;
  });
  return `# Configuration

<!-- Made from src/config/schema.ts by \`${command}\`. -->

Options of the process. They are read once, at the start, from \`padro-gateway.yaml\` (or the file of \`--config\`); a \`PADRO_*\`
variable wins over the file. An unknown option, a value of another type or half of a pair (key without certificate) stops the
start with one line for each. What changes while the gateway runs (consumers, municipalities, addresses) is in the registry.

    padro-gateway config print    # every option with the value in force: a complete file to start from
    padro-gateway config check    # opens everything that serve would open, and says what is wrong

${chapters.join('\n')}`;
}
