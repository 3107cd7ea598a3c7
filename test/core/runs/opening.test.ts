import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_ASSISTANT } from '../../../src/core/assistants/default.ts';
import { transcript } from '../../../src/core/models/transcript.ts';
import { createCodeInterpreter } from '../../../src/core/tools/codeInterpreter.ts';
import { dataAttachment, textPart, userMessage } from '../../../src/core/types/item.ts';
import { closeRooms, openRoom } from '../interpreter/room.ts';
import { calls, says, scriptedModel } from '../../support/scriptedModel.ts';
import { tempDir } from '../../support/temp.ts';
import { openRunsRoom } from './runsRoom.ts';

suite('an analysis with a language model', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  setup(async () => {
    dir = await tempDir();
  });
  teardown(async () => {
    await closeRooms();
    await dir.remove();
  });

  async function open(context: Mocha.Context, ...models: readonly ReturnType<typeof scriptedModel>[]) {
    const python = await openRoom(context);
    const room = await openRunsRoom();
    const file = path.join(dir.path, 'sales.csv');
    writeFileSync(file, `day,region,amount\n${Array.from({ length: 30 }, (_, n) => `2026-01-${String((n % 28) + 1).padStart(2, '0')},North,${n}`).join('\n')}\n`);
    const files = ['sales.csv', 'notes.md'].map((name) => ({ type: 'file' as const, file: dataAttachment({ name, path: file, bytes: 100 }) }));
    const thread = (origin: 'analysis' | 'chat') => room.data.threads.create({ origin, workspace: '/w', title: 'T' });
    return {
      room,
      thread,
      input: [userMessage([textPart('Analyze this data.'), ...files])],
      runs: await Promise.all(models.map((model) => room.runsWith(model, [createCodeInterpreter(python.interpreter, () => true)]))),
    };
  }

  test('begins with the profile of each table as data, of which the model reads; a further try does not do it again', async function () {
    const [model, again] = [scriptedModel(calls({ callId: 'c', name: 'code_interpreter', args: { code: 'print(6 * 7)' } }), says('Sales grow.')), scriptedModel(says('They do.'))];
    const { room, thread, input, runs } = await open(this, model, again);
    const of = await thread('analysis');
    const run = await runs[0]?.ask(null, { thread: of, input });
    assert.deepEqual([run?.status, run?.error], ['completed', null]);
    const first = transcript(model.requests[0]?.items ?? []);
    assert.deepEqual(first.map(({ role, calls: made }) => [role, made.map(({ name }) => name)]), [['user', []], ['assistant', ['code_interpreter']]]);
    const [profile] = first[1]?.calls ?? [];
    assert.match(profile?.arguments ?? '', /profile\(\\"\/mnt\/data\/sales\.csv\\"\)/);
    assert.match(profile?.output ?? '', /30 rows/);
    assert.match(profile?.output ?? '', /amount/);
    assert.deepEqual(transcript(model.requests[1]?.items ?? []).flatMap(({ calls: made }) => made.length), [0, 1, 1]);

    await runs[1]?.ask(null, { thread: of, input: [] });
    assert.equal(transcript(again.requests[0]?.items ?? []).flatMap(({ calls: made }) => made).filter(({ arguments: args }) => args.includes('profile')).length, 1);
    await room.close();
  });

  test('alone does so: in the chat nothing is done unasked', async function () {
    const model = scriptedModel(says('What shall I do with it?'));
    const { room, thread, input, runs } = await open(this, model);
    await runs[0]?.ask(null, { thread: await thread('chat'), input, assistant: DEFAULT_ASSISTANT });
    assert.deepEqual(transcript(model.requests[0]?.items ?? []).map(({ role }) => role), ['user']);
    await room.close();
  });
});
