import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createChatCompletions } from '../../../../src/core/models/chatCompletions/model.ts';
import { listModels } from '../../../../src/core/models/listModels.ts';
import { serverAt } from '../../../../src/core/models/servers.ts';
import { messageText } from '../../../../src/core/types/item.ts';
import { memoryLog } from '../../../support/log.ts';
import { measured } from '../../../support/measured.ts';
import { openRunsRoom, type RunsRoom } from '../../runs/runsRoom.ts';
import { says, scriptedModel } from '../../../support/scriptedModel.ts';

export interface AnswerFlood {
  /** As floodServer.ts names it. */
  readonly model: string;
  readonly status: 'failed' | 'incomplete';
  /** What the run's sentence says. */
  readonly says: RegExp;
  /** Whether something of it is kept. */
  readonly keeps?: boolean;
}

/**
 * What a run may take of memory besides what its process had, in bytes, whatever its server sends. V8's young generation alone, which a
 * million small objects fill, takes 100 MB of it where the collection comes late.
 */
const MEMORY = 250_000_000;
/** In milliseconds, on a busy machine. */
const TIME = 60_000;

/** Runs whose server sends without an end. */
export function answerFloodSuite(title: string, floods: readonly AnswerFlood[]): void {
  suite(title, () => {
    let server: ChildProcess;
    let origin: string;
    let room: RunsRoom;
    suiteSetup(async () => {
      server = fork(join(import.meta.dirname, 'floodServer.ts'));
      [origin] = (await once(server, 'message')) as [string];
      room = await openRunsRoom();
      // What a first run loads is no flood.
      const { ask } = await room.runsWith(modelNamed('none'));
      assert.equal((await ask('warm')).status, 'completed');
    });
    suiteTeardown(async () => {
      server.kill();
      await room.close();
    });

    function modelNamed(model: string) {
      return createChatCompletions({ id: `x/${model}`, label: model, baseUrl: `${origin}/v1`, model, apiKey: async () => undefined, patience: { retries: 0, firstMs: 0, longestMs: 0 }, log: memoryLog() });
    }

    for (const { model, status, says: sentence, keeps = false } of floods) {
      test(`${model}: the run ends with a sentence, and memory stays as it is`, async () => {
        const { ask } = await room.runsWith(modelNamed(model));
        const { result: run, growth, ms } = await measured(() => ask('q'));
        console.log(`      ${model}: + ${Math.round(growth / 1e6)} MB, ${Math.round(ms)} ms: ${run.error?.message ?? ''}`);
        assert.equal(run.status, status, run.error?.message);
        assert.match(run.error?.message ?? '', sentence);
        assert.ok(growth < MEMORY, `${growth} bytes`);
        const items = await room.data.items.list(room.thread.id);
        const last = items.findLast((item) => item.runId === run.id && item.type === 'message' && item.role === 'assistant');
        if (keeps) assert.ok(last?.type === 'message' && last.status === 'incomplete' && messageText(last).length > 1_000_000);
        const next = await room.runsWith(scriptedModel(says('fine')));
        assert.equal((await next.ask('and now?')).status, 'completed', 'The thread goes on');
      }).timeout(TIME);
    }

    test('A list of models without an end is given up', async () => {
      const list = () => listModels(serverAt(`${origin}/v1`), { key: undefined, timeoutMs: 20_000, log: memoryLog() });
      const { growth } = await measured(() => assert.rejects(list(), /sent more than 16 MB/));
      assert.ok(growth < MEMORY, `${growth} bytes`);
    }).timeout(TIME);
  });
}
