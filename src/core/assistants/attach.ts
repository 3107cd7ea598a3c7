import { t } from '@vscode/l10n';
import { isSeq, parseDocument } from 'yaml';
import type { Assistant } from '../types/assistant.ts';
import { DocentError } from '../types/errors.ts';
import { findFrontMatter } from './frontMatter.ts';

const FILE_SEARCH = 'file_search';

/** An assistant that searches these vector stores; one that could not search can do so from now on. @param stores ids */
export function searching(assistant: Assistant, stores: readonly string[]): Assistant {
  const searches = stores.length === 0 || assistant.tools.some(({ type }) => type === FILE_SEARCH);
  return {
    ...assistant,
    tools: searches ? assistant.tools : [...assistant.tools, { type: FILE_SEARCH, maxResults: null, scoreThreshold: null }],
    toolResources: { ...assistant.toolResources, vectorStores: [...stores] },
  };
}

/**
 * The same for the text of an assistant's file; its comments and all else stay.
 * @param stores as files name them
 * @throws DocentError `assistant_broken` where its front matter is no YAML
 */
export function searchingIn(text: string, stores: readonly string[]): string {
  const matter = findFrontMatter(text);
  const document = matter.kind === 'closed' ? parseDocument(text.slice(matter.start, matter.end)) : null;
  if (matter.kind !== 'closed' || !document || document.errors.length > 0) {
    throw new DocentError('assistant_broken', t('The front matter of this assistant’s file is no valid YAML: mend it first.'));
  }
  document.set('vector_stores', [...stores]);
  const tools: unknown = document.get('tools');
  const named = isSeq(tools) ? tools.toJSON() as readonly unknown[] : [];
  if (stores.length > 0 && !named.includes(FILE_SEARCH)) {
    if (isSeq(tools)) tools.add(FILE_SEARCH);
    else document.set('tools', [FILE_SEARCH]);
  }
  const written = document.toString({ lineWidth: 0 });
  const lines = text.includes('\r\n') ? written.replaceAll('\n', '\r\n') : written;
  return text.slice(0, matter.start) + lines + text.slice(matter.end);
}
