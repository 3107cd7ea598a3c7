import * as vscode from 'vscode';
import { DocentError } from '../core/types/errors.ts';
import { settings } from './settings.ts';

/** Keys of model servers, one for each base URL: in the editor's secret storage and nowhere else. */
export interface ApiKeys {
  get(baseUrl: string): Promise<string | undefined>;
  /** Asks for the key of the server that is set up; an empty one removes it. */
  prompt(): Promise<void>;
}

export function createApiKeys(secrets: vscode.SecretStorage): ApiKeys {
  const name = (baseUrl: string) => `docent.apiKey:${baseUrl}`;
  return {
    get: async (baseUrl) => secrets.get(name(baseUrl)),
    async prompt() {
      const choice = settings.model();
      if (choice.kind === 'searchOnly' || !choice.baseUrl) {
        throw new DocentError('no_model', 'Set up a model server first; search only needs no key.', 'configureModel');
      }
      const key = await vscode.window.showInputBox({
        title: `API key for ${choice.baseUrl}`,
        prompt: 'Kept in the editor’s secret storage. Leave it empty to remove the key.',
        password: true,
        ignoreFocusOut: true,
      });
      if (key === undefined) return;
      if (key.trim()) await secrets.store(name(choice.baseUrl), key.trim());
      else await secrets.delete(name(choice.baseUrl));
      vscode.window.setStatusBarMessage(key.trim() ? 'Docent: API key saved' : 'Docent: API key removed', 5_000);
    },
  };
}
