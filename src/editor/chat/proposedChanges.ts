import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { withCode } from '../../core/text/applyCode.ts';
import { DocentError } from '../../core/types/errors.ts';
import { textEditor } from './insertText.ts';

/** Scheme of the right side of a difference that waits for the user. */
const SCHEME = 'docent-change';

interface Proposal {
  /** The file to be changed. */
  readonly uri: vscode.Uri;
  /** Its text when the change was made, and with the change. */
  readonly before: string;
  readonly after: string;
}

/** Changes of files that an answer proposes: the user sees the difference, and takes it or not. */
export interface ProposedChanges extends vscode.Disposable {
  /** Shows what the file in the editor would be with this code. @throws DocentError `no_editor`, `no_place` */
  propose(code: string, language: string): Promise<void>;
  /** Carries out what the difference in front shows. @throws DocentError `changed_meanwhile` */
  accept(): Promise<void>;
  discard(): Promise<void>;
}

export function createProposedChanges(): ProposedChanges {
  const proposals = new Map<string, Proposal>();
  let count = 0;
  const subscriptions = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: (uri) => proposals.get(uri.query)?.after ?? '',
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === SCHEME) proposals.delete(uri.query);
    }),
  );

  /** The one in front. */
  function shown(): { readonly tab: vscode.Tab; readonly proposal: Proposal } {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    const proposal = tab?.input instanceof vscode.TabInputTextDiff ? proposals.get(tab.input.modified.query) : undefined;
    if (!tab || !proposal) throw new DocentError('no_change', t('Open the difference that you want to take first.'));
    return { tab, proposal };
  }

  return {
    async propose(code, language) {
      const { document, selection } = textEditor();
      const before = document.getText();
      const after = selection.isEmpty ? withCode(before, code, language) : replaced(document, selection, code);
      if (after === null) {
        const message = t('{0} has nothing that this code would replace; select the lines, or insert it at the cursor.', basename(document.fileName));
        throw new DocentError('no_place', message);
      }
      if (after === before) throw new DocentError('no_change', t('{0} has this code already.', basename(document.fileName)));
      const id = String(++count);
      proposals.set(id, { uri: document.uri, before, after });
      const right = document.uri.with({ scheme: SCHEME, query: id, authority: '' });
      await vscode.commands.executeCommand('vscode.diff', document.uri, right, t('{0}: Docent’s change', basename(document.fileName)), { preview: false });
    },
    async accept() {
      const { tab, proposal } = shown();
      const document = await vscode.workspace.openTextDocument(proposal.uri);
      if (document.getText() !== proposal.before) {
        throw new DocentError('changed_meanwhile', t('{0} has changed since; apply the code again.', basename(document.fileName)));
      }
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(document.positionAt(0), document.positionAt(proposal.before.length)), proposal.after);
      await vscode.workspace.applyEdit(edit);
      await vscode.window.tabGroups.close(tab);
      await vscode.window.showTextDocument(document);
    },
    async discard() {
      await vscode.window.tabGroups.close(shown().tab);
    },
    dispose: () => subscriptions.dispose(),
  };
}

function replaced(document: vscode.TextDocument, selection: vscode.Selection, code: string): string {
  const text = document.getText();
  return text.slice(0, document.offsetAt(selection.start)) + code + text.slice(document.offsetAt(selection.end));
}
