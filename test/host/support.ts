import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { messageText, type Item } from '../../src/core/types/item.ts';
import type { ThreadState } from '../../src/core/types/reducer.ts';
import { isActive } from '../../src/core/types/run.ts';
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
