import assert from 'node:assert/strict';
import { createRunRows } from '../../../src/core/data/runs.ts';
import { createDocent, type Docent } from '../../../src/core/docent.ts';
import { PLAIN_ASSISTANT } from '../../../src/core/types/assistant.ts';
import type { RunEvent } from '../../../src/core/types/events.ts';
import { textPart, userMessage, type Item } from '../../../src/core/types/item.ts';
import { EMPTY_THREAD, reduce, type ThreadState } from '../../../src/core/types/reducer.ts';
import { isActive, type Run } from '../../../src/core/types/run.ts';
import { followElsewhere, type Elsewhere } from '../../../src/editor/chat/elsewhere.ts';
import { openData } from '../../support/data.ts';
import { docentOptions } from '../../support/docentOptions.ts';
import { says, scriptedModel } from '../../support/scriptedModel.ts';
import { tempDir } from '../../support/temp.ts';

const ASSISTANT = { ...PLAIN_ASSISTANT, id: 'asst_1', createdAt: 0 };

suite('what another window does', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let [here, there]: (Docent | null)[] = [];
  let state: ThreadState;
  let told: RunEvent[];
  let readAnew: number;
  let threadId: string;
  let view: Elsewhere;

  const window = () => createDocent(docentOptions(dir.path, {}, { model: () => scriptedModel(says('An answer.')) }));
  setup(async () => {
    dir = await tempDir();
    here = window();
    there = window();
    ({ id: threadId } = await here.threads.create({ origin: 'chat', workspace: '', title: '' }));
    await answer(there, 'First');
    [told, readAnew] = [[], 0];
    view = followElsewhere(
      here,
      (event) => {
        told.push(event);
        state = reduce(state, event);
      },
      async () => {
        readAnew++;
        await read();
      },
    );
    await read();
  });
  teardown(async () => {
    await here?.close();
    await there?.close();
    await dir.remove();
  });

  async function read(): Promise<void> {
    await view.begin(threadId);
    const stored = (await here?.runs.stored(threadId)) ?? { ...EMPTY_THREAD, earlier: 0 };
    state = stored;
    view.shown(stored);
  }

  async function answer(docent: Docent, question: string, on = threadId): Promise<void> {
    const thread = await docent.threads.get(on);
    assert.ok(thread);
    const ended = new Promise<void>((resolve) => {
      docent.runs.subscribe((id, event) => {
        if (id === on && event.type === 'run' && !isActive(event.run.status)) resolve();
      });
    });
    await docent.runs.start({ thread, assistant: ASSISTANT, input: [userMessage([textPart(question)])] });
    await ended;
    await docent.runs.stored(on);
  }

  const ids = (items: readonly Item[]) => items.map(({ id }) => id);
  const itemsTold = () => told.flatMap((event) => (event.type === 'item.done' ? [event.item] : []));

  test('in another thread is not told', async () => {
    assert.ok(there);
    const { id } = await there.threads.create({ origin: 'chat', workspace: '', title: '' });
    await answer(there, 'Elsewhere', id);
    await view.catchUp(true);
    assert.deepEqual([told, readAnew], [[], 0]);
  });

  test('in the thread that is shown is told from the last known item on', async () => {
    assert.ok(there && here);
    const before = ids(state.items);
    await answer(there, 'Second');
    await view.catchUp(true);
    assert.equal(readAnew, 0);
    assert.equal(itemsTold().length, 2);
    assert.deepEqual(ids(state.items).slice(0, before.length), before);
    assert.deepEqual(state.items, await here.items.list(threadId));
    assert.equal(state.run?.status, 'completed');
    told = [];
    await view.catchUp(true);
    assert.deepEqual(told, []);
  });

  test('to an item that is there already changes it in its place', async () => {
    assert.ok(there && here);
    const [first] = state.items;
    assert.ok(first);
    await there.items.setMetadata(threadId, first.id, { mark: 'changed' });
    await view.catchUp(true);
    assert.deepEqual(ids(itemsTold()), [first.id]);
    assert.deepEqual(state.items, await here.items.list(threadId));
  });

  test('above what the view holds is not told', async () => {
    assert.ok(there && here);
    const [first] = state.items;
    assert.ok(first);
    view.shown({ earlier: 1, run: state.run });
    await there.items.setMetadata(threadId, first.id, { mark: 'changed' });
    await view.catchUp(true);
    assert.deepEqual(itemsTold(), []);
    await answer(there, 'Second');
    await view.catchUp(true);
    assert.equal(itemsTold().length, 2);
  });

  test('by deleting an item has the thread read anew', async () => {
    assert.ok(there && here);
    await there.items.delete(threadId, state.items[0]?.id ?? '');
    await view.catchUp(true);
    assert.equal(readAnew, 1);
    assert.deepEqual(state.items, await here.items.list(threadId));
    await view.catchUp(true);
    assert.equal(readAnew, 1);
  });

  test('by deleting the thread leaves nothing', async () => {
    assert.ok(there);
    await there.deleteThread(threadId);
    await view.catchUp(true);
    assert.equal(readAnew, 1);
    assert.deepEqual(state.items, []);
  });

  test('and goes on with no more, since it was killed, is ended here', async () => {
    const run: Run = { ...(state.run ?? assert.fail()), id: 'run_2', status: 'in_progress', endedAt: null };
    const item: Item = { ...(state.items[1] ?? assert.fail()), id: 'msg_open', runId: 'run_2', status: 'in_progress' };
    const data = await openData(dir.path);
    await createRunRows(data.database).start(run, 'owner_gone', [item]);
    await data.close();
    await view.catchUp(true);
    await view.catchUp(false);
    assert.equal(state.run?.status, 'failed');
    assert.equal(state.items.find(({ id }) => id === 'msg_open')?.status, 'incomplete');
  });
});
