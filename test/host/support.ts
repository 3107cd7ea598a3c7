import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { messageText, type Item } from '../../src/core/types/item.ts';
import type { ThreadState } from '../../src/core/types/reducer.ts';
import { isActive } from '../../src/core/types/run.ts';
import { createLanguageModels } from '../../src/editor/models/vscode/languageModels.ts';
import { shortMemory } from '../../src/core/models/lessons.ts';
import type { Source } from '../../src/editor/models/source.ts';
import { modelSources } from '../../src/editor/models/sources.ts';
import type { Extension } from '../../src/extension.ts';

/** The extension under test: what `activate()` returned, never a second copy of its code. */
export async function extension(): Promise<Extension> {
  return installed().activate();
}

/** The folder that the extension under test was loaded from. */
export function docentUri(): vscode.Uri {
  return installed().extensionUri;
}

function installed(): vscode.Extension<Extension> {
  const found = vscode.extensions.getExtension<Extension>('docent.docent');
  assert.ok(found, 'the extension is installed');
  return found;
}

/** The first folder of the workspace that the host was opened on. */
export function folder(): vscode.Uri {
  const uri = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(uri);
  return uri;
}

/** Does `start` and waits until the run it begins, on whatever thread, has ended. */
export async function runOf({ docent }: Extension, start: () => Thenable<unknown>): Promise<ThreadState> {
  const ended = new Promise<string>((resolve) => {
    const unsubscribe = docent.runs.subscribe((threadId, event) => {
      if (event.type !== 'run' || isActive(event.run.status)) return;
      unsubscribe();
      resolve(threadId);
    });
  });
  await start();
  return docent.runs.stored(await ended);
}

export function answer(items: readonly Item[]): string {
  const last = items.findLast((item) => item.type === 'message' && item.role === 'assistant');
  return last?.type === 'message' ? messageText(last) : '';
}

/** What the model picker lists where no server and no key is set up. */
export function modelPickerSources(memory = shortMemory()): Promise<readonly Source[]> {
  const apiKeys = { get: async () => undefined, manage: async () => undefined, enter: async () => false };
  const log = vscode.window.createOutputChannel('Models', { log: true });
  const settings = { id: '', servers: {}, azureEndpoint: '', prices: {}, interpreter: 'local' } as const;
  return modelSources({ apiKeys, log, languageModels: createLanguageModels(), memory }, settings, new AbortController().signal);
}
