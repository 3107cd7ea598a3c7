import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ALL } from '../../../src/core/data/page.ts';
import { PLAIN_ASSISTANT } from '../../../src/core/types/assistant.ts';
import { documentUri } from '../../../src/editor/assistants/documents.ts';
import type { Extension } from '../../../src/extension.ts';
import { extension, folder, runOf } from '../support.ts';

suite('assistants', () => {
  let docent: Extension;
  suiteSetup(async () => {
    docent = await extension();
  });
  teardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const uriOf = (name: string) => vscode.Uri.joinPath(folder(), '.docent', 'assistants', name);
  const write = (name: string, text: string) => vscode.workspace.fs.writeFile(uriOf(name), new TextEncoder().encode(text));

  /** The problems of a document, once they are so many. */
  async function problems(uri: vscode.Uri, count: number): Promise<readonly vscode.Diagnostic[]> {
    for (;;) {
      const changed = new Promise((resolve) => vscode.languages.onDidChangeDiagnostics(resolve));
      const found = vscode.languages.getDiagnostics(uri);
      if (found.length === count) return found;
      await changed;
    }
  }

  async function replace(document: vscode.TextDocument, before: string, after: string): Promise<void> {
    const start = document.getText().indexOf(before);
    assert.ok(start >= 0, before);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(start + before.length)), after);
    assert.ok(await vscode.workspace.applyEdit(edit));
  }

  async function proposed(document: vscode.TextDocument, after: string): Promise<readonly (string | vscode.CompletionItemLabel)[]> {
    const position = document.positionAt(document.getText().indexOf(after) + after.length);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, position);
    return list.items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Text).map(({ label }) => label);
  }

  test('are checked as one types, at the line and column', async () => {
    await write('typed.md', '\uFEFF---\r\nname: Typed\r\ntools: [file_search]\r\n---\r\nHelp.\r\n');
    const document = await vscode.workspace.openTextDocument(uriOf('typed.md'));
    await replace(document, 'tools:', 'temperature: 3\r\ntols: x\r\ntools:');
    const found = (await problems(document.uri, 2)).toSorted((a, b) => a.range.start.line - b.range.start.line);
    assert.deepEqual(
      found.map(({ range: { start, end }, severity }) => [start.line, start.character, end.character, severity]),
      [
        [2, 13, 14, vscode.DiagnosticSeverity.Error],
        [3, 0, 4, vscode.DiagnosticSeverity.Warning],
      ],
    );
    assert.match(found[0]?.message ?? '', /^temperature can’t be this\. .*a number from 0 to 2/);
    await replace(document, 'temperature: 3\r\ntols: x\r\n', '');
    await problems(document.uri, 0);
    await replace(document, '[file_search]', '[file_search, no_such_tool]');
    assert.match((await problems(document.uri, 1))[0]?.message ?? '', /There is no tool no_such_tool in this editor now/);
    await replace(document, 'name: Typed', 'name: SDD Expert');
    assert.ok((await problems(document.uri, 2)).some(({ message }) => /also the name of another assistant \(.*sdd-expert\.md\)/.test(message)));
    await vscode.workspace.fs.delete(uriOf('typed.md'));
  });

  test('are completed in the front matter', async () => {
    await write('completed.md', '---\nname: Completed\nto\ntools:\n  - \nvector_stores:\n  - w\n---\nHelp.\n');
    const document = await vscode.workspace.openTextDocument(uriOf('completed.md'));
    await vscode.window.showTextDocument(document);
    assert.ok((await proposed(document, 'Completed\nto')).includes('top_p'));
    assert.ok((await proposed(document, 'tools:\n  - ')).includes('code_interpreter'));
    assert.deepEqual(await proposed(document, 'vector_stores:\n  - w'), ['workspace']);
    assert.deepEqual(await proposed(document, 'Help'), []);
    await vscode.workspace.fs.delete(uriOf('completed.md'));
  });

  test('that Docent keeps are files, too, and a broken one is not saved', async () => {
    const row = { ...PLAIN_ASSISTANT, id: 'asst_host', name: 'Kept', instructions: 'Help.', createdAt: 1 };
    await docent.docent.assistants.save(row);
    const document = await vscode.workspace.openTextDocument(documentUri(row));
    assert.equal(document.languageId, 'markdown');
    assert.match(document.getText(), /^---\nname: Kept\n[^]*---\n\nHelp\.\n$/);
    await replace(document, 'Help.', 'Help more.');
    assert.ok(await document.save());
    assert.equal((await docent.docent.assistants.get(row.id))?.instructions, 'Help more.');
    await replace(document, 'name: Kept', 'name: [');
    await problems(document.uri, 1);
    assert.equal(await document.save(), false);
    assert.equal((await docent.docent.assistants.get(row.id))?.name, 'Kept');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.workspace.fs.delete(document.uri);
    assert.equal(await docent.docent.assistants.get(row.id), null);
  });

  test('of files answer as the file is now, and a run keeps the assistant that it ran', async () => {
    const { conversation } = docent.chat;
    await write('changing.md', '---\nname: Changing\ntools: [file_search]\n---\nAnswer as one.\n');
    const id = (await docent.docent.assistants.list(ALL)).data.find(({ name }) => name === 'Changing')?.id ?? null;
    conversation.show(null);
    await conversation.choose(id);
    const first = await runOf(docent, () => conversation.ask('What are the key phases of SDD?'));
    await write('changing.md', '---\nname: Changed\ntools: [file_search]\n---\nAnswer as two.\n');
    const second = await runOf(docent, () => conversation.retry());
    assert.deepEqual([first.run?.assistant.name, first.run?.assistant.instructions], ['Changing', 'Answer as one.']);
    assert.deepEqual([second.run?.assistant.name, second.run?.assistant.instructions], ['Changed', 'Answer as two.']);
    await vscode.workspace.fs.delete(uriOf('changing.md'));
    await assert.rejects(conversation.retry(), { code: 'assistant_gone', action: 'pickAssistant' });
    await conversation.choose(null);
    conversation.show(null);
  });
});
