import { EDITOR_ADVICE } from '../../../src/editor/advice.ts';
import assert from 'node:assert/strict';
import { symlink, unlink } from 'node:fs/promises';
import * as vscode from 'vscode';
import { DEFAULT_ASSISTANT } from '../../../src/core/assistants/default.ts';
import type { ToolContext, ToolResult } from '../../../src/core/tools/tool.ts';
import { DocentError } from '../../../src/core/types/errors.ts';
import { editorTool } from '../../../src/editor/tools/editorTool.ts';
import { offeredTools } from '../../../src/editor/tools/offered.ts';
import { docentUri, extension, folder } from '../support.ts';
import { skipOnWindows } from '../../support/skipOnWindows.ts';

/** As test/fixtures/languageModels declares them. */
const REPORT = 'docent_test_report';
const BARE = 'docent_test_bare';

const text = (value: string) => new vscode.LanguageModelTextPart(value);
const result = (...parts: unknown[]) => new vscode.LanguageModelToolResult(parts);

suite('the editor’s tools', () => {
  let context: ToolContext;
  const registered: vscode.Disposable[] = [];
  suiteSetup(async () => {
    const { docent } = await extension();
    const thread = await docent.threads.create({ origin: 'api', workspace: '', title: '' });
    const signal = new AbortController().signal;
    context = { thread, assistant: DEFAULT_ASSISTANT, files: [], signal, advice: EDITOR_ADVICE, caller: 'model', passages: () => [], room: async () => null, output: () => undefined, consent: async () => true, waitFor: (work) => work, atEnd: () => undefined };
  });
  teardown(() => registered.splice(0).forEach((each) => each.dispose()));

  const register = (name: string, tool: vscode.LanguageModelTool<object>) => registered.push(vscode.lm.registerTool(name, tool));
  const run = async (name: string, args: unknown = {}, signal = context.signal): Promise<ToolResult | undefined> =>
    editorTool(name)?.run?.(args, { ...context, signal });
  const failure = async (running: Promise<unknown>): Promise<DocentError> => {
    const error = await running.then(() => null, (thrown: unknown) => thrown);
    assert.ok(error instanceof DocentError, String(error));
    return error;
  };

  test('are described as the editor has them, and asked about', () => {
    register(REPORT, { invoke: () => result() });
    const tool = editorTool(REPORT);
    assert.deepEqual(tool?.definition, {
      name: REPORT,
      description: 'Reports on a city.',
      parameters: { type: 'object', properties: { city: { type: 'string' } } },
      strict: null,
    });
    assert.equal(tool?.sideEffects, true);
    assert.deepEqual(editorTool(BARE)?.definition.parameters, { type: 'object', properties: {} });
    assert.equal(editorTool('docent_test_none'), null);
  });

  test('get the arguments; what they give is text, and what is no text is named', async () => {
    const inputs: object[] = [];
    const tree = { node: { type: 1, children: [{ type: 2, text: 'Two' }, { type: 1, children: [{ type: 2, text: ' lines.', lineBreakBefore: true }] }] } };
    register(REPORT, {
      invoke({ input }) {
        inputs.push(input);
        const { json, image } = vscode.LanguageModelDataPart;
        return result(text('It rains.'), new vscode.LanguageModelPromptTsxPart(tree), json({ mm: 3 }), image(new Uint8Array(2_048), 'image/png'));
      },
    });
    assert.deepEqual(await run(REPORT, { city: 'Bonn' }), { type: 'text', text: 'It rains.\n\nTwo\n lines.\n\n{\n\t"mm": 3\n}\n\n[image/png, 2 KB]' });
    assert.deepEqual(inputs, [{ city: 'Bonn' }]);
  });

  test('give no more than a model can read', async () => {
    register(BARE, { invoke: () => result(text(`begin ${'x'.repeat(100_000)} end`)) });
    const given = await run(BARE);
    assert.ok(given?.type === 'text');
    assert.match(given.text, /^begin x+\n\[… \d+ characters left out …\]\nx+ end$/);
    assert.ok(given.text.length < 25_000);
    register(REPORT, { invoke: () => result() });
    assert.deepEqual(await run(REPORT), { type: 'text', text: 'The tool gave nothing back.' });
  });

  test('a failure is told with the tool’s own words', async () => {
    register(BARE, {
      invoke() {
        throw new Error('No station\nnear Bonn.');
      },
    });
    assert.equal((await failure(run(BARE))).message, `${BARE} failed: No station near Bonn.`);
    assert.match((await failure(run(BARE, 'Bonn'))).message, /takes an object/);
  });

  test('what the user declines in the editor is no failure of the tool', async () => {
    register(BARE, {
      invoke() {
        throw new vscode.CancellationError(); // As the editor does after its own question.
      },
    });
    const { code, message } = await failure(run(BARE));
    assert.deepEqual([code, message], ['declined', `${BARE} was not run: it was declined in the editor.`]);
  });

  test('those of an MCP server are tools like others', async () => {
    const server = vscode.Uri.joinPath(docentUri(), 'test', 'fixtures', 'languageModels', 'mcpServer.mjs').fsPath;
    // On a desktop the editor's own program is asked to be Node.
    const tides = { type: 'stdio', command: process.execPath, args: [server], env: { ELECTRON_RUN_AS_NODE: '1' } };
    const file = vscode.Uri.joinPath(folder(), '.vscode', 'mcp.json');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify({ servers: { tides } })));
    try {
      // The editor reads the file in its own time; starting a server that it does not know yet does nothing.
      while (!editorTool('mcp_tides_tide')) {
        await vscode.commands.executeCommand('workbench.mcp.startServer', '*', { autoTrustChanges: true, waitForLiveTools: true });
      }
      const tool = editorTool('mcp_tides_tide');
      assert.deepEqual([tool?.definition.description, tool?.sideEffects], ['The tide at a place.', true]);
      assert.deepEqual(await run('mcp_tides_tide', { place: 'Bonn' }), { type: 'text', text: 'High water at Bonn.' });
    } finally {
      await vscode.workspace.fs.delete(file);
    }
  });

  test('Stop reaches the tool and does not wait for it', async () => {
    const abort = new AbortController();
    const stopped = new Promise((resolve) => {
      register(BARE, {
        invoke(_options, token) {
          token.onCancellationRequested(resolve);
          abort.abort();
          return new Promise(() => undefined);
        },
      });
    });
    await assert.rejects(run(BARE, {}, abort.signal), { name: 'AbortError' });
    await stopped;
  });
});

