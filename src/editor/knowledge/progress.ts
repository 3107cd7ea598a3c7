import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { figure } from '../../core/text/figure.ts';
import type { SyncProgress, SyncReport } from '../../core/knowledge/vectorStore.ts';
import { tellNotOnDisk } from './notOnDisk.ts';

/**
 * Shows work on the index as a notification with Cancel.
 * @param memory of the workspace
 * @param work is given what ends it, to be called by Cancel, and tells its steps
 * @returns null where it was cancelled
 */
export async function withIndexProgress(memory: vscode.Memento, work: (onCancel: (abort: () => void) => void, onProgress: (step: SyncProgress) => void) => Promise<SyncReport>): Promise<SyncReport | null> {
  const options = { location: vscode.ProgressLocation.Notification, title: t('Indexing workspace'), cancellable: true };
  const report = await vscode.window.withProgress(options, async (progress, token) => {
    let shown = 0;
    return work(
      (abort) => token.onCancellationRequested(abort),
      ({ done, total, path }) => {
        const percent = total === 0 ? 0 : (100 * done) / total;
        progress.report({ message: t('{0} of {1} {2}', figure(done), figure(total), path), increment: percent - shown });
        shown = percent;
      },
    );
  });
  if (report.cancelled) return null;
  await tellNotOnDisk(report, memory);
  return report;
}

/** What an update has done, for the log. */
export function summaryOf({ added, updated, unchanged, removed, leftOut, ms }: SyncReport): string {
  return `Index: ${added} added, ${updated} updated, ${unchanged} unchanged, ${removed} removed, ${leftOut.length} left out in ${Math.round(ms)} ms`;
}

/** Resolves when an event comes after which it is over. */
export function until(event: vscode.Event<unknown>, isOver: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const subscription = event(() => {
      if (!isOver()) return;
      subscription.dispose();
      resolve();
    });
  });
}
