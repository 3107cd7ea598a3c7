import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { figure } from '../../core/text/figure.ts';
import { fileCount } from '../../core/text/fileCount.ts';
import type { IndexState } from '../../protocol/view.ts';
import type { Embedding } from './embeddings/embedding.ts';
import type { Indexing } from './indexing.ts';

/** One item at the left: what the index knows. Its hover says how code runs, too. @param python in one line; asked when it may have changed */
export function createStatusBar(indexing: Indexing, embedding: Pick<Embedding, 'line' | 'onDidChange'>, python: () => Promise<string>, onDidChangeContext: vscode.Event<void>): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('docent.index', vscode.StatusBarAlignment.Left, 0);
  item.name = t('Docent Index');
  let runs = '';
  const show = () => {
    const { text, tooltip, command } = describe(indexing.state);
    item.text = text;
    item.tooltip = hover([tooltip, runs], embedding.line());
    item.command = command;
    item.show();
  };
  async function ask(): Promise<void> {
    // Why it can't be told is told where code is to run.
    runs = await python().catch(() => '');
    show();
  }
  show();
  void ask();
  return vscode.Disposable.from(item, indexing.onDidChange(show), embedding.onDidChange(show), onDidChangeContext(() => void ask()));
}

/** @param embedding in one line, which may have commands; '' where there is nothing to tell */
function hover(lines: readonly string[], embedding: string): string | vscode.MarkdownString {
  const told = lines.filter(Boolean);
  if (embedding === '') return told.join('\n');
  const text = new vscode.MarkdownString('', true);
  for (const line of told) text.appendText(line).appendMarkdown('\n\n');
  text.appendMarkdown(embedding);
  text.isTrusted = { enabledCommands: ['docent.cancelEmbedding', 'docent.chooseEmbeddingModel'] };
  return text;
}

function describe(state: IndexState): { text: string; tooltip: string; command: string } {
  const index = 'docent.indexWorkspace';
  switch (state.kind) {
    case 'noFolder':
      return { text: '$(book) Docent', tooltip: t('Docent: open a folder to index it'), command: 'docent.chat.focus' };
    case 'untrusted':
      return { text: '$(book) Docent', tooltip: t('Docent indexes only workspaces you trust'), command: 'workbench.trust.manage' };
    case 'empty':
      return { text: t('$(book) Docent: not indexed'), tooltip: t('Index this workspace'), command: index };
    case 'working':
      return { text: `$(sync~spin) Docent: ${figure(state.done)}/${figure(state.total)}`, tooltip: t('Indexing…'), command: 'docent.chat.focus' };
    case 'partial':
      return { text: t('$(book) Docent: {0}, stopped', fileCount(state.files)), tooltip: t('Go on indexing this workspace'), command: index };
    case 'ready':
      return { text: `$(book) Docent: ${fileCount(state.files)}`, tooltip: t('Show what is indexed'), command: 'docent.showIndex' };
    case 'damaged':
      return { text: t('$(warning) Docent: index damaged'), tooltip: t('Index this workspace again'), command: index };
    case 'failed':
      return { text: t('$(warning) Docent: index failed'), tooltip: t('{0} Click to try again.', state.message), command: index };
  }
}
