import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createDocent, type Docent } from '../../../src/core/docent.ts';
import { branchesOf } from '../../../src/core/types/branch.ts';
import { PLAIN_ASSISTANT } from '../../../src/core/types/assistant.ts';
import { messageText, textPart, userMessage, type Item } from '../../../src/core/types/item.ts';
import { isActive } from '../../../src/core/types/run.ts';
import type { Thread } from '../../../src/core/types/thread.ts';
import { docentOptions } from '../../support/docentOptions.ts';
import { says, scriptedModel } from '../../support/scriptedModel.ts';
import { tempDir } from '../../support/temp.ts';

const ASSISTANT = { ...PLAIN_ASSISTANT, id: 'asst_1', createdAt: 0 };

suite('branches of a thread', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let docent: Docent;
  let thread: Thread;
  setup(async () => {
    dir = await tempDir();
    docent = createDocent(docentOptions(dir.path, {}, { model: () => scriptedModel(says('An answer.')) }));
    thread = await docent.threads.create({ origin: 'chat', workspace: 'w', title: 'First?', metadata: { mark: 'kept' } });
    for (const text of ['First?', 'Second?', 'Third?']) await ask(thread, text);
  });
  teardown(async () => {
    await docent.close();
    await dir.remove();
  });

  async function ask(of: Thread, text: string): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      docent.runs.subscribe((id, event) => {
        if (id === of.id && event.type === 'run' && !isActive(event.run.status)) resolve();
      });
    });
    await docent.runs.start({ thread: of, assistant: ASSISTANT, input: [userMessage([textPart(text)])] });
    await ended;
    await docent.runs.stored(of.id);
  }

  const itemsOf = ({ id }: Thread) => docent.items.list(id);
  const text = (item: Item | undefined) => (item?.type === 'message' ? messageText(item) : '');
  const texts = async (of: Thread) => (await itemsOf(of)).map(text);

  /** A branch in which the question is asked otherwise. */
  async function branch(of: Thread, question: string, instead: string): Promise<Thread> {
    const before = (await itemsOf(of)).find((item) => text(item) === question)?.id ?? '';
    const fork = await docent.threads.fork(of.id, { before, title: instead });
    await ask(fork, instead);
    return fork;
  }

  async function branches(of: Thread): Promise<readonly (readonly [number, readonly string[], number])[]> {
    const family = await docent.threads.family(of);
    const name = (id: string) => family.find((each) => each.id === id)?.title ?? '';
    return branchesOf(of, family).map(({ place, threads, current }) => [place, threads.map(name), current]);
  }

  test('have copies of what stands above, which are their own, and say from where they went off', async () => {
    const before = await itemsOf(thread);
    const fork = await branch(thread, 'Second?', 'Other?');
    assert.deepEqual(fork.fork, { root: thread.id, from: thread.id, at: 2 });
    assert.deepEqual([fork.title, fork.workspace, fork.metadata], ['Other?', 'w', { mark: 'kept' }]);
    assert.deepEqual(await texts(fork), ['First?', 'An answer.', 'Other?', 'An answer.']);
    assert.deepEqual(await itemsOf(thread), before);
    const copies = await itemsOf(fork);
    assert.deepEqual(copies.filter(({ id, threadId }) => threadId !== fork.id || before.some((item) => item.id === id)), []);
    const runs = (await docent.runs.list(fork.id, { limit: 9, order: 'asc', after: null, before: null })).data;
    assert.deepEqual(runs.map(({ threadId, status }) => [threadId, status]), Array(2).fill([fork.id, 'completed']));
    assert.ok(copies.every(({ runId }) => runId === null || runs.some(({ id }) => id === runId)));
    await docent.deleteThread(thread.id);
    assert.deepEqual(await itemsOf(fork), copies);
  });

  test('of what was never there are refused', async () => {
    await assert.rejects(docent.threads.fork(thread.id, { before: 'msg_none', title: '' }), { code: 'item_gone' });
    await assert.rejects(docent.threads.fork('thread_none', { before: 'msg_none', title: '' }), { code: 'thread_gone' });
  });

  test('are known at each place where they part, from wherever one looks', async () => {
    const second = await branch(thread, 'Second?', 'Second B');
    const third = await branch(thread, 'Third?', 'Third B');
    // From a branch, at the same place, above it and below it.
    const again = await branch(second, 'Second B', 'Second C');
    const first = await branch(second, 'First?', 'First B');
    await ask(second, 'More?');
    const more = await branch(second, 'More?', 'More B');
    const at2 = ['First?', 'Second B', 'Second C'];
    assert.deepEqual(await branches(thread), [[0, ['First?', 'First B'], 0], [2, at2, 0], [4, ['First?', 'Third B'], 0]]);
    assert.deepEqual(await branches(second), [[0, ['First?', 'First B'], 0], [2, at2, 1], [4, ['Second B', 'More B'], 0]]);
    assert.deepEqual(await branches(third), [[0, ['First?', 'First B'], 0], [2, at2, 0], [4, ['First?', 'Third B'], 1]]);
    assert.deepEqual(await branches(again), [[0, ['First?', 'First B'], 0], [2, at2, 2]]);
    assert.deepEqual(await branches(first), [[0, ['First?', 'First B'], 1]]);
    assert.deepEqual(await branches(more), [[0, ['First?', 'First B'], 0], [2, at2, 1], [4, ['Second B', 'More B'], 1]]);
    await docent.deleteThread(thread.id);
    assert.deepEqual(await branches(again), [[2, ['Second B', 'Second C'], 1]]);
  });

  test('show the files that the first one made, also when that was deleted', async () => {
    const file = await docent.files.save({ name: 'chart.svg', mime: 'image/svg+xml', bytes: new TextEncoder().encode('<svg/>') }, thread.id);
    const fork = await branch(thread, 'Second?', 'Other?');
    await docent.deleteThread(thread.id);
    assert.ok(existsSync(docent.files.path(file)));
    await docent.deleteThread(fork.id);
    assert.ok(!existsSync(docent.files.path(file)));
  });
});