suite('tools for the editor’s own chat', () => {
  const invoke = async (name: string, input: object, token?: vscode.CancellationToken) =>
    (await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token)).content;
  const texts = (content: readonly unknown[]) => content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
  const python = async (code: string, ...files: string[]) => texts(await invoke('docent_run_python', { code, files }));

  test('are offered to every extension', async () => {
    await extension();
    const ours = vscode.lm.tools.filter(({ name }) => name === 'docent_search_index' || name === 'docent_run_python');
    assert.equal(ours.length, 2);
    for (const { description, inputSchema } of ours) assert.ok(description && inputSchema);
  });

  test('docent_search_index gives numbered passages with file and line', async () => {
    await extension();
    await vscode.commands.executeCommand('docent.indexWorkspace');
    const found = texts(await invoke('docent_search_index', { query: 'How is the retry delay computed?' }));
    const [, path = '', start, end, words] = /^【1】 (.*):(\d+)-(\d+)\n([^\n]*)/m.exec(found) ?? [];
    assert.ok(path.startsWith(folder().fsPath), found);
    const document = await vscode.workspace.openTextDocument(path);
    assert.equal(document.lineAt(Number(start) - 1).text, words);
    assert.ok(Number(end) <= document.lineCount);
    assert.match(found, /^【2】/m);
  });

  test('docent_run_python computes on the files that are named, and keeps its variables', async () => {
    assert.equal(await python('rows = len(open("/mnt/data/data.csv").readlines())\nprint(rows > 2000)', 'data.csv'), 'True');
    assert.equal(await python('rows > 2000'), 'True');
    assert.match(await python('1 / 0'), /ZeroDivisionError/);
  });

  test('docent_run_python keeps secrets from the model', async () => {
    assert.equal(await python('print("gh" + "p_x7Kq2Vb9Lm4Rt8Zn3Wc6Hd1")'), '[secret left out]');
  });

  test('docent_run_python says where what it made lies', async () => {
    const made = await python('open("/mnt/data/made.txt", "w").write("hello")');
    const [, path = ''] = /\[file: made\.txt, at (.*)\]/.exec(made) ?? [];
    assert.equal((await vscode.workspace.openTextDocument(path)).getText(), 'hello');
  });

  for (const [what, path] of [
    ['outside the workspace', '/etc/hostname'],
    ['with secrets', 'deploy/.env.production'],
  ] as const) {
    test(`docent_run_python takes no files ${what}`, async () => {
        await assert.rejects(python('1', path), /only files of the workspace are, and no secrets/);
    });
  }

  test('docent_run_python takes no link to a file with secrets', async function () {
    skipOnWindows(this);
    const link = vscode.Uri.joinPath(folder(), 'harmless.csv').fsPath;
    await symlink('deploy/.env.production', link);
    try {
      await assert.rejects(python('1', 'harmless.csv'), /only files of the workspace are, and no secrets/);
    } finally {
      await unlink(link);
    }
  });

  test('docent_run_python stops when it is cancelled', async () => {
    await python('ready = True');
    const source = new vscode.CancellationTokenSource();
    const running = invoke('docent_run_python', { code: 'while True: pass' }, source.token);
    source.cancel();
    await assert.rejects(running);
    assert.match(await python('"it runs again"'), /it runs again/);
  });

  test('without a sandbox the code is shown and asked about, and runs only then', async () => {
    const { docent } = await extension();
    const state = await docent.interpreter.probe();
    if (state.kind === 'unavailable') throw new Error(state.error.message);
    const settings = vscode.workspace.getConfiguration('docent');
    const path = process.env.PATH;
    await settings.update('python.path', state.python.executable, vscode.ConfigurationTarget.Global);
    try {
      process.env.PATH = ''; // So that there is no bubblewrap.
      await docent.interpreter.reset();
      const { python: tool } = offeredTools(docent);
      const input = { code: 'print("ran")' };
      const { token } = new vscode.CancellationTokenSource();
      const call = async () => texts((await tool.invoke({ input, toolInvocationToken: undefined }, token))?.content ?? []);
      await assert.rejects(call(), /was declined/);
      const prepared = await tool.prepareInvocation?.({ input }, token);
      const { title, message } = prepared?.confirmationMessages ?? {};
      assert.equal(title, 'Run this Python without a sandbox?');
      assert.ok(message instanceof vscode.MarkdownString && message.value.includes(input.code));
      assert.equal(await call(), 'ran');
      await assert.rejects(call(), /was declined/, 'a yes holds once');
    } finally {
      process.env.PATH = path;
      await settings.update('python.path', undefined, vscode.ConfigurationTarget.Global);
      await docent.interpreter.reset();
    }
  });
});
