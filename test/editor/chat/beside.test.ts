import assert from 'node:assert/strict';
import { createDocent, type Docent } from '../../../src/core/docent.ts';
import { PLAIN_ASSISTANT } from '../../../src/core/types/assistant.ts';
import { textPart, userMessage } from '../../../src/core/types/item.ts';
import type { ThreadWindow } from '../../../src/core/types/reducer.ts';
import { isActive } from '../../../src/core/types/run.ts';
import { readBeside, type Beside } from '../../../src/editor/chat/beside.ts';
import { docentOptions } from '../../support/docentOptions.ts';
import { says, scriptedModel } from '../../support/scriptedModel.ts';
import { tempDir } from '../../support/temp.ts';

const EXPERT = { ...PLAIN_ASSISTANT, id: 'asst_1', createdAt: 0, name: 'Expert' };

suite('what stands beside a thread', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let docent: Docent | null = null;
  setup(async () => (dir = await tempDir()));
  teardown(async () => {
    await docent?.close();
    await dir.remove();
  });

  async function answered(at: Docent, threadId: string): Promise<void> {
    const thread = await at.threads.get(threadId);
    assert.ok(thread);
    const ended = new Promise<void>((resolve) => {
      at.runs.subscribe((id, event) => {
        if (id === threadId && event.type === 'run' && !isActive(event.run.status)) resolve();
      });
    });
    await at.runs.start({ thread, assistant: EXPERT, input: [userMessage([textPart('Who are you?')])] });
    await ended;
  }

  test('names who answered while it was read', async () => {
    const here = (docent = createDocent(docentOptions(dir.path, {}, { model: () => scriptedModel(says('An expert.')) })));
    const thread = await here.threads.create({ origin: 'chat', workspace: '', title: '' });
    let isFirst = true;
    const slow: Pick<Docent, 'runs' | 'usage'> = {
      runs: here.runs,
      usage: {
        ...here.usage,
        async ofThread(threadId, runIds) {
          const read = await here.usage.ofThread(threadId, runIds);
          if (isFirst) await answered(here, threadId);
          isFirst = false;
          return read;
        },
      },
    };
    const conversation = {
      thread,
      read: async <T>(use: (state: ThreadWindow) => T) => use(here.runs.live(thread.id) ?? (await here.runs.stored(thread.id))),
    };
    const shown: [ThreadWindow, Beside][] = [];
    await readBeside(slow, conversation, thread.id, (state, beside) => shown.push([state, beside]));
    assert.equal(shown.length, 1);
    const [state, { authors, usage }] = shown[0] ?? assert.fail();
    const id = state.run?.id ?? assert.fail();
    assert.deepEqual(authors, { [id]: 'Expert' });
    assert.deepEqual(Object.keys(usage), [id]);
  });

  test('is not told of a thread that is shown no more', async () => {
    const here = (docent = createDocent(docentOptions(dir.path)));
    const { id } = await here.threads.create({ origin: 'chat', workspace: '', title: '' });
    const stored = await here.runs.stored(id);
    await readBeside(here, { thread: null, read: async (use) => use(stored) }, id, () => assert.fail());
  });
});
