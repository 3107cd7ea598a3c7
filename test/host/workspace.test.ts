import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Extension } from '../../src/extension.ts';
import { answer, extension, folder, runOf } from './support.ts';

/** A word that stands only in the sample's fake secret file. */
const CANARY = 'zanderquoll';

suite('a workspace', () => {
  let docent: Extension;
  suiteSetup(async () => {
    docent = await extension();
    await vscode.commands.executeCommand('docent.indexWorkspace');
  });

  const find = async (query: string) => (await docent.docent.workspace.store.search(query, { limit: 5 })).map(({ file }) => file.path);
  const write = (path: string, text: string) => vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder(), path), new TextEncoder().encode(text));

  test('Index Workspace indexes it', () => {
    const { state } = docent.indexing;
    assert.ok(state.kind === 'ready' && state.files > 20, JSON.stringify(state));
  });

  test('Rebuild Index empties it and makes it anew', async () => {
    const { indexing } = docent;
    const before = await indexing.status();
    const kinds: string[] = [];
    const following = indexing.onDidChange(({ kind }) => kinds.push(kind));
    await vscode.commands.executeCommand('docent.rebuildIndex');
    following.dispose();
    const after = await indexing.status();
    assert.deepEqual([kinds[0], kinds.at(-1), after.files], ['empty', 'ready', before.files]);
    assert.ok(Number(after.syncedAt) > Number(before.syncedAt));
  });

  test('a paused index takes in what has changed once it is resumed', async () => {
    await vscode.commands.executeCommand('docent.pauseIndex');
    assert.equal(docent.indexing.state.kind, 'partial');
    await write('paused.ts', 'export const zebrapause = 1;');
    assert.deepEqual(await find('zebrapause'), []);
    await vscode.commands.executeCommand('docent.resumeIndex');
    assert.deepEqual([docent.indexing.state.kind, await find('zebrapause')], ['ready', ['paused.ts']]);
  });

  test('a file with secrets is left out, with a reason, though it is tracked', async () => {
    const { leftOut } = await docent.indexing.status();
    const secret = leftOut.find(({ path }) => path === 'deploy/.env.production');
    assert.match(secret?.reason ?? 'not left out', /secret/i);
    assert.deepEqual(await find(CANARY), []);
  });

  test('an edit is found while a log that is left out, and a file that is not, are written without end', async () => {
    await write('.docentignore', '*.log\n');
    let writes = 0;
    const writing = setInterval(() => void Promise.all([write('dev.log', `zebralog ${++writes}`), write('growing.csv', `count\n${writes}\n`)]), 50);
    try {
      for (const word of ['quixotoak', 'quixotelm', 'quixotash']) {
        await write('noisy.ts', `export const ${word} = 1;`);
        const saved = Date.now();
        while ((await find(word)).join() !== 'noisy.ts') await new Promise((resolve) => setImmediate(resolve));
        // Three times what it may take, for a machine that does much else.
        assert.ok(Date.now() - saved < 4_500, `${Date.now() - saved} ms`);
      }
      assert.deepEqual(await find('zebralog'), []);
    } finally {
      clearInterval(writing);
      for (const path of ['.docentignore', 'dev.log', 'growing.csv', 'noisy.ts']) await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), path));
    }
  });

  test('a new file is found by its words, an edited one by its new words, a deleted one no more', async () => {
    /** Makes a change and waits until what is found for a word is what it should be. */
    const change = async (make: () => PromiseLike<unknown>, word: string, paths: readonly string[]) => {
      await make();
      for (;;) {
        const updated = new Promise((resolve) => docent.indexing.onDidChange(resolve));
        if ((await find(word)).join() === paths.join()) return;
        await updated;
      }
    };
    await change(() => write('notes/quince.md', 'The quincebrook ferry leaves at dawn.'), 'quincebrook', ['notes/quince.md']);
    await change(() => write('notes/quince.md', 'The medlarbrook ferry leaves at noon, much later.'), 'medlarbrook', ['notes/quince.md']);
    assert.deepEqual(await find('quincebrook'), []);
    await change(() => vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), 'notes'), { recursive: true }), 'medlarbrook', []);
  });

  test('a question is answered with citations of the lines that say so', async () => {
    docent.chat.conversation.show(null);
    const { items, run } = await runOf(docent, () => docent.chat.conversation.ask('What are the key phases of SDD?'));
    assert.equal(run?.status, 'completed');
    const message = items.at(-1);
    const part = message?.type === 'message' ? message.content[0] : undefined;
    const [first] = part?.type === 'text' ? part.annotations : [];
    assert.equal(first?.citation.file.path, 'docs/sdd-guide.pdf');
    assert.equal(first?.citation.page, 1);
    assert.match(first?.citation.quote ?? '', /Specify/);
    assert.match(answer(items), /No language model is set/i);
  });

  test('threads stay, newest first, and a deleted one is gone', async () => {
    const here = await docent.docent.workspace.id();
    const list = () => docent.docent.threads.list({ workspace: here, origins: ['chat'] });
    const [thread] = await list();
    assert.equal(thread?.title, 'What are the key phases of SDD?');
    await docent.docent.deleteThread(thread?.id ?? '');
    assert.ok((await list()).every(({ id }) => id !== thread?.id));
  });
});
