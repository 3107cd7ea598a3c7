import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { barePython, withPath } from '../core/interpreter/room.ts';
import { tempDir } from '../support/temp.ts';
import { startApi, type Api, type ApiOptions } from './support/api.ts';

const LIKE_OURS = 'from docent_profile import profile\n\nprofile("/mnt/data/sales.csv")';
const SALES = `n,price\n${Array.from({ length: 60 }, (_, index) => `${index % 9},${index * 1.5}`).join('\n')}\n`;

/** On PATH there is a bare Python and nothing else: no sandbox, no matplotlib. */
suite('API: Docent’s own scripts without a sandbox', function () {
  this.timeout(60_000);
  let dir: Awaited<ReturnType<typeof tempDir>>;
  setup(async () => (dir = await tempDir()));
  teardown(() => dir.remove());
  const mark = () => join(dir.path, 'mark');

  /** A run on a table and a module that leaves a mark when it is imported, both attached for code. */
  async function analysed(options: ApiOptions, act: (api: Api) => void = () => undefined) {
    return withPath(dirname(barePython(dir.path)), async () => {
      const api = await startApi(options);
      act(api);
      const { client } = api;
      const upload = (name: string, text: string) => client.files.create({ file: new File([text], name), purpose: 'assistants' });
      const files = [await upload('sales.csv', SALES), await upload('matplotlib.py', `open(${JSON.stringify(mark())}, "w").write("x")\n`)];
      const assistant = await client.beta.assistants.create({ model: 'stand-in', tools: [{ type: 'code_interpreter' }] });
      const attachments = files.map(({ id }) => ({ file_id: id, tools: [{ type: 'code_interpreter' as const }] }));
      const run = await client.beta.threads.createAndRunPoll({
        assistant_id: assistant.id,
        thread: { messages: [{ role: 'user', content: 'What is in it?', attachments }] },
      });
      const steps = (await client.beta.threads.runs.steps.list(run.id, { thread_id: run.thread_id, order: 'asc' })).data;
      const calls = steps.flatMap(({ step_details: details }) => (details.type === 'tool_calls' ? details.tool_calls : []));
      const code = calls.flatMap((call) => (call.type === 'code_interpreter' ? [call.code_interpreter] : []));
      await api.close();
      return { run, code };
    });
  }

  test('the profile runs, imports nothing that was attached and shows its code in the step', async () => {
    const { run, code } = await analysed({ upstream: 'none' });
    assert.equal(run.status, 'completed');
    assert.deepEqual(code.map(({ input }) => input), [LIKE_OURS]);
    assert.ok(code[0]?.outputs.some((output) => output.type === 'logs' && output.logs.includes('60 rows')));
    assert.equal(existsSync(mark()), false);
  });

  for (const [what, args] of [
    ['the code that the step shows', { code: LIKE_OURS }],
    ['code that begins like it', { code: `${LIKE_OURS}\n` }],
    ['the operation’s name', { operation: 'profile', file: 'sales.csv' }],
  ] satisfies [string, object][]) {
    test(`a model that asks for it by ${what} is refused`, async () => {
      const { run, code } = await analysed({}, ({ model }) => {
        model.script({ calls: [{ name: 'code_interpreter', arguments: JSON.stringify(args) }] }, { text: 'Done.' });
      });
      assert.equal(run.status, 'completed');
      const [call] = code;
      assert.deepEqual(call?.outputs.map((output) => output.type === 'logs' && output.logs), [
        'code' in args ? 'The code was not run: it was declined.' : 'code_interpreter needs “code”.',
      ]);
      assert.equal(existsSync(mark()), false);
    });
  }
});
