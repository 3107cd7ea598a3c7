import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DEFAULT_ASSISTANT } from '../../../src/core/assistants/default.ts';
import { STEPS } from '../../../src/core/data/schema.ts';
import { createDocent } from '../../../src/core/docent.ts';
import { textPart, userMessage } from '../../../src/core/types/item.ts';
import { isActive, type Run } from '../../../src/core/types/run.ts';
import { docentOptions } from '../../support/docentOptions.ts';
import { scriptedModel, untilAborted } from '../../support/scriptedModel.ts';
import { tempDir } from '../../support/temp.ts';

suite('data that moves on in the middle of a run', () => {
  test('the run ends at once and says why; whoever has the data now ends it there, too', async () => {
    const dir = await tempDir();
    const reached = Promise.withResolvers<void>();
    const model = scriptedModel([
      { type: 'text', delta: 'Half of an' },
      (signal) => {
        reached.resolve();
        return untilAborted(signal);
      },
    ]);
    const docent = createDocent(docentOptions(dir.path, {}, { model: () => model }));
    const thread = await docent.threads.create({ origin: 'chat', workspace: '/w', title: 'T' });
    const ended = new Promise<Run>((resolve) => {
      docent.runs.subscribe((_, event) => void (event.type === 'run' && !isActive(event.run.status) && resolve(event.run)));
    });
    await docent.runs.start({ thread, assistant: DEFAULT_ASSISTANT, input: [userMessage([textPart('Ask')])] });
    await reached.promise;

    const file = join(dir.path, 'docent.db');
    const newer = new DatabaseSync(file);
    newer.exec(`pragma user_version = ${STEPS.length + 1}`);
    // What every look for the changes of others notices.
    assert.equal(docent.dataVersion(), 0);
    const { status, error } = await ended;
    assert.deepEqual([status, error?.message, error?.action], ['failed', 'The answer could not be saved. Docent was updated: reload this window.', 'reloadWindow']);
    await assert.rejects(docent.runs.start({ thread, assistant: DEFAULT_ASSISTANT, input: [] }), { code: 'data_moved_on' });
    const half = newer.prepare("select count(*) as n from items where body like '%Half of an%'").get()?.['n'];
    await docent.close();
    assert.equal(newer.prepare("select count(*) as n from items where body like '%Half of an%'").get()?.['n'], half, 'Nothing more was written.');

    newer.exec(`pragma user_version = ${STEPS.length}`);
    newer.close();
    const next = createDocent(docentOptions(dir.path));
    assert.equal((await next.runs.stored(thread.id)).run?.status, 'failed');
    await next.close();
    await dir.remove();
  });
});
