import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { relocate } from '../core/knowledge/relocate.ts';
import type { VectorStore } from '../core/knowledge/vectorStore.ts';
import type { Citation, LineRange } from '../core/types/citation.ts';
import { DocentError } from '../core/types/errors.ts';
import type { ViewKind } from '../protocol/view.ts';

/** Scheme of the read-only editors that show the text of documents (PDF), as it was indexed. */
const TEXT_SCHEME = 'docent-text';

/** Opens the cited file with the cited lines selected, wherever they stand by now. */
export async function openCitation(citation: Citation, from: ViewKind): Promise<void> {
  const { file } = citation;
  await stat(file.id).catch((cause: unknown) => {
    throw new DocentError('file_gone', `${file.path} is no longer there; index the workspace again.`, 'indexWorkspace', cause);
  });
  const uri = citation.page === null ? vscode.Uri.file(file.id) : textUri(citation);
  const document = await vscode.workspace.openTextDocument(uri);
  const lines = relocate(document.getText(), citation);
  const options = { preview: true, viewColumn: from === 'chat' ? vscode.ViewColumn.Active : columnBesideAnalysis() };
  await vscode.window.showTextDocument(document, { ...options, ...(lines && { selection: selectionOf(document, lines) }) });
  if (!lines) {
    void vscode.window.showWarningMessage(`${file.path} has changed and no longer has the cited lines; index the workspace again.`);
  }
}

/** Shows the text that was extracted from documents which are not text themselves. */
export function registerDocumentTexts(store: () => VectorStore): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(TEXT_SCHEME, {
    provideTextDocumentContent: async (uri) => (await store().text(uri.query)) ?? '',
  });
}

function textUri({ file }: Citation): vscode.Uri {
  return vscode.Uri.from({ scheme: TEXT_SCHEME, path: `/${file.path}.txt`, query: file.id });
}

function selectionOf(document: vscode.TextDocument, { start, end }: LineRange): vscode.Range {
  return new vscode.Range(start - 1, 0, end - 1, document.lineAt(Math.min(end, document.lineCount) - 1).text.length);
}

/** A source must not cover the analysis that cites it. */
function columnBesideAnalysis(): vscode.ViewColumn {
  return vscode.window.tabGroups.activeTabGroup.viewColumn === vscode.ViewColumn.One
    ? vscode.ViewColumn.Two
    : vscode.ViewColumn.One;
}
