import { EDITOR_ADVICE } from '../../../src/editor/advice.ts';
import assert from 'node:assert/strict';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_ASSISTANT } from '../../../src/core/assistants/default.ts';
import { createCodeInterpreter } from '../../../src/core/tools/codeInterpreter.ts';
import type { ToolContext } from '../../../src/core/tools/tool.ts';
import { NO_RESOURCES } from '../../../src/core/types/assistant.ts';
import type { ConsentSubject } from '../../../src/core/types/consent.ts';
import type { Output } from '../../../src/core/types/output.ts';
import { barePython, closeRooms, openRoom, THREAD, type Mode, type Room } from '../interpreter/room.ts';
import { tempDir } from '../../support/temp.ts';

const PROFILE = { operation: 'profile', file: 'sales.csv' };
const LIKE_OURS = 'from docent_profile import profile\n\nprofile("/mnt/data/sales.csv")';
/** Modules that the profile, matplotlib or Python itself look for, in vain or not. */
const NAMES = ['matplotlib', 'docent_profile', 'csv', 'json', 'sitecustomize', 'usercustomize', 'numpy', 'PIL', 'readline', 'charts'];

suite('code interpreter', function () {
  this.timeout(60_000);
  let inputs: Awaited<ReturnType<typeof tempDir>>;
  let asked: ConsentSubject[];
  setup(async () => {
    inputs = await tempDir();
    asked = [];
  });
  teardown(async () => {
    await closeRooms();
    await inputs.remove();
  });

  const mark = () => path.join(inputs.path, 'mark');

  /** Makes the files and calls the tool with them; nobody consents to anything. */
  async function call(room: Room, args: object, files: Readonly<Record<string, string>>, caller: ToolContext['caller'], isTrusted = true) {
    const outputs: Output[] = [];
    const context: ToolContext = {
      thread: { id: THREAD, title: '', origin: 'chat', workspace: '', toolResources: NO_RESOURCES, createdAt: 0, updatedAt: 0, metadata: {} },
      files: Object.entries(files).map(([name, text]) => {
        const file = path.join(inputs.path, name);
        writeFileSync(file, text);
        return { name, path: file, bytes: statSync(file).size };
      }),
      assistant: DEFAULT_ASSISTANT,
      signal: new AbortController().signal,
      advice: EDITOR_ADVICE,
      caller,
      passages: () => [],
      room: async () => null,
      output: (output) => void outputs.push(output),
      async consent(subject) {
        asked.push(subject);
        return false;
      },
      waitFor: (work) => work,
      atEnd: () => undefined,
    };
    await createCodeInterpreter(room.interpreter, () => isTrusted).run?.(args, context);
    return outputs;
  }

  const sales = `n,price\n${Array.from({ length: 60 }, (_, index) => `${index % 9},${index * 1.5}`).join('\n')}\n`;
  /** A table, and modules that say so when they are imported, and leave a mark where there is no sandbox. */
  const attached = () => ({
    'sales.csv': sales,
    matplotlibrc: 'backend: module://csv\nsvg.hashsalt: attached\n',
    ...Object.fromEntries(NAMES.map((name) => [`${name}.py`, `print("imported")\nopen(${JSON.stringify(mark())}, "a").write("x")\n`])),
  });

  test('in a workspace that is not trusted nothing runs, not even our own script, and the way out is said', async function () {
    const room = await openRoom(this);
    for (const args of [{ code: 'print(1)' }, PROFILE]) {
      await assert.rejects(call(room, args, { 'sales.csv': sales }, 'docent', false), {
        code: 'untrusted',
        message: 'Docent runs code only in a workspace you trust.',
        action: 'trustWorkspace',
      });
    }
    assert.equal(existsSync(room.work), false);
  });

  for (const mode of ['sandboxed', 'unsandboxed'] satisfies Mode[]) {
    test(`the profile imports nothing that was attached, has its own charts and needs no consent, ${mode}`, async function () {
      const room = await openRoom(this, mode, { python: barePython(inputs.path) });
      const outputs = await call(room, PROFILE, attached(), 'docent');
      const [first] = outputs;
      assert(first?.type === 'logs', JSON.stringify(first));
      assert.match(first.text, /^\*\*`sales\.csv` has 60 rows and 2 columns\*\*/);
      const charts = outputs.flatMap((output) => (output.type === 'image' ? [output.file.mime] : []));
      assert(charts.length > 0 && charts.every((mime) => mime === 'image/svg+xml'), JSON.stringify(charts));
      assert.equal(existsSync(mark()), false);
      assert.doesNotMatch(JSON.stringify(outputs), /imported/);
      assert.deepEqual([asked, outputs.filter(({ type }) => type === 'notice' || type === 'exception')], [[], []]);
      assert.equal(room.session.isAlive, false);
    });
  }

  test('the profile is not at home in the work folder: what is set there for libraries does not count', async function () {
    const room = await openRoom(this, 'unsandboxed');
    await call(room, PROFILE, attached(), 'docent');
    assert.equal(existsSync(mark()), false);
    assert.equal(existsSync(path.join(room.work, '.config')), false);
    // With consent, code does import what lies in its folder: the trap works.
    await room.run('import charts');
    assert.equal(existsSync(mark()), true);
  });

  test('the variables of the thread’s code outlive the profile, and nothing that code has changed reaches it', async function () {
    const room = await openRoom(this, 'unsandboxed');
    await room.run('import csv, builtins\nkept = 42\ncsv.reader = builtins.open = None');
    const outputs = await call(room, PROFILE, { 'sales.csv': sales }, 'docent');
    assert(outputs[0]?.type === 'logs' && outputs[0].text.includes('60 rows'));
    assert.deepEqual((await room.run('kept')).outputs, [{ type: 'text', text: '42' }]);
  });

  test('what a model writes is never taken for ours: text like ours, an operation, or both need consent or are refused', async function () {
    const room = await openRoom(this, 'unsandboxed');
    for (const code of [LIKE_OURS, LIKE_OURS.replaceAll('\n', '\r\n'), `${LIKE_OURS}\n`, `${LIKE_OURS};open(${JSON.stringify(mark())}, "w")`]) {
      await assert.rejects(call(room, { code }, attached(), 'model'), { code: 'declined', message: 'The code was not run: it was declined.' });
    }
    await assert.rejects(call(room, { ...PROFILE, code: LIKE_OURS }, attached(), 'model'), { code: 'declined' });
    assert.deepEqual(asked.map((subject) => subject.kind), Array.from({ length: 5 }, () => 'code'));
    await assert.rejects(call(room, PROFILE, attached(), 'model'), { code: 'bad_arguments', message: 'code_interpreter needs “code”.' });
    assert.equal(existsSync(mark()), false);
  });

  test('our own policy’s code needs consent as any code does, and its operations read what was attached alone', async function () {
    const room = await openRoom(this, 'unsandboxed');
    await assert.rejects(call(room, { code: LIKE_OURS }, attached(), 'docent'), { code: 'declined' });
    await assert.rejects(call(room, { ...PROFILE, code: 'print(1)' }, attached(), 'docent'), { code: 'declined' });
    for (const file of ['../sales.csv', '/etc/passwd', 'other.csv']) {
      await assert.rejects(call(room, { operation: 'profile', file }, { 'sales.csv': sales }, 'docent'), { code: 'bad_arguments' });
    }
  });
});
