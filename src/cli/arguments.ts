import { parseArgs } from 'node:util';
import { DocentError } from '../core/types/errors.ts';
import { OPTIONS, type Option, type OptionValues } from './options.ts';

export interface Arguments {
  readonly values: OptionValues;
  /** What stands between the options. */
  readonly positionals: readonly string[];
}

/**
 * Reads what was typed by the table of options.
 * @throws DocentError `usage`, in one line
 */
export function readArguments(args: readonly string[]): Arguments {
  const table: Readonly<Record<string, Option>> = OPTIONS;
  const options = Object.fromEntries(Object.entries(table).map(([name, { takes }]) => [name, { type: takes === null ? 'boolean' : 'string' } as const]));
  // Its own errors name its own rules; what it found says as much.
  const { tokens, positionals } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const values: Record<string, unknown> = Object.fromEntries(Object.entries(table).map(([name, { takes, many }]) => [name, takes === null ? false : many ? [] : null]));
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    const option = Object.hasOwn(table, name) && rawName.startsWith('--') ? table[name] : undefined;
    if (!option) throw usage(`Unknown option ${rawName}; see --help.`);
    if (option.takes === null && value !== undefined) throw usage(`${rawName} takes nothing; see --help.`);
    if (option.takes !== null && (!value || (!inlineValue && value.startsWith('--')))) throw usage(`${rawName} needs a value: ${rawName} ${option.takes}; see --help.`);
    const before = values[name];
    if (option.takes === null) values[name] = true;
    else if (Array.isArray(before)) values[name] = [...(before as readonly string[]), value];
    else if (before !== null) throw usage(`${rawName} was given twice; it takes one value.`);
    else values[name] = value;
  }
  return { values: values as OptionValues, positionals };
}

/** What was typed can't be done. */
export function usage(sentence: string): DocentError {
  return new DocentError('usage', sentence);
}
