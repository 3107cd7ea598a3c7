import { t } from '@vscode/l10n';
import { isMap, isNode, isScalar, type Document } from 'yaml';
import type { $ZodIssue } from 'zod/v4/core';
import { LIMITS, NO_RESOURCES, type Assistant, type AssistantTool } from '../types/assistant.ts';
import type { ResponseFormat } from '../types/options.ts';
import { WORKSPACE } from '../types/vectorStore.ts';
import { fields, type Fields } from './fields.ts';
import { fromOthers } from './foreign.ts';
import { findFrontMatter } from './frontMatter.ts';
import { parseYaml } from './yaml.ts';

/** What an assistant's file says of it. */
export type AssistantContent = Omit<Assistant, 'id' | 'createdAt'>;

/** UTF-16 offsets in the file's text, end excluded. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Problem extends Range {
  /** One sentence. */
  readonly message: string;
  /** An assistant with an error can’t be used. */
  readonly severity: 'error' | 'warning';
}

export interface Reading {
  /** Null where there is an error. */
  readonly content: AssistantContent | null;
  readonly problems: readonly Problem[];
  /** Whether it says its name itself. */
  readonly hasName: boolean;
  /** The place of a value of the front matter, or of what is nearest above it. */
  rangeOf(path: readonly PropertyKey[]): Range;
}

/** Characters of front matter that are read: the YAML library takes seconds for a megabyte, and no assistant needs so much. */
const YAML_LENGTH = 65_536;

/**
 * Reads an assistant's file, also one that was written for another program. It never throws: what is wrong, or counts for nothing, is
 * a problem with its place.
 * @param name what it is called where it does not say; null: it has to say
 */
export function readAssistant(text: string, name: string | null = null): Reading {
  const found = findFrontMatter(text);
  const top: Range = { start: 0, end: /^.*/.exec(text)?.[0].length ?? 0 };
  const broken = (message: string, at = top): Reading => ({
    content: null,
    problems: [{ message, severity: 'error', ...at }],
    hasName: false,
    rangeOf: () => top,
  });
  if (found.kind === 'missing') return broken(t('There is no front matter: begin the file with a line ---, then name: My Assistant, then a line ---.'));
  if (found.kind === 'open') return broken(t('The front matter has no end: put a line --- below it.'));
  if (found.end - found.start > YAML_LENGTH) return broken(t('The front matter is too long: up to {0} characters are read.', YAML_LENGTH));

  const instructions = text.slice(found.body).replaceAll('\r\n', '\n').trim();
  const offset = (range: Range): Range => ({ start: range.start + found.start, end: range.end + found.start });
  try {
    const { document, error, isMended, place } = parseYaml(text.slice(found.start, found.end));
    const malformed = error && { said: firstSentence(error.message), at: offset({ start: error.start, end: Math.max(error.end, error.start + 1) }) };
    if (malformed && !isMended) return broken(t('This is no valid YAML: {0}.', malformed.said), malformed.at);
    const inText = ({ start, end }: Range): Range => offset({ start: place(start), end: place(end) });
    const rangeOf = (path: readonly PropertyKey[]) => {
      const range = rangeIn(document, path);
      if (!range) return top;
      // Of lists and texts over several lines the library counts in the line's end.
      const { start, end } = inText(range);
      return { start, end: start + text.slice(start, end).trimEnd().length };
    };
    const { values, hints } = fromOthers(valuesOf(document), name);
    const parsed = fields.safeParse(values);
    const problems = (parsed.error?.issues ?? []).flatMap((issue) => problemsOf(issue, document, rangeOf, inText));
    problems.push(...hints.map(({ key, message }): Problem => ({ message, severity: 'warning', ...rangeOf(key === null ? [] : [key]) })));
    if (malformed) problems.push({ message: t('This is no valid YAML: {0}. Each line is taken as it stands.', malformed.said), severity: 'warning', ...malformed.at });
    if (instructions.length > LIMITS.instructions) {
      problems.push({ message: t('The instructions are too long: up to {0} characters are taken.', LIMITS.instructions), severity: 'error', ...top });
    } else if (instructions === '') {
      problems.push({ message: t('The assistant has no instructions: write them below the front matter.'), severity: 'warning', ...top });
    }
    // What is unknown is said, and the rest counts all the same.
    const known = parsed.data ?? fields.strip().safeParse(values).data;
    const isUsable = known && problems.every(({ severity }) => severity === 'warning');
    return { content: isUsable ? contentOf(known, instructions) : null, problems, hasName: keyRange(document, 'name') !== null, rangeOf };
  } catch (error) {
    // Aliases without end, or nesting deeper than the stack.
    return broken(t('The front matter can’t be read: {0}.', error instanceof Error ? firstSentence(error.message) : String(error)));
  }
}

