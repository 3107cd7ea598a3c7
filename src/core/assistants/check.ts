import { t } from '@vscode/l10n';
import type { Problem, Reading } from './read.ts';

/** What an assistant's file can name, as it is here and now. */
export interface Known {
  /** The editor's tools. */
  readonly tools: readonly string[];
  /** The servers that models can be on: a model's id begins with one of them. */
  readonly servers: readonly string[];
  readonly vectorStores: readonly string[];
}

/**
 * What a file names that is not there: it may come yet, so the assistant can be used.
 * @param others the names of the other assistants and where each of them is
 */
export function checkNames({ content, rangeOf }: Reading, known: Known, others: ReadonlyMap<string, string>): readonly Problem[] {
  if (!content) return [];
  const problems: Problem[] = [];
  const warn = (path: readonly PropertyKey[], message: string) => {
    problems.push({ message, severity: 'warning', ...rangeOf(path) });
  };
  const other = others.get(content.name);
  if (other !== undefined) warn(['name'], t('{0} is also the name of another assistant ({1}): give each its own.', content.name, other));
  const { model } = content;
  if (model !== null && !known.servers.some((server) => model.startsWith(`${server}/`))) {
    warn(['model'], t('No server is set up for {0}: write server/model. Servers are {1}.', model, known.servers.join(', ')));
  }
  content.tools.forEach((tool, index) => {
    if (tool.type !== 'editor' || known.tools.includes(tool.name)) return;
    warn(['tools', index], t('There is no tool {0} in this editor now: is the extension missing that brings it?', tool.name));
  });
  content.toolResources.vectorStores.forEach((name, index) => {
    if (known.vectorStores.includes(name)) return;
    warn(['vector_stores', index], t('There is no vector store {0}. There are {1}.', name, known.vectorStores.join(', ')));
  });
  return problems;
}
