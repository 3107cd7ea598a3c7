import * as vscode from 'vscode';
import type { Citation, LineRange } from '../../core/types/citation.ts';
import type { Found } from '../../core/types/found.ts';
import { isUploaded } from './uploaded.ts';

/** So long one reads a line in the status bar. In milliseconds. */
const READING_MS = 8_000;

/** Says what has become of cited lines: nothing where they are as they were, and how sure it is where they are not. */
export function tellWhere({ file, lines: old }: Citation, found: Found): void {
  switch (found.kind) {
    case 'same':
      return;
    case 'moved':
      vscode.window.setStatusBarMessage(`$(arrow-swap) The cited lines have moved from ${inWords(old)} to ${inWords(found.lines)} of ${file.path}.`, READING_MS);
      return;
    case 'changed':
      void vscode.window.showInformationMessage(`The cited lines have changed since: what stands in their place is selected, ${inWords(found.lines)} of ${file.path}.`);
      return;
    case 'gone': {
      const why = isUploaded(file.id) ? 'was deleted or read anew.' : 'has changed since.';
      void vscode.window.showWarningMessage(`The cited lines are gone: ${file.path} ${why} The nearest place is shown, and nothing is selected.`);
    }
  }
}

function inWords({ start, end }: LineRange): string {
  return start === end ? `line ${start}` : `lines ${start}–${end}`;
}
