import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { SentRequests } from '../../core/models/sentRequests.ts';
import type { Runs } from '../../core/runs/runs.ts';
import { DocentError } from '../../core/types/errors.ts';

/**
 * Shows the requests of a run as they were sent.
 * @throws DocentError `not_sent` where they are not known
 */
export async function showSent(runs: Runs, sent: SentRequests, runId: string): Promise<void> {
  const run = await runs.get(runId);
  const text = run && sent.shown(run.threadId, run.createdAt, run.endedAt ?? Date.now());
  if (!text) {
    const message = t('What was sent for this answer is not known any more: it is kept until the window is reloaded, for models on servers. Ask again to see it.');
    throw new DocentError('not_sent', message);
  }
  const document = await vscode.workspace.openTextDocument({ language: 'json', content: text });
  await vscode.window.showTextDocument(document, { preview: true });
}
