import * as vscode from 'vscode';
import type { Docent } from '../core/docent.ts';
import type { Indexing } from './knowledge/indexing.ts';

/** Tells VS Code what menus, commands and the walkthrough ask of Docent, see package.json. */
export function registerContextKeys({ runs, threads }: Docent, indexing: Indexing): vscode.Disposable {
  const set = (key: string, value: unknown) => void vscode.commands.executeCommand('setContext', `docent.${key}`, value);
  set('index', indexing.state.kind);
  const unsubscribe = runs.subscribe((threadId, event) => {
    if (event.type !== 'run') return;
    // What scripts and other extensions ask is no question of the user's.
    threads.get(threadId).then((thread) => {
      if (thread?.origin !== 'chat') return;
      unsubscribe();
      set('hasAsked', true);
    }, () => undefined);
  });
  return vscode.Disposable.from(
    new vscode.Disposable(unsubscribe),
    indexing.onDidChange(({ kind }) => set('index', kind)),
  );
}
