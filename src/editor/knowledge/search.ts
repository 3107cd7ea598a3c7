import * as vscode from 'vscode';
import type { VectorStore } from '../../core/knowledge/vectorStore.ts';
import { quote, toCitation, type Passage } from '../../core/types/citation.ts';
import { errorInfo, isAbort } from '../../core/types/errors.ts';
import { openCitation } from '../chat/citations.ts';

/** More than fit into the list would have to be scrolled; then one types on. */
const LIMIT = 20;

interface Row extends vscode.QuickPickItem {
  readonly passage: Passage | null;
}

/** Searches the index as one types, without a thread: it needs nothing but the index. */
export async function searchIndex(store: Pick<VectorStore, 'search'>): Promise<void> {
  const picker = vscode.window.createQuickPick<Row>();
  picker.title = 'Search Index';
  picker.placeholder = 'Words, identifiers or a question';
  let searching = new AbortController();

  async function search(query: string): Promise<void> {
    searching.abort();
    searching = new AbortController();
    const { signal } = searching;
    picker.busy = true;
    try {
      const passages = query.trim() ? await store.search(query, { limit: LIMIT, signal }) : [];
      if (!signal.aborted) picker.items = passages.length > 0 || !query.trim() ? passages.map(toRow) : [note('Nothing was found.')];
    } catch (error) {
      if (!isAbort(error)) picker.items = [note(errorInfo(error).message)];
    } finally {
      if (!signal.aborted) picker.busy = false;
    }
  }

  const passage = await new Promise<Passage | null>((resolve) => {
    picker.onDidChangeValue(search);
    picker.onDidAccept(() => resolve(picker.selectedItems[0]?.passage ?? null));
    picker.onDidHide(() => resolve(null));
    picker.show();
  }).finally(() => {
    searching.abort();
    picker.dispose();
  });
  if (passage) await openCitation(toCitation({ ...passage, number: 1 }), 'chat');
}

/** They are found by their content: the list must not look for the words in what it shows. */
function toRow(passage: Passage): Row {
  const { file, focus, page } = passage;
  const place = page === null ? `${file.path}:${focus.start}` : `${file.path}, page ${page}`;
  const [first = ''] = quote(passage, focus).split('\n').map((line) => line.trim()).filter(Boolean);
  return { label: place, detail: first, alwaysShow: true, passage };
}

function note(label: string): Row {
  return { label, alwaysShow: true, passage: null };
}
