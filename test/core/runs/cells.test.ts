import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_ASSISTANT } from '../../../src/core/assistants/default.ts';
import { createSearchOnly } from '../../../src/core/models/searchOnly/model.ts';
import type { Cells } from '../../../src/core/types/cells.ts';
import { createCodeInterpreter } from '../../../src/core/tools/codeInterpreter.ts';
import { dataAttachment, messageText, textPart, userMessage, type CodeInterpreterCall, type ContentPart, type Item } from '../../../src/core/types/item.ts';
import type { Output } from '../../../src/core/types/output.ts';
import type { Thread } from '../../../src/core/types/thread.ts';
import { EDITOR_ADVICE } from '../../../src/editor/advice.ts';
import { calls, says, scriptedModel } from '../../support/scriptedModel.ts';
import { tempDir } from '../../support/temp.ts';
import { closeRooms, openRoom, type Mode } from '../interpreter/room.ts';
import { openRunsRoom } from './runsRoom.ts';

const shown = (outputs: readonly Output[]) => outputs.map((output) => ('text' in output ? output.text.trim() : output.type === 'exception' ? output.name : output.type));
const code = (callId: string, text: string) => calls({ callId, name: 'code_interpreter', args: { code: text } });

suite('Code that the user has run again', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let close: () => Promise<void> = async () => {};
  setup(async () => {
    dir = await tempDir();
  });
  teardown(async () => {
    await close();
    await closeRooms();
    await dir.remove();
  });

  /** A thread in which a model has run three pieces of code. */
  async function open(context: Mocha.Context, mode: Mode | null = null) {
    const python = await openRoom(context, mode);
    const room = await openRunsRoom();
    close = room.close;
    const model = scriptedModel(code('a', 'base = 2\nprint("base", base)'), code('b', 'print("twice", base * 2)'), code('c', 'base * 3'), says('It is six.'));
    const interpreter = () => createCodeInterpreter(python.interpreter, () => true);
    const { runs, ask, settles } = await room.runsWith(model, [interpreter()], { python: interpreter });
    const { thread } = room;
    const cells = async () => (await runs.stored(thread.id)).items.filter((item): item is Item<CodeInterpreterCall> => item.type === 'code_interpreter_call');
    async function runCells(which: Cells, of: Thread = thread) {
      const settled = settles();
      await runs.runCells({ thread: of, assistant: DEFAULT_ASSISTANT }, which);
      return settled;
    }
    return { room, runs, ask, thread, cells, runCells, model, python };
  }

  test('has its new results in place of the old ones; nothing else of the thread changes, and no model is asked', async function () {
    const { ask, cells, runCells, model, runs, thread } = await open(this);
    await ask('Compute.');
    const before = await cells();
    assert.deepEqual(before.map(({ outputs }) => shown(outputs)), [['base 2'], ['twice 4'], ['6']]);
    const asked = model.requests.length;
    const run = await runCells({ which: 'these', cells: [{ itemId: before[0]?.id ?? '', code: 'base = 10\nprint("now", base)' }] });
    assert.deepEqual([run.status, run.work, run.error], ['completed', 'cells', null]);
    const after = await cells();
    assert.deepEqual(after.map(({ outputs }) => shown(outputs)), [['now 10'], ['twice 4'], ['6']]);
    assert.deepEqual([after[0]?.code, after[0]?.arguments, after[0]?.runId], ['base = 10\nprint("now", base)', JSON.stringify({ code: 'base = 10\nprint("now", base)' }), before[0]?.runId]);
    assert.equal(model.requests.length, asked);
    assert.equal((await runs.stored(thread.id)).items.length, 5);
  });

  test('works with the variables of the thread; all of it runs in order, with what the user has changed', async function () {
    const { ask, cells, runCells } = await open(this);
    await ask('Compute.');
    const [first, second] = await cells();
    await runCells({ which: 'these', cells: [{ itemId: second?.id ?? '', code: 'print("kept", base)' }] });
    assert.deepEqual((await cells()).map(({ outputs }) => shown(outputs)), [['base 2'], ['kept 2'], ['6']]);
    await runCells({ which: 'all', changed: { [first?.id ?? '']: 'base = 5' } });
    assert.deepEqual((await cells()).map(({ outputs }) => shown(outputs)), [[], ['kept 5'], ['15']]);
  });

  test('ends with the first exception, since what follows builds on it', async function () {
    const { ask, cells, runCells } = await open(this);
    await ask('Compute.');
    const [first] = await cells();
    assert.equal((await runCells({ which: 'all', changed: { [first?.id ?? '']: 'base = nothing' } })).status, 'completed');
    assert.deepEqual((await cells()).map(({ outputs }) => shown(outputs)), [['NameError'], ['twice 4'], ['6']]);
  });

  test('may be new: it stands at the end, and is the user’s', async function () {
    const { ask, cells, runCells, runs, thread } = await open(this);
    await ask('Compute.');
    await runCells({ which: 'these', cells: [{ itemId: null, code: 'base + 1' }] });
    const last = (await cells()).at(-1);
    assert.deepEqual([last?.code, last?.author, shown(last?.outputs ?? [])], ['base + 1', 'user', ['3']]);
    assert.equal((await runs.stored(thread.id)).items.at(-1)?.id, last?.id);
  });

  test('is read by the model that answers the next question, as it is now', async function () {
    const { ask, cells, runCells, model, room } = await open(this);
    await ask('Compute.');
    const [first] = await cells();
    await runCells({ which: 'these', cells: [{ itemId: first?.id ?? '', code: 'base = 7\nprint("seven")' }] });
    await runCells({ which: 'these', cells: [{ itemId: null, code: '"of mine"' }] });
    const next = scriptedModel(says('Seven.'));
    const { ask: askNext, runs } = await room.runsWith(next);
    await askNext('And now?');
    const told = JSON.stringify(next.requests[0]?.items);
    assert.ok(told.includes('seven') && told.includes('of mine') && !told.includes('base 2'), told);
    assert.equal(model.requests.length, 4);
    await runs.close();
  });

  test('is stopped as any run is, and what had arrived stays', async function () {
    const { ask, cells, runCells, runs, room, thread } = await open(this);
    await ask('Compute.');
    const [first] = await cells();
    const under = new Promise<void>((resolve) => {
      runs.subscribe((_, event) => void (event.type === 'output' && event.itemId === first?.id && resolve()));
    });
    const ended = runCells({ which: 'these', cells: [{ itemId: first?.id ?? '', code: 'print("begun", flush=True)\nwhile True: pass' }] });
    await under;
    await assert.rejects(runs.start({ thread, assistant: DEFAULT_ASSISTANT, input: [userMessage([textPart('Hm?')])] }), /answered|busy/i);
    await runs.cancel(thread.id);
    assert.equal((await ended).status, 'cancelled');
    const [stopped] = await cells();
    assert.deepEqual([stopped?.status, shown(stopped?.outputs ?? [])[0]], ['incomplete', 'begun']);
    assert.equal(room.events.at(-1)?.type, 'run');
  });

  test('of Docent’s own stays that: the profile runs again as it was, and as code where it was changed', async function () {
    const { python, room } = await open(this);
    const interpreter = () => createCodeInterpreter(python.interpreter, () => true);
    const { runs, ask, settles } = await room.runsWith(createSearchOnly(EDITOR_ADVICE), [interpreter()], { python: interpreter });
    const file = path.join(dir.path, 'sales.csv');
    writeFileSync(file, 'region,amount\nNorth,10\nSouth,20\nNorth,30\nEast,5\n');
    const thread = await room.data.threads.create({ origin: 'analysis', workspace: '/w', title: 'T' });
    await ask(null, { thread, input: [userMessage([{ type: 'file', file: dataAttachment({ name: 'sales.csv', path: file, bytes: 50 }) }])] });
    const call = async () => (await runs.stored(thread.id)).items.find((item): item is Item<CodeInterpreterCall> => item.type === 'code_interpreter_call') ?? assert.fail();
    const { id, code: profile, arguments: args } = await call();
    writeFileSync(file, 'region,amount\nNorth,10\nSouth,20\nNorth,30\nEast,5\nWest,6\n');
    for (const [changed, expected] of [[profile, args], [`${profile}\nprint("changed")`, JSON.stringify({ code: `${profile}\nprint("changed")` })]] as const) {
      const settled = settles();
      await runs.runCells({ thread, assistant: DEFAULT_ASSISTANT }, { which: 'these', cells: [{ itemId: id, code: changed }] });
      await settled;
      const after = await call();
      assert.match(shown(after.outputs)[0] ?? '', /5 rows/);
      assert.deepEqual([after.arguments, shown(after.outputs).join().includes('changed')], [expected, changed !== profile]);
    }
    await runs.close();
  });

  test('of a notebook stops at a cell that fails, without a model; what follows is told, and runs once that is mended', async function () {
    const { python, room } = await open(this);
    const interpreter = () => createCodeInterpreter(python.interpreter, () => true);
    const { runs, ask, settles } = await room.runsWith(createSearchOnly(EDITOR_ADVICE), [interpreter()], { python: interpreter });
    const thread = await room.data.threads.create({ origin: 'analysis', workspace: '/w', title: 'T' });
    const pieces = ['base = 2', 'print("here")', '1 / 0', 'print("then", base)', 'base += 1', 'base'];
    const given = pieces.map((text, n): ContentPart => ({ type: 'selection', path: 'book.ipynb', language: 'python', text, lines: { start: n + 1, end: n + 1 } }));
    await ask(null, { thread, input: [userMessage(given)] });
    const cells = async () => (await runs.stored(thread.id)).items.filter((item): item is Item<CodeInterpreterCall> => item.type === 'code_interpreter_call');
    const failed = await cells();
    assert.deepEqual(failed.map(({ outputs }) => shown(outputs).join()), ['', 'here', 'ZeroDivisionError', '', '', '']);
    assert.deepEqual(failed.map(({ error, status }) => `${status} ${error?.code ?? ''}`.trim()), ['completed', 'completed', 'completed', ...Array(3).fill('completed not_run')]);
    const said = (await runs.stored(thread.id)).items.at(-1);
    assert.match(said?.type === 'message' ? messageText(said) : '', /It stopped with `ZeroDivisionError.*\n\nCells 4 to 6 were not run, since .* Mend cell 3, then run all cells\./s);
    const settled = settles();
    await runs.runCells({ thread, assistant: DEFAULT_ASSISTANT }, { which: 'all', changed: { [failed[2]?.id ?? '']: '1 / 1' } });
    await settled;
    const mended = await cells();
    assert.deepEqual(mended.map(({ outputs, error }) => [shown(outputs).join(), error]), [['', null], ['here', null], ['1.0', null], ['then 2', null], ['', null], ['3', null]]);
    await runs.close();
  });

  test('runs without a sandbox without a question: whoever presses Run has said yes', async function () {
    const { runs, thread, runCells, cells } = await open(this, 'unsandboxed');
    await runCells({ which: 'these', cells: [{ itemId: null, code: '1 + 1' }] });
    assert.deepEqual((await cells()).map(({ outputs }) => shown(outputs)), [['2']]);
    assert.deepEqual((await runs.stored(thread.id)).consents, []);
  });
});
