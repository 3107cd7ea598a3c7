import { t } from '@vscode/l10n';
import type { ListedThread } from '../../core/data/threadList.ts';
import { belongsTo } from '../../core/types/thread.ts';
import { shortTime } from './groups.ts';

/** Where a list of threads is: what is not of here says where it is from. */
export interface Place {
  readonly workspace: string;
  nameOf(workspace: string): string;
}

/** What a list says of a thread beside its title: another workspace, that it is a branch (its title is often that of the thread it left), and when it was active last. */
export function about(thread: Pick<ListedThread, 'workspace' | 'isBranch' | 'updatedAt'>, { workspace, nameOf }: Place, now: Date): readonly string[] {
  const from = belongsTo(thread, workspace) ? [] : [nameOf(thread.workspace) || t('no folder')];
  return [...from, ...(thread.isBranch ? [t('branch')] : []), shortTime(thread.updatedAt, now)];
}
