import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_ASSISTANT } from '../../../src/core/assistants/default.ts';
import { createDocent, type Docent } from '../../../src/core/docent.ts';
import type { Assistant } from '../../../src/core/types/assistant.ts';
import type { RunEvent } from '../../../src/core/types/events.ts';
import { textPart, userMessage } from '../../../src/core/types/item.ts';
import { isActive } from '../../../src/core/types/run.ts';
import { memoryLog } from '../../support/log.ts';
import { says, scriptedModel } from '../../support/scriptedModel.ts';
import { tempDir } from '../../support/temp.ts';

const CORE = join(import.meta.dirname, '../../../src/core');

suite('Runs and the number of Python processes', () => {
  let docent: Docent;
  let remove: () => Promise<void>;
  setup(async () => {
    const dir = await tempDir();
    remove = dir.remove;
    docent = await createDocent({
      dataDir: dir.path,
      assets: { knowledgeWorker: join(CORE, 'knowledge/worker.ts'), pythonScripts: join(CORE, 'interpreter/python') },
      consents: { known: () => 'deny', ask: async () => 'deny' },
      ...{ log: memoryLog(), model: () => scriptedModel(says('Done.')), python: () => null, assistantFolders: () => [] },
      ...{ codeAllowed: () => true, editorTool: () => null, limits: () => ({ timeLimitMs: 60_000, memoryMb: 2_048 }) },
    });
  });
  teardown(async () => {
    await docent.close();
    await remove();
  });

  /** Starts a run; resolves with its first event that fits. */
  async function start(assistant: Assistant, until: (event: RunEvent) => boolean): Promise<{ event: RunEvent; ended: Promise<RunEvent> }> {
    const thread = await docent.threads.create({ origin: 'chat', workspace: '', title: '' });
    const first = (fits: (event: RunEvent) => boolean) =>
      new Promise<RunEvent>((resolve) => docent.runs.subscribe((id, event) => id === thread.id && fits(event) && resolve(event)));
    const ended = first((event) => event.type === 'run' && !isActive(event.run.status));
    const event = first(until);
    await docent.runs.start({ thread, assistant, input: [userMessage([textPart('Compute.')])] });
    return { event: await event, ended };
  }

  test('a run that may need Python waits while all are in use, says so, and goes on; one that needs none doesn’t', async () => {
    const never = new AbortController().signal;
    const count = Math.max(2, availableParallelism());
    const releases = await Promise.all(Array.from({ length: count }, (_, n) => docent.interpreter.lease(`other_${n}`, never)));
    const waits = await start(DEFAULT_ASSISTANT, ({ type }) => type === 'waiting');
    assert.match(waits.event.type === 'waiting' ? waits.event.waiting.message : '', /Python/);

    const free = await start({ ...DEFAULT_ASSISTANT, tools: [] }, (event) => event.type === 'run' && !isActive(event.run.status));
    assert.equal(free.event.type === 'run' && free.event.run.status, 'completed');

    releases[0]?.();
    const end = await waits.ended;
    assert.equal(end.type === 'run' && end.run.status, 'completed');
    // It has given back its lease.
    (await docent.interpreter.lease('another', never))();
  });
});
