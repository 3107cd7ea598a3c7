import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { SyncReport } from '../../core/knowledge/vectorStore.ts';
import { named } from '../../core/limits/budget.ts';
import { REMOTE } from '../../core/limits/limits.ts';
import { figure } from '../../core/text/figure.ts';

/** Of which folders the user has read what is different with them. */
const TOLD = 'docent.index.notOnDisk';

/** What is different with those of the open folders that are not on disk; null where all are. */
export function notOnDisk(): string | null {
  const names = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme !== 'file').map(({ name }) => name);
  if (names.length === 0) return null;
  const limits = [figure(REMOTE.files.max), named(REMOTE.total), named(REMOTE.file)] as const;
  return t('Not on disk: {0}. Docent reads such folders through VS Code, of each at most {1} files and {2}, a file up to {3}. Git’s history is out of reach there, and code gets copies.', names.join(', '), ...limits);
}

/** Says what is different, once in a workspace, and each time which limit was reached. */
export async function tellNotOnDisk({ limits }: SyncReport, memory: vscode.Memento): Promise<void> {
  const sentence = notOnDisk();
  if (sentence !== null && memory.get<string>(TOLD) !== sentence) {
    await memory.update(TOLD, sentence);
    tell(vscode.window.showInformationMessage, sentence);
  }
  for (const limit of limits) tell(vscode.window.showWarningMessage, limit);
}

/** It has a button: without one VS Code shows only as much of a sentence as fits on a line. */
function tell(show: (message: string, ...buttons: readonly string[]) => Thenable<string | undefined>, sentence: string): void {
  const leftOut = t('Show What Is Left Out');
  void show(sentence, leftOut).then((picked) => picked === leftOut && vscode.commands.executeCommand('docent.showIndex'));
}
