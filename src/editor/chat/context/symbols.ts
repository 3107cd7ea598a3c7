import * as vscode from 'vscode';
import { shownPath } from '../../workspace.ts';
import type { Reference } from './reference.ts';

/** A language server that is still starting must not hold up the list. In milliseconds. */
const WAIT_MS = 400;
/** Of all that are called so. */
const MAX_SYMBOLS = 10;
/** A symbol that is given as one place has its body below it. */
const MAX_LINES = 400;

/** Symbols of the workspace that are called so, with their text. */
export async function findSymbols(text: string): Promise<readonly Reference[]> {
  const timeout = new Promise<null>((resolve) => setTimeout(resolve, WAIT_MS, null));
  const asked = vscode.commands.executeCommand<readonly vscode.SymbolInformation[] | undefined>('vscode.executeWorkspaceSymbolProvider', text);
  const found = (await Promise.race([asked, timeout])) ?? [];
  const references = await Promise.all(found.slice(0, MAX_SYMBOLS).map(reference));
  return references.flatMap((each) => (each ? [each] : []));
}

async function reference({ name, location: { uri, range } }: vscode.SymbolInformation): Promise<Reference | null> {
  if (uri.scheme !== 'file') return null;
  const document = await vscode.workspace.openTextDocument(uri);
  const last = Math.min(range.end.line, range.start.line + MAX_LINES, document.lineCount - 1);
  const lines = { start: range.start.line + 1, end: last + 1 };
  const text = document.getText(new vscode.Range(range.start.line, 0, last, document.lineAt(last).text.length));
  return { kind: 'symbol', name, path: shownPath(uri), lines, language: document.languageId, text };
}
