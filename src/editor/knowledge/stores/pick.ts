import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { ALL } from '../../../core/data/page.ts';
import type { VectorStores } from '../../../core/knowledge/stores/uploads/vectorStores.ts';
import { fileCount } from '../../../core/text/fileCount.ts';
import type { StoreInfo } from '../../../core/types/vectorStore.ts';

interface StoreItem extends vscode.QuickPickItem {
  /** Null for the one that is to be made. */
  readonly store: StoreInfo | null;
}

/** Asks which store of uploaded files is meant. @param create makes one, where that may be meant, too; null where it can't @returns undefined where the user goes back */
export async function pickStore(vectorStores: VectorStores, title: string, create: (() => Promise<StoreInfo | undefined>) | null): Promise<StoreInfo | undefined> {
  const { data } = await vectorStores.list(ALL);
  const usable = create ? data.filter(({ expired }) => !expired) : data;
  const items: StoreItem[] = usable.map((store) => ({ label: `$(database) ${storeName(store)}`, description: countOfFiles(store), store }));
  if (create) items.unshift({ label: t('$(add) New Vector Store…'), alwaysShow: true, store: null });
  const placeHolder = items.length > 0 ? t('Which vector store?') : t('There is none yet: run Docent: Create Vector Store.');
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  return picked && (picked.store ?? (await create?.()));
}

/** What a store is called: many have no name. */
export function storeName({ name, id }: Pick<StoreInfo, 'name' | 'id'>): string {
  return name || id;
}

function countOfFiles({ counts, expired }: StoreInfo): string {
  return expired ? t('expired') : fileCount(counts.completed + counts.failed + counts.cancelled + counts.in_progress);
}