function problemsOf(
  issue: $ZodIssue,
  document: Document,
  rangeOf: (path: readonly PropertyKey[]) => Range,
  offset: (range: Range) => Range,
): Problem[] {
  if (issue.code !== 'unrecognized_keys') {
    const [key] = issue.path;
    return [{ message: saidOf(key, keyRange(document, String(key)) !== null, issue.message), severity: 'error', ...rangeOf(issue.path) }];
  }
  return issue.keys.map((key) => {
    const range = keyRange(document, key);
    const message = t('There is no key {0}; it counts for nothing. Known are {1}.', key, Object.keys(fields.shape).join(', '));
    return { message, severity: 'warning', ...(range ? offset(range) : rangeOf([])) };
  });
}

function saidOf(key: PropertyKey | undefined, isThere: boolean, message: string): string {
  if (key === undefined) return message;
  return isThere ? t('{0} can’t be this. {1}', String(key), message) : t('{0} is missing. {1}', String(key), message);
}

/** A key without a value, as when one is about to type it, says nothing. */
function valuesOf(document: Document): unknown {
  const values: unknown = document.toJS() ?? {};
  return isMap(document.contents) ? Object.fromEntries(Object.entries(values as object).filter(([, value]) => value !== null)) : values;
}

function keyRange({ contents }: Document, key: string): Range | null {
  const found = isMap(contents) ? contents.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key) : undefined;
  return isScalar(found?.key) ? toRange(found.key.range) : null;
}

function rangeIn(document: Document, path: readonly PropertyKey[]): Range | null {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    const range = isNode(node) ? toRange(node.range) : null;
    if (range && range.end > range.start) return range;
  }
  const [first] = path;
  return first === undefined ? null : keyRange(document, String(first));
}

function toRange(range: readonly [number, number, number] | null | undefined): Range | null {
  return range ? { start: range[0], end: range[1] } : null;
}

/** The library's messages go on with the place and the line itself. */
function firstSentence(message: string): string {
  return message.replace(/ at line \d+, column \d+:[^]*$/, '').trim();
}

function contentOf(known: Fields, instructions: string): AssistantContent {
  const tools = [...new Set(known.tools)].map(toolOf);
  const searches = tools.some(({ type }) => type === 'file_search');
  return {
    name: known.name,
    description: known.description ?? '',
    instructions,
    model: known.model ?? null,
    temperature: known.temperature ?? null,
    topP: known.top_p ?? null,
    reasoningEffort: known.reasoning_effort ?? null,
    responseFormat: formatOf(known.response_format),
    tools,
    metadata: known.metadata ?? {},
    suggestions: [...new Set(known.suggestions)],
    toolResources: { ...NO_RESOURCES, vectorStores: known.vector_stores ?? (searches ? [WORKSPACE] : []) },
  };
}

function toolOf(name: string): AssistantTool {
  if (name === 'file_search') return { type: 'file_search', maxResults: null, scoreThreshold: null };
  return name === 'code_interpreter' ? { type: 'code_interpreter' } : { type: 'editor', name };
}

function formatOf(format: Fields['response_format']): ResponseFormat {
  if (!format) return { type: 'text' };
  if (typeof format === 'string') return { type: format };
  const { name, description = null, schema = {}, strict = null } = format.json_schema;
  return { type: 'json_schema', name, description, schema, strict };
}
