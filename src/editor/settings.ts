import * as vscode from 'vscode';
import type { ModelChoice } from '../core/models/models.ts';

/** The settings, read when asked for: each change holds from the next question on. */
export const settings = {
  model(): ModelChoice {
    const baseUrl = text('model.baseUrl');
    const model = text('model.name');
    return baseUrl || model ? { kind: 'server', baseUrl, model } : { kind: 'searchOnly' };
  },
  python: (): string | null => text('python.path') || null,
  limits: () => ({
    timeLimitMs: get<number>('interpreter.timeLimit') * 1_000,
    memoryMb: get<number>('interpreter.memoryLimit'),
  }),
  indexExclude: (): readonly string[] => get<string[]>('index.exclude'),
  indexAutoUpdate: (): boolean => get<boolean>('index.autoUpdate'),
};

/** Calls back when one of the settings below `docent.` that begin so has changed. */
export function onSettingChange(prefix: string, listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`docent.${prefix}`)) listener();
  });
}

function text(key: string): string {
  return get<string>(key).trim();
}

/** package.json gives each setting a default, so there is always a value. */
function get<T>(key: string): T {
  return vscode.workspace.getConfiguration('docent').get(key) as T;
}
