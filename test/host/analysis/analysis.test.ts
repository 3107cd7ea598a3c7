import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
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
  const codeRun = ({ items }: ThreadState) => items.flatMap((item) => (item.type === 'code_interpreter_call' ? [item.code] : []));
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

  async function written(name: string, content: string | Uint8Array): Promise<vscode.Uri> {
    const uri = vscode.Uri.joinPath(folder(), 'given', name);
    await vscode.workspace.fs.writeFile(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    return uri;
  }
  const removeGiven = () => vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), 'given'), { recursive: true });

  test('of rows in a file of any name finds them; of several files, and of a folder, reads each', async () => {
    const rows = (separator: string, count: number) => ['city', 'people'].join(separator) + '\n' + Array.from({ length: count }, (_, n) => `City ${n}${separator}${n * 10}`).join('\n');
    try {
      const piped = await written('cities.psv', rows('|', 21));
      const dat = await written('cities.dat', rows(';', 22));
      const packed = await written('cities.csv.gz', gzipSync(rows(',', 23)));
      assert.match(answer((await analyze(piped)).items), /21 rows/);
      assert.match(answer((await analyze(dat)).items), /22 rows/);
      assert.match(answer((await analyze(packed)).items), /23 rows/);
      const several = await runOf(docent, () => vscode.commands.executeCommand('docent.analyzeFile', piped, [piped, packed]));
      assert.match(answer(several.items), /21 rows[^]*23 rows/);
      const all = await analyze(vscode.Uri.joinPath(folder(), 'given'));
      assert.match(answer(all.items), /23 rows[^]*21 rows/, 'tables by their names');
    } finally {
      await removeGiven();
    }
  });

  test('of a notebook runs its code cells in their order, without the magics', async () => {
    const cell = (kind: 'code' | 'markdown', ...source: readonly string[]) => ({
      cell_type: kind, metadata: {}, source: source.map((line) => `${line}\n`), ...(kind === 'code' && { outputs: [], execution_count: null }),
    });
    const cells = [cell('markdown', '# Sums'), cell('code', 'total = 0'), cell('code', 'for n in range(10):', '    total += n'), cell('code', 'print("The sum is", total)')];
    try {
      const uri = await written('book.ipynb', JSON.stringify({ cells, metadata: { kernelspec: { language: 'python', name: 'python3' } }, nbformat: 4, nbformat_minor: 5 }));
      await vscode.window.showNotebookDocument(await vscode.workspace.openNotebookDocument(uri));
      const state = await analyze();
      const printed = outputs(state).map((output) => (output.type === 'logs' ? output.text : ''));
      assert.equal(printed.join(''), 'The sum is 45\n', JSON.stringify(state.items.at(-1)));
      assert.equal(codeRun(state).length, 3, 'each cell is one of the analysis');
      const editor = vscode.window.activeNotebookEditor;
      assert.ok(editor, 'the notebook is still in front');
      editor.selection = new vscode.NotebookRange(1, 3);
      assert.deepEqual(codeRun(await runOf(docent, () => vscode.commands.executeCommand('docent.analyzeSelection'))), ['total = 0\n', 'for n in range(10):\n    total += n\n']);
      const [, first] = editor.notebook.getCells();
      assert.deepEqual(codeRun(await runOf(docent, () => vscode.commands.executeCommand('docent.analyzeSelection', first))), ['total = 0\n']);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    } finally {
      await removeGiven();
    }
  });

  test('of a long log says how large it is and what can be done with it', async () => {
    try {
      const uri = await written('app.log', 'INFO server started, listening\nWARN no answer; retry\nat main (a:1, b:2)\n\n'.repeat(110_000));
      const state = await analyze(uri);
      assert.equal(state.run?.status, 'completed');
      assert.match(answer(state.items), /`app\.log` has [\d.]+ MB\..*Analyze Selection/);
    } finally {
      await removeGiven();
    }
  });
});
