import * as z from 'zod';
import type { Known } from './check.ts';
import { fields } from './fields.ts';
import { findFrontMatter } from './frontMatter.ts';
import type { Range } from './read.ts';

/** What can stand in a place of the front matter; put there it replaces the text in the range. */
export interface Proposal extends Range {
  readonly label: string;
  readonly insert: string;
  /** A sentence on it; '' where its name says all. */
  readonly explanation: string;
}

interface Property {
  readonly type?: string;
  readonly description?: string;
  readonly examples?: readonly string[];
}

/** As the schema itself says it. */
const PROPERTIES: ReadonlyMap<string, Property> = new Map(Object.entries((z.toJSONSchema(fields).properties ?? {}) as Record<string, Property>));

/**
 * What can stand at an offset of an assistant's file. It goes by lines, since what is being typed is seldom whole YAML.
 * @param models finds the ids of models, which may take its time
 */
export async function complete(
  text: string,
  offset: number,
  known: Known,
  models: () => Promise<readonly string[]>,
): Promise<readonly Proposal[]> {
  const found = findFrontMatter(text);
  if (found.kind === 'missing' || offset < found.start || (found.kind === 'closed' && offset > found.end)) return [];
  const lines = text.slice(found.start, found.kind === 'closed' ? found.end : undefined).split(/\r?\n/);
  const above = text.slice(found.start, offset).split(/\r?\n/);
  const line = above.at(-1) ?? '';
  const proposals = (typed: string, values: readonly string[]) =>
    values.map((value) => ({ label: value, insert: value, explanation: '', start: offset - typed.length, end: offset }));

  if (/^\w*$/.test(line)) return keys(line, lines.filter((_, index) => index !== above.length - 1), offset);
  const item = /^\s*- +(\S*)$/.exec(line);
  if (item) {
    const from = above.findLastIndex((each) => /^\w+:/.test(each));
    const key = /^\w+/.exec(above[from] ?? '')?.[0] ?? '';
    const used = lines.slice(from + 1).map((each, index) => (from + 1 + index === above.length - 1 ? '' : each.replace(/^\s*- */, '').trim()));
    return isList(key) ? proposals(item[1] ?? '', listed(key, known).filter((value) => !used.includes(value))) : [];
  }
  const [, key = '', value = ''] = /^(\w+): +(.*)$/.exec(line) ?? [];
  if (!isList(key)) return /^\S*$/.test(value) ? proposals(value, key === 'model' ? await models() : examplesOf(key)) : [];
  const inline = /^\[(?:.*,)? *([^,\]]*)$/.exec(value);
  return inline ? proposals(inline[1] ?? '', listed(key, known).filter((each) => !value.includes(each))) : [];
}

function keys(typed: string, others: readonly string[], offset: number): readonly Proposal[] {
  return [...PROPERTIES]
    .filter(([key]) => !others.some((line) => line.startsWith(`${key}:`)))
    .map(([key, { type, description = '' }]) => ({
      label: key,
      explanation: description,
      start: offset - typed.length,
      end: offset,
      insert: `${key}:${type === 'array' ? '\n  - ' : type === 'object' ? '\n  ' : ' '}`,
    }));
}

function isList(key: string): boolean {
  return PROPERTIES.get(key)?.type === 'array';
}

function listed(key: string, { tools, vectorStores }: Known): readonly string[] {
  return [...new Set([...examplesOf(key), ...(key === 'tools' ? tools : vectorStores)])];
}

function examplesOf(key: string): readonly string[] {
  return PROPERTIES.get(key)?.examples ?? [];
}
