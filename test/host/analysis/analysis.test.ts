import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Output } from '../../../src/core/types/output.ts';
import type { ThreadState } from '../../../src/core/types/reducer.ts';
import type { Extension } from '../../../src/extension.ts';
import { answer, extension, folder, runOf } from '../support.ts';

suite('an analysis', () => {
  let docent: Extension;
  suiteSetup(async () => {
    docent = await extension();
  });
  teardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const outputs = ({ items }: ThreadState): readonly Output[] => items.flatMap((item) => (item.type === 'code_interpreter_call' ? item.outputs : []));
  const analyze = (uri?: vscode.Uri) => runOf(docent, () => vscode.commands.executeCommand('docent.analyzeFile', uri));

  test('of a CSV file reads all its rows and gives tables and charts', async () => {
    const state = await analyze(vscode.Uri.joinPath(folder(), 'data.csv'));
    assert.equal(state.run?.status, 'completed', state.run?.error?.message);
    assert.match(answer(state.items), /2,749 rows/);
    const charts = outputs(state).flatMap((output) => (output.type === 'image' ? [output.file] : []));
    assert.ok(charts.length >= 2, 'two charts');
    for (const chart of charts) assert.equal((await stat(docent.docent.files.path(chart))).size, chart.bytes);
    assert.ok(outputs(state).some((output) => output.type === 'table'));
  });

  test('of text that was never saved works too', async () => {
    const content = 'city,people\n' + Array.from({ length: 30 }, (_, n) => `City ${n},${n * 10}`).join('\n');
    const document = await vscode.workspace.openTextDocument({ content });
    await vscode.window.showTextDocument(document);
    const state = await analyze();
    assert.match(answer(state.items), /30 rows/);
  });

  test('of unsaved changes takes what the editor shows', async () => {
    const uri = vscode.Uri.joinPath(folder(), 'tiny.csv');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('a,b\n1,2\n'));
    const editor = await vscode.window.showTextDocument(uri);
    await editor.edit((edit) => edit.insert(new vscode.Position(2, 0), '3,4\n5,6\n7,8\n'));
    const state = await analyze(uri);
    assert.match(answer(state.items), /4 rows/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.workspace.fs.delete(uri);
  });

  test('of selected rows takes them whole, below the header, and no more', async () => {
    const editor = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder(), 'data.csv'));
    // As Shift+Down leaves it: before the first character of the next line.
    editor.selections = [new vscode.Selection(9, 4, 10, 2), new vscode.Selection(2, 0, 5, 0)];
    const state = await runOf(docent, () => vscode.commands.executeCommand('docent.analyzeSelection'));
    assert.match(answer(state.items), /5 rows/);
  });

  test('of selected records takes no other for a header', async () => {
    const uri = vscode.Uri.joinPath(folder(), 'log.jsonl');
    const records = Array.from({ length: 12 }, (_, n) => JSON.stringify({ id: `r${n}`, size: n * 3 })).join('\n');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(records));
    const editor = await vscode.window.showTextDocument(uri);
    editor.selection = new vscode.Selection(2, 0, 10, 0);
    const state = await runOf(docent, () => vscode.commands.executeCommand('docent.analyzeSelection'));
    assert.match(answer(state.items), /8 rows/);
    await vscode.workspace.fs.delete(uri);
  });

  for (const [name, text, expected] of [
    ['empty.csv', '', /empty/i],
    ['letter.csv', 'Dear all,\n\nthis is no table. It is a letter.\nIt has sentences\nand an end.\n', /does not look like a table/i],
  ] as const) {
    test(`of ${name} says in a sentence what is wrong`, async () => {
      const uri = vscode.Uri.joinPath(folder(), name);
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      const state = await analyze(uri);
      assert.equal(state.run?.status, 'completed');
      assert.match(answer(state.items), expected);
      await vscode.workspace.fs.delete(uri);
    });
  }
});
