import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { DEFAULT_ASSISTANT } from '../../../src/core/assistants/default.ts';
import { createDocent, type Docent } from '../../../src/core/docent.ts';
import type { RunEvent } from '../../../src/core/types/events.ts';
import { textPart, userMessage } from '../../../src/core/types/item.ts';
import { isActive } from '../../../src/core/types/run.ts';
import type { ThreadOrigin } from '../../../src/core/types/thread.ts';
import { docentOptions } from '../../support/docentOptions.ts';
import { calls, says, scriptedModel, type Script } from '../../support/scriptedModel.ts';
import { tempDir } from '../../support/temp.ts';

const NEVER = new AbortController().signal;

suite('Runs and the number of Python processes', () => {
  let docent: Docent;
  let remove: () => Promise<void>;
  /** What the model does in a run. */
  let turns: readonly Script[];
  setup(async () => {
    const dir = await tempDir();
    remove = dir.remove;
    docent = createDocent(
      docentOptions(dir.path, {}, { consents: { known: () => 'once', ask: async () => 'once' }, model: () => scriptedModel(...turns) }),
    );
  });
  teardown(async () => {
    await docent.close();
    await remove();
  });

  /** Starts a run; resolves with its first event that fits. */
  async function start(origin: ThreadOrigin, until: (event: RunEvent) => boolean): Promise<{ event: RunEvent; ended: Promise<RunEvent> }> {
    const thread = await docent.threads.create({ origin, workspace: '', title: '' });
    const first = (fits: (event: RunEvent) => boolean) =>
      new Promise<RunEvent>((resolve) => docent.runs.subscribe((id, event) => id === thread.id && fits(event) && resolve(event)));
    const ended = first(isEnd);
    const event = first(until);
    await docent.runs.start({ thread, assistant: DEFAULT_ASSISTANT, input: [userMessage([textPart('Compute.')])] });
    return { event: await event, ended };
  }
  const isEnd = (event: RunEvent) => event.type === 'run' && !isActive(event.run.status);
  const statusOf = (event: RunEvent) => (event.type === 'run' ? event.run.status : event.type);

  /** Takes all processes that there may be. */
  async function takeAll(): Promise<readonly (() => void)[]> {
    const count = Math.max(2, availableParallelism());
    return Promise.all(Array.from({ length: count }, (_, n) => docent.interpreter.lease(`other_${n}`, NEVER)));
  }

  test('in the editor only what runs code waits while all are in use, and says so', async () => {
    const [release] = await takeAll();
    turns = [says('Done.')];
    assert.equal(statusOf((await start('chat', isEnd)).event), 'completed');

    turns = [calls({ callId: 'a', name: 'code_interpreter', args: { code: 'print(1)' } }), says('Done.')];
    const waits = await start('chat', ({ type }) => type === 'waiting');
    assert.match((waits.event.type === 'waiting' && waits.event.waiting?.message) || '', /another thread’s Python/);
    release?.();
    assert.equal(statusOf(await waits.ended), 'completed');
    // It has given back its lease.
    (await docent.interpreter.lease('another', NEVER))();
  });

  test('a script’s run that may need Python stays queued until there is some', async () => {
    const [release] = await takeAll();
    turns = [says('Done.')];
    const { event, ended } = await start('api', ({ type }) => type === 'run');
    assert.equal(statusOf(event), 'queued');
    // Had it been admitted, it would have ended before one that was started later.
    const other = await start('chat', isEnd);
    assert.equal(statusOf(other.event), 'completed');
    assert.equal((await docent.runs.get(event.type === 'run' ? event.run.id : ''))?.status, 'queued');
    release?.();
    assert.equal(statusOf(await ended), 'completed');
    (await docent.interpreter.lease('another', NEVER))();
  });
});
