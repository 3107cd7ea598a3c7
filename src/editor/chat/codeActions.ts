import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { DocentError } from '../../core/types/errors.ts';
import { settings } from '../settings.ts';
import { shownPath } from '../workspace.ts';
import type { ChatView } from './view.ts';

/** Files and cells; not the output of programs, nor texts of our own. */
const SELECTOR: vscode.DocumentSelector = ['file', 'untitled', 'vscode-notebook-cell', 'vscode-remote', 'vscode-vfs'].map((scheme) => ({ scheme }));
/** Lines around a problem that tell what it is about. */
const AROUND = 10;

/** What a code action is about. */
interface Problem {
  readonly range: vscode.Range;
  /** What the editor says is wrong there; empty for a selection. */
  readonly messages: readonly string[];
}

/** *Explain* and *Fix with Docent* on problems, and *Explain* where somebody asks for actions on a selection. */
export function registerCodeActions(): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions({ uri }, range, { diagnostics, triggerKind }) {
      if (!settings.codeActions()) return [];
      const messages = diagnostics.map(({ message, source }) => `${message}${source ? ` (${source})` : ''}`);
      if (messages.length > 0) {
        const where = diagnostics.reduce((all, { range: one }) => all.union(one), diagnostics[0]?.range ?? range);
        return [action(t('Fix with Docent'), 'docent.fix', uri, { range: where, messages }, diagnostics), action(t('Explain with Docent'), 'docent.explain', uri, { range: where, messages }, diagnostics)];
      }
      // A light bulb at each selection would only be in the way.
      const isAsked = triggerKind === vscode.CodeActionTriggerKind.Invoke && !range.isEmpty;
      return isAsked ? [action(t('Explain with Docent'), 'docent.explain', uri, { range, messages }, [])] : [];
    },
  };
  return vscode.languages.registerCodeActionsProvider(SELECTOR, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.Refactor],
  });
}

function action(title: string, command: string, uri: vscode.Uri, problem: Problem, diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction {
  const made = new vscode.CodeAction(title, diagnostics.length > 0 ? vscode.CodeActionKind.QuickFix : vscode.CodeActionKind.Refactor);
  made.command = { command, title, arguments: [uri, problem] };
  made.diagnostics = [...diagnostics];
  return made;
}

/**
 * Asks about a problem, or about what is selected, in a thread of its own.
 * @param uri left out where it is asked from the palette, as `problem` is: then the selection counts
 * @throws DocentError `no_selection`
 */
export async function askProblem(chat: ChatView, what: 'explain' | 'fix', uri: vscode.Uri | undefined, problem: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const document = uri ? await vscode.workspace.openTextDocument(uri) : editor?.document;
  const about = problem ? (problem as Problem) : editor && atCursor(editor);
  if (!document || !about) throw new DocentError('no_selection', t('Select some code first, or put the cursor on a problem.'));
  const lines = {
    start: Math.max(1, about.range.start.line + 1 - (about.messages.length > 0 ? AROUND : 0)),
    end: Math.min(document.lineCount, about.range.end.line + 1 + (about.messages.length > 0 ? AROUND : 0)),
  };
  const text = document.getText(document.validateRange(new vscode.Range(lines.start - 1, 0, lines.end - 1, Number.MAX_SAFE_INTEGER)));
  chat.conversation.show(null);
  await chat.focus();
  await chat.conversation.ask(questionOf(what, about), [{ type: 'selection', path: shownPath(document.uri), language: document.languageId, lines, text }]);
}

function atCursor({ document, selection }: vscode.TextEditor): Problem | null {
  const problems = vscode.languages.getDiagnostics(document.uri).filter(({ range }) => range.intersection(selection));
  const [first] = problems;
  if (first) return { range: first.range, messages: problems.map(({ message }) => message) };
  return selection.isEmpty ? null : { range: selection, messages: [] };
}

function questionOf(what: 'explain' | 'fix', { range, messages }: Problem): string {
  if (messages.length === 0) return what === 'explain' ? t('Explain this code.') : t('Find what is wrong in this code, and fix it.');
  const said = messages.map((message) => `“${message}”`).join(', ');
  const line = range.start.line + 1;
  return what === 'explain' ? t('Explain this problem in line {0}, and what causes it: {1}.', line, said) : t('Fix this problem in line {0}: {1}. Give the code as it should be.', line, said);
}
