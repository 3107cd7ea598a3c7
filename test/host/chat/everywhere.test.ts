import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { messageText, type Item } from '../../../src/core/types/item.ts';
import type { EditorConsents } from '../../../src/editor/consents.ts';
import { createParticipant } from '../../../src/editor/chat/participant.ts';
import { insertText } from '../../../src/editor/chat/insertText.ts';
import type { Extension } from '../../../src/extension.ts';
import { docentUri, extension, folder, runOf } from '../support.ts';

interface Shortcut {
  readonly key: string;
  readonly command: string;
}

const question = (items: readonly Item[]) => {
  const asked = items.findLast((item) => item.type === 'message' && item.role === 'user');
  assert.ok(asked?.type === 'message');
  return asked;
};

suite('Docent in the editor', () => {
  let docent: Extension;
  const problems = vscode.languages.createDiagnosticCollection('test');
  suiteSetup(async () => {
    docent = await extension();
    await vscode.commands.executeCommand('docent.indexWorkspace');
  });
  suiteTeardown(() => problems.dispose());
  teardown(async () => {
    problems.clear();
    docent.chat.conversation.show(null);
    for (const { id } of docent.chat.composer.state.chips) await docent.chat.composer.requests.removeChip({ id }, new AbortController().signal);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function withProblem() {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder(), 'services/notify/retry.go'));
    const range = new vscode.Range(19, 0, 19, 5);
    problems.set(document.uri, [new vscode.Diagnostic(range, 'the delay is never capped', vscode.DiagnosticSeverity.Error)]);
    await vscode.window.showTextDocument(document);
    const actions = async () => {
      const all = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range);
      return all.filter(({ title }) => title.includes('Docent'));
    };
    return { document, actions };
  }

  test('offers to fix and to explain a problem, and asks about the lines around it in a thread of its own', async () => {
    const { actions } = await withProblem();
    assert.deepEqual((await actions()).map(({ title }) => title).sort(), ['Explain with Docent', 'Fix with Docent']);
    const fix = (await actions()).find(({ title }) => title.startsWith('Fix'))?.command;
    assert.ok(fix);
    const { items } = await runOf(docent, () => vscode.commands.executeCommand(fix.command, ...(fix.arguments ?? [])));
    const asked = question(items);
    assert.match(messageText(asked), /^Fix this problem in line 20: “the delay is never capped”\./);
    const [, along] = asked.content;
    assert.ok(along?.type === 'selection' && along.path === 'services/notify/retry.go' && along.lines.start === 10 && along.lines.end === 30, JSON.stringify(along));
  });

  test('offers no code actions where a setting has switched them off', async () => {
    const { actions } = await withProblem();
    const configuration = vscode.workspace.getConfiguration('docent');
    await configuration.update('codeActions.enabled', false, vscode.ConfigurationTarget.Workspace);
    try {
      assert.deepEqual(await actions(), []);
    } finally {
      await configuration.update('codeActions.enabled', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  test('takes files, changes, failures and cells along with the next question', async () => {
    const uri = (path: string) => vscode.Uri.joinPath(folder(), path);
    await vscode.commands.executeCommand('docent.ask', uri('analysis/depots.csv'), [uri('analysis/depots.csv'), uri('docs')]);
    await vscode.commands.executeCommand('docent.askAboutChanges', { resourceUri: uri('README.md') });
    const message = new vscode.TestMessage('expected 3 to be 4');
    message.expectedOutput = '4';
    message.location = new vscode.Location(uri('services/notify/retry.go'), new vscode.Position(4, 0));
    await vscode.commands.executeCommand('docent.askAboutTest', { message, test: { label: 'adds up' } });
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, 'print(6 * 7)', 'python');
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([cell]));
    await vscode.commands.executeCommand('docent.askAboutCell', notebook.cellAt(0));
    const chips = docent.chat.composer.state.chips.map(({ kind, label }) => `${kind} ${label}`);
    assert.deepEqual(chips.slice(0, 5), ['file depots.csv', 'folder docs', 'changes Changes of README.md', 'problems Failure of adds up', 'file retry.go']);
    assert.match(chips[5] ?? '', /^selection .*, cell 1/);
  });

  test('puts an answer into cells of a notebook: code as code, words as Markdown', async () => {
    const first = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, 'x = 1', 'python');
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([first]));
    const editor = await vscode.window.showNotebookDocument(notebook);
    editor.selection = new vscode.NotebookRange(0, 1);
    await insertText('First:\n\n```python\ny = 2\n```\n\nThen so.');
    assert.deepEqual(notebook.getCells().map(({ kind, document }) => [kind, document.getText()]), [
      [vscode.NotebookCellKind.Code, 'x = 1'],
      [vscode.NotebookCellKind.Markup, 'First:'],
      [vscode.NotebookCellKind.Code, 'y = 2'],
      [vscode.NotebookCellKind.Markup, 'Then so.'],
    ]);
  });

  test('answers as @docent in the editor’s own chat with sources, in a thread that goes on', async () => {
    const log = vscode.window.createOutputChannel('Participant', { log: true });
    const consents: EditorConsents = { known: () => null, ask: async () => 'deny', answer: () => undefined };
    const ask = createParticipant(docent.docent, docent.chat, consents, log);
    const said: string[] = [];
    const places: vscode.Uri[] = [];
    const stream = {
      markdown: (text: string) => said.push(text),
      progress: (text: string) => said.push(`(${text})`),
      anchor: (place: vscode.Location) => places.push(place.uri),
      reference: () => undefined,
      button: ({ title }: vscode.Command) => said.push(`[${title}]`),
    } as unknown as vscode.ChatResponseStream;
    const { token } = new vscode.CancellationTokenSource();
    const request = (prompt: string) => ({ prompt, references: [] }) as unknown as vscode.ChatRequest;
    const first = await ask(request('How is the retry delay computed?'), { history: [] }, stream, token);
    const text = said.join('');
    assert.match(text, /\(Searching the files\)/);
    assert.match(text, /Sources:/);
    assert.match(text, /\[1\]/);
    assert.ok(places.some(({ path }) => path.endsWith('services/notify/retry.go')), places.join());
    const threadId = String((first as vscode.ChatResult).metadata?.['threadId']);
    assert.equal((await docent.docent.threads.get(threadId))?.title, 'How is the retry delay computed?');
    const turn = Object.assign(Object.create(vscode.ChatResponseTurn.prototype) as object, { participant: 'docent.docent', result: first });
    await ask(request('What is a depot?'), { history: [turn as vscode.ChatResponseTurn] }, stream, token);
    const asked = (await docent.docent.items.list(threadId)).filter((item) => item.type === 'message' && item.role === 'user');
    assert.equal(asked.length, 2);
    log.dispose();
  });

  test('has keys that nothing else in the editor has', async () => {
    const defaults = await vscode.workspace.openTextDocument(vscode.Uri.parse('vscode://defaultsettings/keybindings.json'));
    const taken = JSON.parse(defaults.getText().replace(/^\s*\/\/.*$/gm, '')) as readonly Shortcut[];
    assert.ok(taken.length > 500);
    const { contributes } = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(docentUri(), 'package.json')))) as {
      readonly contributes: { readonly keybindings: readonly (Shortcut & { readonly when: string })[] };
    };
    // Those of a view or a list of Docent's own hold there alone.
    for (const { key } of contributes.keybindings.filter(({ when = '' }) => !/focusedView == docent\.|^inQuickInput && docent\./.test(when))) {
      const others = taken.filter((each) => each.key === key && !each.command.startsWith('docent.'));
      assert.deepEqual(others, [], key);
    }
  });
});
