import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { checkNames, type Known } from '../../core/assistants/check.ts';
import { fileId } from '../../core/assistants/files.ts';
import { nameOf } from '../../core/assistants/foreign.ts';
import type { Problem } from '../../core/assistants/read.ts';
import { ASSISTANT_SCHEME, documentId } from './documents.ts';
import { withSignal } from '../cancellation.ts';
import { ASSISTANTS_GLOB, type EditorAssistants } from './assistants.ts';

const SELECTOR: vscode.DocumentSelector = [{ scheme: 'file', pattern: ASSISTANTS_GLOB }, { scheme: ASSISTANT_SCHEME }];
/** After these something new can stand; elsewhere one asks for it, since Markdown proposes nothing by itself. */
const TRIGGERS = [' ', '[', ','];

export interface AssistantLanguageParts {
  readonly assistants: EditorAssistants;
  readonly log: vscode.LogOutputChannel;
  known(): Promise<Known>;
  /** The ids of the models that can be asked. */
  models(signal: AbortSignal): Promise<readonly string[]>;
}

/** Completes and checks assistants as one types them. */
export function registerAssistantLanguage({ assistants, known, models, log }: AssistantLanguageParts): vscode.Disposable {
  const diagnostics = vscode.languages.createDiagnosticCollection('docent');

  async function check(document: vscode.TextDocument): Promise<void> {
    if (vscode.languages.match(SELECTOR, document) === 0) return;
    const { version } = document;
    const { readAssistant } = await import('../../core/assistants/read.ts');
    const isKept = document.uri.scheme === ASSISTANT_SCHEME;
    const id = isKept ? documentId(document.uri) : fileId(document.uri.fsPath);
    const entries = await assistants.entries();
    const name = isKept ? (entries.find((entry) => entry.id === id)?.assistant?.name ?? null) : nameOf(document.uri.fsPath);
    const reading = readAssistant(document.getText(), name);
    const others = entries.filter((entry) => entry.id !== id && entry.assistant);
    const names = new Map(others.map(({ assistant, origin }) => [assistant?.name ?? '', origin]));
    const problems = [...reading.problems, ...checkNames(reading, await known(), names)];
    // Meanwhile one may have typed on, or closed it.
    if (document.version !== version || document.isClosed) return;
    diagnostics.set(document.uri, problems.map((problem) => toDiagnostic(document, problem)));
  }
  const checkInBackground = (document: vscode.TextDocument) => {
    check(document).catch((error: unknown) => log.error(`${document.uri.path} could not be checked: ${String(error)}`));
  };
  const checkAll = () => vscode.workspace.textDocuments.forEach(checkInBackground);
  checkAll();

  const completion: vscode.CompletionItemProvider = {
    async provideCompletionItems(document, position, token) {
      const findModels = () => withSignal(token, models);
      const { complete } = await import('../../core/assistants/complete.ts');
      const proposals = await complete(document.getText(), document.offsetAt(position), await known(), findModels);
      return proposals.map(({ label, insert, explanation, start, end }) => {
        const item = new vscode.CompletionItem(label, insert === label ? vscode.CompletionItemKind.Value : vscode.CompletionItemKind.Property);
        item.insertText = insert;
        item.range = new vscode.Range(document.positionAt(start), document.positionAt(end));
        item.documentation = explanation;
        if (insert !== label) item.command = { title: t('Its values'), command: 'editor.action.triggerSuggest' };
        return item;
      });
    },
  };
  return vscode.Disposable.from(
    diagnostics,
    vscode.languages.registerCompletionItemProvider(SELECTOR, completion, ...TRIGGERS),
    vscode.workspace.onDidOpenTextDocument(checkInBackground),
    vscode.workspace.onDidChangeTextDocument(({ document }) => checkInBackground(document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => diagnostics.delete(uri)),
    assistants.onDidChange(checkAll),
  );
}

function toDiagnostic(document: vscode.TextDocument, { start, end, message, severity }: Problem): vscode.Diagnostic {
  const level = severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(new vscode.Range(document.positionAt(start), document.positionAt(end)), message, level);
  diagnostic.source = 'Docent';
  return diagnostic;
}
