import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { OpenAI } from 'openai';
import { OUT } from '../../../scripts/paths.ts';
import { assistantList } from '../support/assistants.ts';
import { eventually } from '../support/eventually.ts';
import { knowledgeView } from '../support/knowledge.ts';
import type { Docent } from '../support/suite.ts';

/** Called in a suite with a workbench on the sample’s files, which serves the API at a free port. */
export const vectorStores = (docent: () => Docent) => suite('vector stores in the editor, by keyboard alone', () => {
  const knowledge = knowledgeView(docent);
  const { row, focus, moveTo, chooseInMenu, answer, take, tick, push, give, agree } = knowledge;
  let client: OpenAI;
  suiteSetup(() => docent().newThread());
  const run = (title: string) => docent().workbench.runCommand(`Docent: ${title}`);

  test('one is made, and a file put into it', async () => {
    await run('Create Vector Store…');
    await answer('Create Vector Store', 'SDD Documentation');
    await row('Vector store SDD Documentation, 0 files').and(docent().workbench.page.locator('.selected')).waitFor();
    await knowledge.tree.and(docent().workbench.page.locator(':focus')).waitFor();
    await run('Add Files to Vector Store…');
    await take('Add Files', 'SDD Documentation');
    await give('Add Files to', path.join(docent().folder, 'docs', 'sdd-guide.pdf'));
    await row(/SDD Documentation, 1 file/).waitFor();
    await focus();
    await moveTo(/SDD Documentation/);
    await knowledge.press('ArrowRight');
    await row('docs, 1 file').waitFor();
    await knowledge.press('ArrowDown');
    await knowledge.press('ArrowRight');
    await row('sdd-guide.pdf, indexed').waitFor();
  });

  test('it is attached to an assistant in a file, whose answers then cite it', async () => {
    const { chat } = docent();
    await focus();
    await moveTo(/SDD Documentation/);
    await chooseInMenu('Attach Vector Store to Assistants…');
    await tick('Attach “SDD Documentation”', 'SDD Expert');
    const file = path.join(docent().folder, '.docent', 'assistants', 'sdd-expert.md');
    await eventually(async () => assert.match(readFileSync(file, 'utf8'), /vector_stores:\n {2}- workspace\n {2}- SDD Documentation\n/));
    await assistantList(docent).choose('SDD Expert');
    await chat.ask('What does the SDD guide say about specifications?');
    await chat.sources().filter({ hasText: 'sdd-guide.pdf' }).first().waitFor();
  });

  test('those of scripts are there at once; they are renamed, given a time to live, and deleted', async () => {
    client = await serve();
    const { id } = await client.vectorStores.create({ name: 'Old' });
    await row('Vector store Old, 0 files').waitFor();
    await focus();
    await moveTo(/Vector store Old/);
    await chooseInMenu('Rename Vector Store…');
    await answer('Rename Vector Store', 'Updated name');
    await row('Vector store Updated name, 0 files').waitFor();
    assert.equal((await client.vectorStores.retrieve(id)).name, 'Updated name');
    await focus();
    await moveTo(/Updated name/);
    await chooseInMenu('Set Expiry of Vector Store…');
    await take('Expiry', '7 days');
    await eventually(async () => assert.equal((await client.vectorStores.retrieve(id)).expires_after?.days, 7));
    await focus();
    await moveTo(/Updated name/);
    await chooseInMenu('Delete Vector Store…');
    await agree(/Delete the vector store “Updated name” for good\?/, 'Delete');
    await row(/Updated name/).waitFor({ state: 'detached' });
    await assert.rejects(client.vectorStores.retrieve(id), /404/);
  });

  test('a file that can’t be read says why, is tried again, and taken out', async () => {
    docent().write('scan.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
    await focus();
    await moveTo(/SDD Documentation/);
    await chooseInMenu('Add Files to Vector Store…');
    await give('Add Files to', path.join(docent().folder, 'scan.png'));
    const failed = row(/^scan\.png, failed, \w/);
    await failed.waitFor();
    await row(/SDD Documentation, 2 files, 1 failed/).waitFor();
    await focus();
    await moveTo(/^scan\.png/);
    await chooseInMenu('Try Again');
    await failed.waitFor();
    // A row that changes meanwhile, since it is read again, takes its menu along.
    await eventually(async () => {
      await moveTo(/^scan\.png/);
      await chooseInMenu('Remove from Vector Store');
      await failed.waitFor({ state: 'detached', timeout: 2_000 });
    });
    assert.deepEqual((await client.files.list()).data.map(({ filename }) => filename), ['sdd-guide.pdf']);
  });

  test('what is left behind is cleaned up: chosen, counted, and gone for scripts, too', async () => {
    const file = await client.files.create({ file: new File(['A zebra.'], 'orphan.md'), purpose: 'assistants' });
    const assistant = await client.beta.assistants.create({ model: 'search-only', name: 'Scripted' });
    const thread = await client.beta.threads.create({ messages: [{ role: 'user', content: 'A script’s question' }] });
    const isGone = (look: () => Promise<unknown>) => eventually(() => assert.rejects(look(), /404/));
    await run('Clean Up…');
    await docent().workbench.page.locator('.quick-input-title', { hasText: /^Clean Up: .*\b\d+ assistants?, / }).waitFor();
    await push('Clean Up', /^Choose Orphans/);
    await docent().workbench.page.locator('.quick-input-title', { hasText: /^Clean Up: 1 of \d+ chosen/ }).waitFor();
    await docent().workbench.screenshot(path.join(OUT, 'pictures', 'cleanUpOrphans.png'));
    await knowledge.confirm();
    await agree(/Delete 1 file for good\?/, 'Delete');
    await isGone(() => client.files.retrieve(file.id));
    await cleanUp('Scripted', '1 assistant');
    await isGone(() => client.beta.assistants.retrieve(assistant.id));
    await cleanUp('A script’s question', '1 thread');
    await isGone(() => client.beta.threads.retrieve(thread.id));
  });

  test('it is attached to a thread, whose next answer cites it', async () => {
    const { chat, newThread } = docent();
    await newThread();
    await assistantList(docent).choose('Docent');
    await chat.ask('What does the SDD guide say about specifications?');
    assert.equal(await chat.sources().count(), 0);
    await run('Vector Stores of the Thread…');
    await tick('Vector Stores of the Thread', 'SDD Documentation');
    await chat.ask('And what does the guide say about specifications in full?');
    await chat.sources().filter({ hasText: 'sdd-guide.pdf' }).first().waitFor();
  });

  test('the index of the workspace is made, paused and resumed on its row', async () => {
    const ready = row(/^Index Workspace, \d+ files(, \d+ left out)?$/);
    const paused = row(/^Index Workspace, \d+ files, paused/);
    const chooseOnRow = async (entry: string) => {
      await focus();
      await moveTo(/^Index Workspace/);
      await chooseInMenu(entry);
    };
    await chooseOnRow('Index Workspace');
    await ready.waitFor();
    await chooseOnRow('Pause Indexing');
    await paused.waitFor();
    docent().write('tide.md', 'The xylophone tide.\n');
    await chooseOnRow('Resume Indexing');
    await ready.waitFor();
    await docent().chat.ask('xylophone tide');
    await docent().chat.sources().filter({ hasText: 'tide.md' }).first().waitFor();
  });

  async function cleanUp(name: string, what: string): Promise<void> {
    await run('Clean Up…');
    await tick('Clean Up', name);
    await agree(new RegExp(`Delete ${what} for good\\?`), 'Delete');
  }

  /** A script's way to the same stores. */
  async function serve(): Promise<OpenAI> {
    const { workbench } = docent();
    await run('Start Local API Server');
    const item = workbench.statusBar(/Docent API :/);
    await item.waitFor();
    const port = /:(\d+)/.exec((await item.textContent()) ?? '')?.[1];
    await run('Start Local API Server');
    await take('Docent’s Assistants API at', 'Copy token');
    const token = await eventually(async () => {
      const copied: string = await workbench.page.evaluate('navigator.clipboard.readText()');
      assert.match(copied, /^docent-/);
      return copied;
    });
    return new OpenAI({ baseURL: `http://127.0.0.1:${port}/v1`, apiKey: token, maxRetries: 0 });
  }
});
