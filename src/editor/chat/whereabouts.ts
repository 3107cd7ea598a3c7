import { t } from '@vscode/l10n';
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
      vscode.window.setStatusBarMessage(t('$(arrow-swap) The cited lines have moved from {0} to {1} of {2}.', inWords(old), inWords(found.lines), file.path), READING_MS);
      return;
    case 'changed':
      void vscode.window.showInformationMessage(t('The cited lines have changed since: what stands in their place is selected, {0} of {1}.', inWords(found.lines), file.path));
      return;
    case 'gone': {
      const message = isUploaded(file.id)
        ? t('The cited lines are gone: {0} was deleted or read anew. The nearest place is shown, and nothing is selected.', file.path)
        : t('The cited lines are gone: {0} has changed since. The nearest place is shown, and nothing is selected.', file.path);
      void vscode.window.showWarningMessage(message);
    }
  }
}

function inWords({ start, end }: LineRange): string {
  return start === end ? t('line {0}', start) : t('lines {0}–{1}', start, end);
}
