import * as vscode from 'vscode';
import type { Docent } from '../core/docent.ts';
import type { Indexing } from './knowledge/indexing.ts';
import { onSettingChange, settings } from './settings.ts';

const set = (key: string, value: unknown) => void vscode.commands.executeCommand('setContext', `docent.${key}`, value);

/** A thread was found by what is said in it, and opened. */
export const tellFound = () => set('hasFound', true);

/** Tells VS Code what menus, commands and the walkthrough ask of Docent, see package.json. */
export function registerContextKeys({ data, runs, threads, vectorStores }: Docent, indexing: Indexing): vscode.Disposable {
  const tellModel = () => set('hasModel', settings.models().id !== '');
  const tellStores = () => {
    if (data.state.kind === 'open') vectorStores.list({ limit: 1, order: 'desc', after: null, before: null }).then((page) => set('hasStores', page.data.length > 0), () => undefined);
  };
  set('index', indexing.state.kind);
  tellModel();
  tellStores();
  const untold = new Set(['hasAsked', 'hasAnalyzed']);
  const unsubscribe = runs.subscribe((threadId, event) => {
    if (event.type !== 'run') return;
    const { status } = event.run;
    // What scripts and other extensions ask is no question of the user's.
    threads.get(threadId).then((thread) => {
      if (thread?.origin === 'chat') tell('hasAsked');
      if (thread?.origin === 'analysis' && status === 'completed') tell('hasAnalyzed');
    }, () => undefined);
  });
  function tell(key: string): void {
    set(key, true);
    untold.delete(key);
    // Both stay so: no further run is looked at.
    if (untold.size === 0) unsubscribe();
  }
  return vscode.Disposable.from(
    new vscode.Disposable(unsubscribe),
    new vscode.Disposable(data.subscribe(tellStores)),
    new vscode.Disposable(vectorStores.subscribe(tellStores)),
    onSettingChange('model', tellModel),
    indexing.onDidChange(({ kind }) => set('index', kind)),
  );
}
