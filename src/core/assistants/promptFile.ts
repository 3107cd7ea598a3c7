import { findFrontMatter } from './frontMatter.ts';
import { parseYaml } from './yaml.ts';

/** A prompt that a workspace keeps in a file, `NAME.prompt.md`, as the editor's own chat reads them. */
export interface PromptFile {
  /** What is typed for it. */
  readonly name: string;
  readonly description: string;
  /** With its variables, such as `${selection}`, as they were written. */
  readonly text: string;
}

/** Nobody describes a prompt in more characters; what is longer is no front matter of one. */
const FRONT_MATTER_LENGTH = 16_384;

/** Reads such a file; front matter that can't be read counts for nothing. @param file its name, without folders */
export function readPromptFile(file: string, text: string): PromptFile {
  const matter = findFrontMatter(text);
  const isClosed = matter.kind === 'closed' && matter.end - matter.start <= FRONT_MATTER_LENGTH;
  const { name, description } = isClosed ? valuesIn(text.slice(matter.start, matter.end)) : {};
  const body = matter.kind === 'closed' ? text.slice(matter.body) : text;
  return {
    name: word(name) || word(file.replace(/(\.prompt)?\.md$/i, '')) || 'prompt',
    description: typeof description === 'string' ? description.trim() : '',
    text: body.replaceAll('\r\n', '\n').trim(),
  };
}

function valuesIn(yaml: string): { readonly name?: unknown; readonly description?: unknown } {
  try {
    const { document, error, isMended } = parseYaml(yaml);
    const values: unknown = error && !isMended ? null : document.toJS();
    return typeof values === 'object' && values !== null ? values : {};
  } catch {
    // Aliases without end, or nesting deeper than the stack.
    return {};
  }
}

/** What is typed has no blanks in it. */
function word(name: unknown): string {
  return typeof name === 'string' ? name.trim().replace(/\s+/g, '-') : '';
}

/** What stands for something that is known only when the prompt is used: `${name}`, `${input:topic}`, `${input:topic:What about?}`. */
const VARIABLE = /\$\{(\w+)(?::([\w-]+)(?::([^}]*))?)?\}/g;

export interface PromptInput {
  readonly name: string;
  /** What may be put in; '' where the prompt does not say. */
  readonly placeholder: string;
}

/** What a prompt asks of its user, in its order, each once. */
export function inputsOf(text: string): readonly PromptInput[] {
  const inputs = new Map<string, PromptInput>();
  for (const [, variable, name, placeholder = ''] of text.matchAll(VARIABLE)) {
    if (variable === 'input' && name && !inputs.has(name)) inputs.set(name, { name, placeholder });
  }
  return [...inputs.values()];
}

/** Names of variables that stand for what is in front in the editor. */
const IN_FRONT: ReadonlySet<string> = new Set(['selection', 'selectedText', 'file', 'fileBasename', 'fileBasenameNoExtension', 'fileDirname']);

/** Whether a prompt speaks of what is in front in the editor. */
export function isAboutFront(text: string): boolean {
  return [...text.matchAll(VARIABLE)].some(([, name = '']) => IN_FRONT.has(name));
}

/** The prompt with its variables filled; what is unknown stays as it was written. @param front what is in front, by its name */
export function filled(text: string, inputs: ReadonlyMap<string, string>, front: string | null): string {
  return text.replace(VARIABLE, (whole, variable: string, name: string | undefined) => {
    if (variable === 'input') return inputs.get(name ?? '') ?? whole;
    return IN_FRONT.has(variable) && front !== null ? front : whole;
  });
}
