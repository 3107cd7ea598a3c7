import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { VectorStore } from '../../core/knowledge/vectorStore.ts';
import { quote, toCitation, type Passage } from '../../core/types/citation.ts';
import { errorInfo, isAbort } from '../../core/types/errors.ts';
import { placeWithin } from '../../core/types/place.ts';
import { openCitation } from '../chat/citations.ts';
import { plainLabel } from '../plainLabel.ts';
import { rememberPlace } from './wayBack.ts';

/** More than fit into the list would have to be scrolled; then one types on. */
const LIMIT = 20;
/** Whoever goes down the list wants to see the row on which they stop. In milliseconds. */
const RESTS_MS = 150;
const TO_SIDE: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('split-horizontal'), tooltip: t('Open to the Side') };

type Row = vscode.QuickPickItem & { readonly opens: Passage | vscode.Command | null };
type Store = Pick<VectorStore, 'search' | 'status' | 'locate' | 'text'>;

/** Which store is searched, and what can be done where nothing is in it. */
interface Searched {
  readonly title: string;
  readonly empty: Row;
}

const WORKSPACE: Searched = {
  title: t('Search Knowledge'),
  empty: { label: t('$(book) Nothing is indexed yet: index this workspace'), alwaysShow: true, opens: { command: 'docent.indexWorkspace', title: '' } },
};

/** Searches one vector store. @param name the store's */
export async function searchStore(store: Store, name: string): Promise<void> {
  await searchIndex(store, { title: t('Search in {0}', name), empty: note(t('Nothing is in this store yet: add files to it.')) });
}

/** What was chosen: a passage and where it opens, a way out, to go back to where one was, or nothing. */
type Choice = { readonly passage: Passage; readonly beside: boolean } | vscode.Command | 'back' | null;

/** What was searched for last, in this window. */
let lastQuery = '';
/** Leaves the search that is open, if one is. */
let leaving: (() => void) | null = null;

function setLeaving(leave: typeof leaving): void {
  leaving = leave;
  void vscode.commands.executeCommand('setContext', 'docent.searches', leave !== null);
}

/** Ends a search without a choice and goes back to where one was, for Escape. */
export function leaveSearch(): void {
  leaving?.();
}

/** Searches an index as one types and shows each place as one goes through the list; without a thread: it needs nothing but the index. */
export async function searchIndex(store: Store, { title, empty }: Searched = WORKSPACE): Promise<void> {
  const picker = vscode.window.createQuickPick<Row>();
  picker.title = title;
  picker.placeholder = t('Words, identifiers or a question; ↑ and ↓ show the place');
  let searching = new AbortController();
  let resting: NodeJS.Timeout | undefined;
  let showing: Promise<void> | undefined;
  const goBack = rememberPlace();

  async function search(query: string): Promise<void> {
    lastQuery = query;
    searching.abort();
    searching = new AbortController();
    const { signal } = searching;
    picker.busy = true;
    try {
      const rows = query.trim() ? await rowsFor(store, query, empty, signal) : [];
      if (!signal.aborted) picker.items = rows;
    } catch (error) {
      if (!isAbort(error) && !signal.aborted) picker.items = [note(errorInfo(error).message)];
    } finally {
      if (!signal.aborted) picker.busy = false;
    }
  }

  function preview(row: Row | undefined): void {
    clearTimeout(resting);
    const passage = row?.opens;
    if (!passage || !('file' in passage)) return;
    // What can't be shown is told once it is chosen.
    resting = setTimeout(() => {
      showing = openCitation(citationOf(passage), 'chat', store, { preserveFocus: true }).catch(() => undefined);
    }, RESTS_MS);
  }

  let leave = () => {};
  const choice = await new Promise<Choice>((resolve) => {
    // Who presses Escape wants back; who clicks into a shown place, which hides the list as well, stays there.
    leave = () => resolve('back');
    setLeaving(leave);
    picker.onDidChangeValue(search);
    picker.onDidChangeActive(([row]) => preview(row));
    picker.onDidTriggerItemButton(({ item }) => resolve(chosen(item, true)));
    picker.onDidAccept(() => resolve(chosen(picker.selectedItems[0], false)));
    picker.onDidHide(() => resolve(null));
    picker.value = lastQuery;
    picker.show();
    if (lastQuery) void search(lastQuery);
  }).finally(() => {
    searching.abort();
    clearTimeout(resting);
    if (leaving === leave) setLeaving(null);
    picker.dispose();
  });
  if (choice === null) return;
  if (choice === 'back') {
    await showing;
    return showing && goBack();
  }
  if ('command' in choice) await vscode.commands.executeCommand(choice.command);
  else await openCitation(citationOf(choice.passage), 'chat', store, choice.beside ? { viewColumn: vscode.ViewColumn.Beside } : {});
}

async function rowsFor(store: Store, query: string, empty: Row, signal: AbortSignal): Promise<readonly Row[]> {
  const passages = await store.search(query, { limit: LIMIT, signal });
  if (passages.length > 0) return passages.map(toRow);
  const { files } = await store.status();
  return [files > 0 ? note(t('Nothing was found.')) : empty];
}

function chosen(row: Row | undefined, beside: boolean): Choice {
  const opens = row?.opens ?? null;
  return opens && 'file' in opens ? { passage: opens, beside } : opens;
}

function citationOf(passage: Passage) {
  return toCitation({ ...passage, number: 1 });
}

/** They are found by their content: the list must not look for the words in what it shows. */
function toRow(passage: Passage): Row {
  const { file, focus } = passage;
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const within = placeWithin(citationOf(passage));
  const lines = quote(passage, focus).split('\n').map((line) => line.trim()).filter(Boolean);
  return {
    label: plainLabel(within === null ? `${name}:${focus.start}` : `${name}, ${within}`),
    description: plainLabel(file.path.slice(0, Math.max(file.path.length - name.length - 1, 0))),
    detail: plainLabel(lines.join(' ⏎ ')),
    alwaysShow: true,
    buttons: [TO_SIDE],
    opens: passage,
  };
}

function note(label: string): Row {
  return { label, alwaysShow: true, opens: null };
}
