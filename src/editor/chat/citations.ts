import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import { isExtracted } from '../../core/knowledge/read/extracted.ts';
import { relocate } from '../../core/knowledge/search/relocate.ts';
import type { Citation, LineRange } from '../../core/types/citation.ts';
import type { ViewKind } from '../../protocol/view.ts';

/** Scheme of the read-only editors that show text as it was indexed: of documents (PDF, Word), and of uploaded files. */
const TEXT_SCHEME = 'docent-text';
/** Scheme of those that show what was quoted of a file that is gone: the quote is in the address. */
const QUOTE_SCHEME = 'docent-quote';

/** Opens the cited file with the cited lines selected, wherever they stand by now; of a file that is gone, what was quoted. */
export async function openCitation(citation: Citation, from: ViewKind): Promise<void> {
  const { file } = citation;
  const isGone = !isUploaded(file.id) && (await stat(file.id).then(() => false, () => true));
  const uri = isGone ? quoteUri(citation) : isUploaded(file.id) || isExtracted(file.path) ? textUri(citation) : vscode.Uri.file(file.id);
  const document = await vscode.workspace.openTextDocument(uri);
  const lines = isGone ? { start: 1, end: document.lineCount } : relocate(document.getText(), citation);
  const options = { preview: true, viewColumn: columnFor(from) };
  await vscode.window.showTextDocument(document, { ...options, ...(lines && { selection: selectionOf(document, lines) }) });
  if (isGone) void vscode.window.showWarningMessage(`${file.path} was deleted. What it said when it was cited is shown.`);
  else if (!lines) void vscode.window.showWarningMessage(`The cited lines are gone: ${file.path} ${isUploaded(file.id) ? 'was deleted or read anew' : 'has changed since'}.`);
}

/** Shows the text that was extracted from documents which are not text themselves. @param textOf is given {@link FileRef.id} */
export function registerDocumentTexts(textOf: (fileId: string) => Promise<string | null>): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(TEXT_SCHEME, {
      provideTextDocumentContent: async (uri) => (await textOf(uri.query)) ?? '',
    }),
    vscode.workspace.registerTextDocumentContentProvider(QUOTE_SCHEME, { provideTextDocumentContent: (uri) => uri.query }),
  );
}

/** Whether this is the id of an uploaded file; those of the workspace are known by their paths. */
export function isUploaded(fileId: string): boolean {
  return !isAbsolute(fileId);
}

function textUri({ file }: Citation): vscode.Uri {
  return vscode.Uri.from({ scheme: TEXT_SCHEME, path: `/${file.path}.txt`, query: file.id });
}

function quoteUri({ file, quote }: Citation): vscode.Uri {
  return vscode.Uri.from({ scheme: QUOTE_SCHEME, path: `/${file.path} (deleted)`, query: quote });
}

function selectionOf(document: vscode.TextDocument, { start, end }: LineRange): vscode.Range {
  return new vscode.Range(start - 1, 0, end - 1, document.lineAt(Math.min(end, document.lineCount) - 1).text.length);
}

/** Where what a view links to is opened: a source must not cover the analysis that cites it. */
export function columnFor(from: ViewKind): vscode.ViewColumn {
  if (from === 'chat') return vscode.ViewColumn.Active;
  return vscode.window.tabGroups.activeTabGroup.viewColumn === vscode.ViewColumn.One
    ? vscode.ViewColumn.Two
    : vscode.ViewColumn.One;
}
