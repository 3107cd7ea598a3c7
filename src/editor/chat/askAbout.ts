import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { referenceToCell, selectionOf } from './context/offer.ts';
import { referenceTo } from './context/received.ts';
import type { Reference } from './context/reference.ts';
import type { ChatView } from './view.ts';

/** What VS Code gives the menus on a failed test: the message alone, or the test. */
interface TestFailure {
  readonly test?: vscode.TestItem;
  readonly message?: vscode.TestMessage;
}

/** What *Ask Docent* and its like put beside the next question. */
export interface AskCommands {
  /** Files and folders of the Explorer's, or what is selected or open in the editor. */
  about(uri: vscode.Uri | undefined, selected: unknown): Promise<void>;
  /** What has changed since the last commit, in the files that were chosen or in all. */
  changes(first: unknown, rest: readonly unknown[]): Promise<void>;
  testFailure(failure: unknown): Promise<void>;
  cell(cell: unknown): Promise<void>;
}

export function createAskCommands(chat: ChatView): AskCommands {
  async function ask(references: readonly Reference[]): Promise<void> {
    for (const reference of references) await chat.composer.add(reference);
    await chat.focus();
  }
  return {
    async about(uri, selected) {
      const uris = Array.isArray(selected) && selected.length > 1 ? selected.filter((each) => each instanceof vscode.Uri) : [];
      if (uris.length > 0) return ask(await Promise.all(uris.map(referenceTo)));
      const reference = await chosen(uri);
      await ask(reference ? [reference] : []);
    },
    changes: (first, rest) => ask(changed([first, ...rest])),
    testFailure: (failure) => ask(failureOf(failure as TestFailure)),
    cell: async (cell) => ask([referenceToCell(cell ? (cell as vscode.NotebookCell) : activeCell())].filter((reference) => reference !== null)),
  };
}

async function chosen(uri: vscode.Uri | undefined): Promise<Reference | null> {
  const editor = vscode.window.activeTextEditor;
  const isInEditor = !uri || uri.toString() === editor?.document.uri.toString();
  if (editor && isInEditor && !editor.selection.isEmpty) return selectionOf(editor);
  const target = uri ?? editor?.document.uri;
  if (!target) return null;
  return target.scheme === 'untitled' ? { kind: 'file', uri: target.toString() } : referenceTo(target);
}

/** Of groups and whole repositories all that has changed. */
function changed(chosen: readonly unknown[]): readonly Reference[] {
  const uris = chosen.flat().flatMap((each) => {
    const { resourceUri } = (each ?? {}) as Partial<vscode.SourceControlResourceState>;
    return resourceUri ? [resourceUri.toString()] : [];
  });
  return uris.length > 0 ? [...new Set(uris)].map((uri) => ({ kind: 'change', uri })) : [{ kind: 'changes' }];
}

function failureOf({ test, message }: TestFailure): readonly Reference[] {
  if (!message) return [];
  const said = typeof message.message === 'string' ? message.message : message.message.value;
  const values = [
    [t('Expected:'), message.expectedOutput],
    [t('Actual:'), message.actualOutput],
  ].flatMap(([what, value]) => (value === undefined ? [] : [`${what}\n${value}`]));
  const place = message.location;
  const where = place ? [t('At {0}:{1}', vscode.workspace.asRelativePath(place.uri), place.range.start.line + 1)] : [];
  const name = test ? t('Failure of {0}', test.label) : t('Failure of a test');
  const file: readonly Reference[] = place ? [{ kind: 'file', uri: place.uri.toString() }] : [];
  return [{ kind: 'note', name, language: '', text: [said, ...values, ...where].join('\n\n') }, ...file];
}

function activeCell(): vscode.NotebookCell | undefined {
  const editor = vscode.window.activeNotebookEditor;
  return editor?.notebook.cellAt(editor.selection.start);
}
