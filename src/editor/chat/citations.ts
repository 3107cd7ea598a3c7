import { stat } from 'node:fs/promises';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { foundElsewhere } from '../../core/knowledge/search/elsewhere.ts';
import { inTime } from '../../core/knowledge/remoteFiles.ts';
import { isExtracted, isNotebook } from '../../core/knowledge/read/extracted.ts';
import type { Located, VectorStore } from '../../core/knowledge/vectorStore.ts';
import type { Citation, FileRef, LineRange } from '../../core/types/citation.ts';
import { DocentError, errorInfo, hasCode } from '../../core/types/errors.ts';
import { isRemote } from '../../core/types/remotePath.ts';
import type { ViewKind } from '../../protocol/view.ts';
import { showError } from '../errors.ts';
import { uriOf } from '../fileUri.ts';
import { remoteFiles } from '../remoteFiles.ts';
import { openCell } from './notebooks.ts';
import { isUploaded } from './uploaded.ts';
import { tellWhere } from './whereabouts.ts';

/** Scheme of the read-only editors that show text as it was indexed: of documents (PDF, Word), and of uploaded files. */
const TEXT_SCHEME = 'docent-text';
/** Scheme of those that show what was quoted of a file that is gone: the quote is in the address. */
const QUOTE_SCHEME = 'docent-quote';
/** Encodings that VS Code calls otherwise, once hyphens and underscores are gone. */
const ENCODINGS: Readonly<Record<string, string>> = { utf8: 'utf8', big5: 'cp950', iso2022jp: 'utf8', ibm866: 'cp866', macintosh: 'macroman' };

type Cited = Pick<VectorStore, 'locate' | 'search' | 'text'>;

type Show = Pick<vscode.TextDocumentShowOptions, 'preserveFocus' | 'viewColumn' | 'preview'>;

/**
 * Opens the cited file with the cited lines selected, wherever they stand by now, in whichever file; of those that are nowhere, what was quoted. What
 * has become of them is told.
 */
export async function openCitation(citation: Citation, from: ViewKind, store: Cited, options: Pick<Show, 'preserveFocus' | 'viewColumn'> = {}): Promise<void> {
  const { file } = citation;
  const show: Show = { preview: true, viewColumn: columnFor(from), ...options };
  const isPreview = options.preserveFocus === true;
  if (!isUploaded(file.id) && (await isGone(file))) {
    const there = isPreview ? null : await foundElsewhere(store, citation);
    if (!there) return showQuote(citation, show);
    await showPlace(there, store, show);
    return void vscode.window.showInformationMessage(t('{0} is gone. What it said stands in {1} now, which is shown.', file.path, there.file.path));
  }
  const { found } = await showPlace(citation, store, show);
  if (isPreview) return;
  const there = found.kind === 'gone' && !isUploaded(file.id) ? await foundElsewhere(store, citation) : null;
  if (!there) return tellWhere(citation, found);
  const open = t('Open {0}', there.file.path);
  // Nobody waits for an answer.
  void vscode.window
    .showWarningMessage(t('The cited lines are gone from {0}. They stand in {1} now.', file.path, there.file.path), open)
    .then((picked) => (picked ? showPlace(there, store, show) : null))
    .then(undefined, (error: unknown) => showError(errorInfo(error)));
}

/** Shows a file that is there at the cited lines, or near where they stood. */
async function showPlace(citation: Citation, store: Cited, show: Show): Promise<Located> {
  const { file } = citation;
  if (isNotebook(file.path) && !isUploaded(file.id)) {
    const located = await store.locate({ citation, shown: null });
    // Editors don't open those of before 2014, whose text is shown as it was indexed.
    if (await openCell(citation, located, show).then(() => true, () => false)) return located;
  }
  const { document, located } = isUploaded(file.id) || isExtracted(file.path) || isNotebook(file.path) ? await extracted(citation, store) : await written(citation, store);
  const { found } = located;
  const editor = await vscode.window.showTextDocument(document, show);
  if (found.kind === 'gone') editor.revealRange(selectionOf(document, found.nearest), vscode.TextEditorRevealType.InCenter);
  else {
    const selection = selectionOf(document, found.lines);
    editor.selection = new vscode.Selection(selection.start, selection.end);
    editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
  return located;
}

/** @throws DocentError `remote_failed` where that can't be told */
async function isGone({ id, path }: FileRef): Promise<boolean> {
  if (!isRemote(id)) return stat(id).then(() => false, () => true);
  try {
    await inTime(remoteFiles.stat(id));
    return false;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return true;
    throw new DocentError('remote_failed', t('{0} can’t be opened: {1}.', path, errorInfo(error).message), null, error);
  }
}

async function showQuote(citation: Citation, options: vscode.TextDocumentShowOptions): Promise<void> {
  const document = await vscode.workspace.openTextDocument(quoteUri(citation));
  await vscode.window.showTextDocument(document, { ...options, selection: selectionOf(document, { start: 1, end: document.lineCount }) });
  if (options.preserveFocus !== true) void vscode.window.showWarningMessage(t('{0} was deleted. What it said when it was cited is shown.', citation.file.path));
}

interface Opened {
  readonly document: vscode.TextDocument;
  readonly located: Located;
}

/** A document's text, as it was indexed. @throws DocentError `not_indexed` for one of a folder that is not open */
async function extracted(citation: Citation, store: Cited): Promise<Opened> {
  const document = await vscode.workspace.openTextDocument(documentTextUri(citation.file));
  const { id, path } = citation.file;
  if (!isUploaded(id) && document.getText() === '') {
    throw new DocentError('not_indexed', t('The text of {0} is not in the index of this window: open its folder, and index it.', path), 'openFolder');
  }
  return { document, located: await store.locate({ citation, shown: document.getText() }) };
}

/** A file in its own encoding, whatever the editor takes it for; what was typed and not saved counts. */
async function written(citation: Citation, store: Cited): Promise<Opened> {
  const uri = uriOf(citation.file.id);
  const located = await store.locate({ citation, shown: null });
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const document = open?.isDirty ? open : await vscode.workspace.openTextDocument(uri, encodingOf(located));
  return { document, located: document.isDirty ? await store.locate({ citation, shown: document.getText() }) : located };
}

function encodingOf({ encoding }: Located): { readonly encoding: string } | undefined {
  const name = encoding?.replaceAll(/[-_]/g, '');
  // What is UTF-8 is opened as the editor opens it.
  return name === undefined || name === 'utf8' ? undefined : { encoding: ENCODINGS[name] ?? name };
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

/** Where a document is read as it was indexed. */
export function documentTextUri(file: FileRef): vscode.Uri {
  return vscode.Uri.from({ scheme: TEXT_SCHEME, path: `/${file.path}.txt`, query: file.id });
}

function quoteUri({ file, quote }: Citation): vscode.Uri {
  return vscode.Uri.from({ scheme: QUOTE_SCHEME, path: `/${file.path} (deleted)`, query: quote });
}

function selectionOf(document: vscode.TextDocument, { start, end }: LineRange): vscode.Range {
  return new vscode.Range(start - 1, 0, end - 1, document.lineAt(Math.max(Math.min(end, document.lineCount), 1) - 1).text.length);
}

/** Where what a view links to is opened: a source must not cover the analysis that cites it. */
export function columnFor(from: ViewKind): vscode.ViewColumn {
  if (from === 'chat') return vscode.ViewColumn.Active;
  return vscode.window.tabGroups.activeTabGroup.viewColumn === vscode.ViewColumn.One
    ? vscode.ViewColumn.Two
    : vscode.ViewColumn.One;
}
