import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ListFilter } from '../../core/data/listFilter.ts';
import type { FoundThread } from '../../core/data/threadSearch.ts';
import type { Docent } from '../../core/docent.ts';
import { isAbort } from '../../core/types/errors.ts';
import { OWN_ORIGINS, type Shelf } from '../../core/types/thread.ts';
import { tellFound } from '../contextKeys.ts';
import { plainLabel } from '../plainLabel.ts';
import { about } from './about.ts';
import type { ThreadActions } from './actions.ts';
import { ICONS } from './nodes.ts';

/** Whoever types on has not asked yet. In milliseconds. */
const TYPING_MS = 120;
/** More than one looks through before typing. */
const NEWEST = 50;

interface ThreadItem extends vscode.QuickPickItem {
  readonly thread: Pick<FoundThread, 'id' | 'title'>;
}

const EVERYWHERE: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('globe'), tooltip: t('Search All Workspaces') };
const HERE: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('root-folder'), tooltip: t('Search This Workspace Alone') };

export interface PickerParts {
  readonly docent: Docent;
  readonly actions: ThreadActions;
  /** Ids of threads that are about to be deleted. */
  leaving(): readonly string[];
  /** Whether it lists threads of all workspaces at first. */
  readonly startsEverywhere: boolean;
}

/** Searches the titles and texts of threads while one types, and opens one; before that it lists the newest. */
export async function pickThread({ docent, actions, leaving, startsEverywhere }: PickerParts): Promise<void> {
  const here = await docent.workspace.id();
  const nameOf = await docent.workspace.names();
  const picker = vscode.window.createQuickPick<ThreadItem>();
  let isEverywhere = startsEverywhere;
  let search = new AbortController();

  const filter = (): ListFilter => ({ workspace: isEverywhere ? null : here, origins: [...OWN_ORIGINS, 'api'], shelf: 'any', without: leaving() });
  async function find(text: string, signal: AbortSignal): Promise<readonly FoundThread[]> {
    if (text.trim() !== '') return docent.threads.search({ text, filter: filter() }, signal);
    const newest = (shelf: Shelf | null) => docent.threads.within({ ...filter(), origins: OWN_ORIGINS, shelf }, { from: 0, to: Infinity }, NEWEST);
    return [...(await newest('pinned')), ...(await newest(null))].map((thread) => ({ ...thread, message: null }));
  }

  function itemOf(thread: FoundThread): ThreadItem {
    const { id, title, origin, message } = thread;
    return {
      thread: { id, title },
      label: `$(${ICONS[origin]}) ${plainLabel(title || t('Untitled'))}`,
      description: about(thread, { workspace: here, nameOf }, new Date()).join(' · '),
      ...(message && { detail: plainLabel(message.excerpt) }),
      // What fits was found out already, also where it is not to be seen here.
      alwaysShow: true,
    };
  }

  async function refresh(): Promise<void> {
    search.abort();
    search = new AbortController();
    const { signal } = search;
    picker.title = isEverywhere ? t('Threads of All Workspaces') : t('Threads');
    picker.placeholder = t('Search in titles and texts, or open one of the newest');
    picker.buttons = [isEverywhere ? HERE : EVERYWHERE];
    picker.busy = true;
    try {
      const found = await find(picker.value, signal);
      if (!signal.aborted) picker.items = found.map(itemOf);
    } catch (error) {
      if (!isAbort(error)) throw error;
    } finally {
      if (!signal.aborted) picker.busy = false;
    }
  }

  try {
    const picked = await new Promise<ThreadItem | undefined>((resolve, reject) => {
      let typing: NodeJS.Timeout | undefined;
      const refreshNow = () => void refresh().catch(reject);
      picker.onDidChangeValue(() => {
        clearTimeout(typing);
        typing = setTimeout(refreshNow, TYPING_MS);
      });
      picker.onDidTriggerButton((button) => {
        isEverywhere = button === EVERYWHERE;
        refreshNow();
      });
      picker.onDidAccept(() => resolve(picker.selectedItems[0]));
      picker.onDidHide(() => resolve(undefined));
      picker.show();
      refreshNow();
    });
    picker.hide();
    if (picked && picker.value.trim() !== '') tellFound();
    if (picked) await actions.open(picked.thread, picked.detail === undefined ? '' : picker.value);
  } finally {
    search.abort();
    picker.dispose();
  }
}
