import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Files } from '../../core/data/files.ts';
import { DocentError } from '../../core/types/errors.ts';
import type { Attachment, ContentPart } from '../../core/types/item.ts';
import type { AnalysisEditors } from './editor.ts';
import { attachmentAt, attachmentOfText } from '../chat/attachments.ts';
import { codeOf, codeOfNotebook, selectedCells } from './code.ts';
import { selectedRows, tableName } from './rows.ts';
import { inFront, isTableFile, MAX_FILES, tablesIn, targetOf } from './target.ts';

const ASK_DATA = t('Analyze this data and create charts.');
const ASK_CODE = t('Analyze this code.');

export interface Analyze {
  /** The file, or the folder, of the menu it was called from, and what else is selected there; else what is in front. */
  file(uri: vscode.Uri | undefined, selected?: readonly vscode.Uri[]): Promise<void>;
  /** What is selected in the editor in front; in a notebook the cell that it was called from, else the selected cells. */
  selection(cell?: vscode.NotebookCell): Promise<void>;
}

export function createAnalyze(editors: AnalysisEditors, files: Files): Analyze {
  return {
    async file(uri, selected = []) {
      requireTrust();
      // A menu of a selected file is about all that are selected.
      const all = uri && selected.some((each) => each.toString() === uri.toString()) ? selected : [];
      if (all.length > 1) return analyzeAll(editors, files, t('Analysis: {0} files', all.length), await tablesOf(all));
      const one = uri ?? inFront();
      if (!one) throw new DocentError('no_file', t('Open a file first, or choose Docent: Analyze File in the Explorer’s menu.'));
      if (await isFolder(one)) return analyzeFolder(editors, files, one);
      const target = await targetOf(one);
      switch (target.kind) {
        case 'notebook':
          return analyzeCode(editors, one, codeOfNotebook(target.notebook));
        case 'code':
          return analyzeCode(editors, one, [codeOf(target.document)]);
        case 'rows':
          return analyzeData(editors, titleOf(one), [await attachmentOfText(files, target.document.getText(), tableName(target.document))]);
        case 'data':
          return analyzeData(editors, titleOf(one), await attachmentsAt(files, [one]));
      }
    },
    async selection(cell) {
      requireTrust();
      if (cell) return analyzeCells(editors, [cell]);
      const editor = vscode.window.activeTextEditor;
      const selections = editor?.selections.filter((selection) => !selection.isEmpty).toSorted((a, b) => a.start.compareTo(b.start)) ?? [];
      if (!editor || selections.length === 0) {
        const cells = selectedCells();
        if (cells.length > 0) return analyzeCells(editors, cells);
        throw new DocentError('no_selection', t('Select some code or rows first; Docent: Analyze File takes the whole file.'));
      }
      const { document } = editor;
      if (!(await isTableFile(document.uri, document))) return analyzeCode(editors, document.uri, [codeOf(document, selections)]);
      const file = await attachmentOfText(files, selectedRows(document, selections), t('selection of {0}', tableName(document)));
      await analyzeData(editors, titleOf(document.uri), [file]);
    },
  };
}

function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new DocentError('untrusted', t('Docent runs code only in a workspace you trust.'), 'trustWorkspace');
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme === 'untitled') return false;
  const { type } = await vscode.workspace.fs.stat(uri).then((stats) => stats, () => ({ type: vscode.FileType.Unknown }));
  return (type & vscode.FileType.Directory) !== 0;
}

async function analyzeFolder(editors: AnalysisEditors, kept: Files, folder: vscode.Uri): Promise<void> {
  const { files, more } = await tablesIn(folder);
  const name = basename(folder.path);
  if (files.length === 0 && folder.scheme !== 'file') throw new DocentError('remote_folder', t('{0} is not on disk: choose its tables themselves to analyze them.', name));
  if (files.length === 0) throw new DocentError('no_file', t('{0} has no tables (CSV, JSON, XLSX, Parquet …) that could be analyzed.', name));
  const title = more > 0 ? t('Analysis: {0} (the first {1} of {2})', name, files.length, files.length + more) : t('Analysis: {0}', name);
  await analyzeAll(editors, kept, title, files);
}

/** Those among files that are tables; the others are left to be analyzed alone. */
async function tablesOf(uris: readonly vscode.Uri[]): Promise<readonly vscode.Uri[]> {
  const tables: vscode.Uri[] = [];
  for (const uri of uris) if (await isTableFile(uri, undefined)) tables.push(uri);
  if (tables.length === 0) throw new DocentError('no_file', t('None of the selected files is a table: code is analyzed one file at a time.'));
  return tables;
}

async function analyzeAll(editors: AnalysisEditors, kept: Files, title: string, uris: readonly vscode.Uri[]): Promise<void> {
  await analyzeData(editors, title, await attachmentsAt(kept, uris.slice(0, MAX_FILES)));
}

async function attachmentsAt(kept: Files, uris: readonly vscode.Uri[]): Promise<readonly Attachment[]> {
  const attachments = await Promise.all(uris.map((uri) => attachmentAt(kept, uri)));
  const copied = uris.filter(({ scheme }) => scheme !== 'file').map(({ path }) => basename(path));
  if (copied.length > 0) void vscode.window.showInformationMessage(t('Not on disk: {0}. A copy is analyzed, as it is now.', copied.join(', ')));
  return attachments;
}

async function analyzeData(editors: AnalysisEditors, title: string, attachments: readonly Attachment[]): Promise<void> {
  await editors.open(title).ask(ASK_DATA, attachments.map((file) => ({ type: 'file', file })));
}

async function analyzeCells(editors: AnalysisEditors, cells: readonly vscode.NotebookCell[]): Promise<void> {
  const notebook = cells[0]?.notebook;
  if (notebook) await analyzeCode(editors, notebook.uri, codeOfNotebook(notebook, cells));
}

async function analyzeCode(editors: AnalysisEditors, uri: vscode.Uri, parts: readonly ContentPart[]): Promise<void> {
  await editors.open(titleOf(uri)).ask(ASK_CODE, parts);
}

function titleOf(uri: vscode.Uri): string {
  return t('Analysis: {0}', basename(uri.path));
}
