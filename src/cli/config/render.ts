import { type Config, OPTIONS } from '../../config/index.ts';

const width = 100;

/** A configuration as a YAML file that explains itself. */
export function renderConfig(config: Config): string {
  const lines = ['# Every option with the value in force. PADRO_* variables win over this file.'];
  let section = '';
  for (const option of OPTIONS) {
    const [group, name] = option.path.split('.') as [keyof Config, string];
    if (group !== section) lines.push('', `${group}:`);
    section = group;
    const value = (config[group] as Record<string, unknown>)[name];
    const unit = option.unit ? ` (${option.unit})` : '';
    lines.push(...wrap(`${option.description}${unit} [${option.variable}]`).map((line) => `  # ${line}`));
    lines.push(value === undefined ? `  # ${name}: ${option.example}` : `  ${name}: ${JSON.stringify(value)}`);
  }
  return `${lines.join('\n')}\n`;
}

function wrap(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    if (last !== '' && last.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
