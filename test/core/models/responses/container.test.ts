import assert from 'node:assert/strict';
import { truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DEFAULT_ASSISTANT } from '../../../../src/core/assistants/default.ts';
import { createRuns } from '../../../../src/core/runs/runs.ts';
import type { Tool } from '../../../../src/core/tools/tool.ts';
import { errorInfo, isAbort } from '../../../../src/core/types/errors.ts';
import type { MadeContainer } from '../../../../src/core/types/hosted.ts';
import { dataAttachment, textPart, userMessage, type Item } from '../../../../src/core/types/item.ts';
import { isActive, type Run } from '../../../../src/core/types/run.ts';
import { startOpenAI, type OpenAIServer } from '../../../fixtures/openai/openai.ts';
import { testFront } from '../../../support/front.ts';
import { memoryLog } from '../../../support/log.ts';
import { tempDir } from '../../../support/temp.ts';
import { responsesAt } from '../adapters.ts';
import { ask, options, see, take, TOOLS, user } from '../turn.ts';
import { openData } from '../../../support/data.ts';

/** One pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

suite('responses: code in OpenAI’s container', () => {
  let server: OpenAIServer;
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let csv: string;
  setup(async () => {
    server = await startOpenAI();
    dir = await tempDir();
    csv = path.join(dir.path, 'sales.csv');
    await writeFile(csv, 'a,b\n1,2\n');
  });
  teardown(async () => {
    await server.close();
    await dir.remove();
  });

  const hosted = () => responsesAt(server.url, { interpreter: 'openai' });
  const question = (): Item => user('Analyze.', { type: 'file', file: dataAttachment({ name: 'sales.csv', path: csv, bytes: 8 }) });
  const analyze = () => ask('', { items: [question()], tools: TOOLS });
  const made = (call: string) => server.calls.filter((each) => each.startsWith(call)).length;
  const filesIn = (index: number) => server.containers.all[index]?.files.map(({ path: place }) => place);

  test('is a call like one of ours, with what it printed, drew and wrote', async () => {
    server.script({ hosted: [{ code: 'print("é")\n', logs: 'é\n', image: PNG, files: { 'out.csv': 'x\n' } }], text: 'See the chart.' });
    const seen = await take(hosted(), analyze());
    assert.deepEqual([seen.error, seen.text, seen.reason], [null, 'See the chart.', 'stop']);
    const [call] = seen.calls;
    assert.equal(call?.name, 'code_interpreter');
    assert.deepEqual(JSON.parse(call.arguments), { code: 'print("é")\n' });
    assert.deepEqual(seen.hosted, [
      { type: 'hosted.output', callId: call.callId, output: { type: 'logs', stream: 'stdout', text: 'é\n' } },
      // The chart lies in the container, too; it is shown once.
      { type: 'hosted.file', callId: call.callId, name: 'chart.png', mime: 'image/png', bytes: new Uint8Array(Buffer.from(PNG, 'base64')) },
      { type: 'hosted.file', callId: call.callId, name: 'out.csv', mime: 'text/csv', bytes: new Uint8Array(Buffer.from('x\n')) },
      { type: 'hosted.done', callId: call.callId, error: null },
    ]);
  });

  test('that did not run to its end says so', async () => {
    server.script({ hosted: [{ code: 'x', failed: true }], text: 'It failed.' });
    const { hosted: told, text } = await take(hosted(), ask('x', { tools: TOOLS }));
    const [done] = told;
    assert.ok(done?.type === 'hosted.done' && done.error);
    assert.deepEqual([text, done.error.message], ['It failed.', 'OpenAI’s container did not run this code to its end.']);
  });

  test('a file larger than OpenAI takes is said before it is sent', async () => {
    await truncate(csv, 600 * 1024 * 1024);
    const { error } = await take(hosted(), analyze());
    assert.equal(errorInfo(error).message, '“sales.csv” has 600 MB, and OpenAI takes 512 MB at most; attach a part of it.');
  });

  test('finds the attachments, put in once; one that has changed is put in again', async () => {
    const model = hosted();
    for (let turn = 0; turn < 2; turn++) await take(model, analyze());
    assert.equal(server.containers.all.length, 1, 'the thread keeps its container');
    assert.deepEqual(filesIn(0), ['/mnt/data/sales.csv']);
    await writeFile(csv, 'a,b\n1,2\n3,4\n');
    await take(model, analyze());
    assert.deepEqual(filesIn(0), ['/mnt/data/sales.csv', '/mnt/data/sales.csv']);
    await take(model, { ...analyze(), threadId: 'another' });
    assert.equal(server.containers.all.length, 2, 'another thread has its own');
  });

  test('is told where the attachments lie, if not where the thread says', async () => {
    await server.close();
    server = await startOpenAI({ prefixedPaths: true });
    await take(hosted(), analyze());
    const [place] = filesIn(0) ?? [];
    const last = (server.requests[0]?.body.input as { role: string; content: string }[] | undefined)?.at(-1);
    assert.equal(last?.role, 'developer');
    assert.equal(last.content, `In the container, files lie here:\nsales.csv: ${place}`);
  });

  test('goes on in a new container, with the files, when the old one is gone', async () => {
    const model = hosted();
    await take(model, analyze());
    server.containers.expire();
    assert.equal((await take(model, analyze())).error, null);
    assert.deepEqual([server.containers.all.length, filesIn(1)], [2, ['/mnt/data/sales.csv']]);
    // It goes between the look and the question.
    server.script({ status: 400, body: { error: { message: 'Container is expired.', type: 'invalid_request_error' } } });
    assert.equal((await take(model, analyze())).error, null);
    assert.deepEqual([server.containers.all.length, filesIn(2)], [3, ['/mnt/data/sales.csv']]);
  });

  test('tells a file that can’t be fetched, and goes on', async () => {
    const broken = { status: 500, body: { error: { message: 'Broken disk.' } } };
    const told = async () => {
      server.script({ hosted: [{ code: 'x', files: { 'a.txt': 'a', 'b.txt': 'b' } }], text: 'Done.' });
      const { hosted: events, text, error } = await take(hosted(), ask('x', { tools: TOOLS }));
      assert.deepEqual([text, error], ['Done.', null]);
      return events.map((event) => {
        if (event.type === 'hosted.output') return event.output.type === 'notice' && event.output.notice.message;
        return event.type === 'hosted.file' ? event.name : event.error;
      });
    };
    server.refuse(/^GET .*\/content$/, broken);
    assert.deepEqual(await told(), ['“a.txt” could not be fetched from OpenAI’s container: it answered 500.', 'b.txt', null]);
    server.refuse(/^GET .*\/files$/, broken);
    const noFiles = 'The files that the code made could not be fetched from OpenAI’s container: it answered 500.';
    assert.deepEqual(await told(), [noFiles, null]);
  });

  test('Stop while its files are fetched is no failure of theirs', async () => {
    server.script({ hosted: [{ code: 'x', logs: 'ok', files: { 'a.txt': 'a' } }], text: 'Done.' });
    const abort = new AbortController();
    const answer = hosted().respond(ask('x', { tools: TOOLS }), abort.signal);
    const { hosted: told, error } = await see(answer, ({ hosted: events }) => events.length > 0 && abort.abort());
    assert.ok(isAbort(error));
    assert.equal(told.length, 1, 'what it printed, and no notice');
  });

  test('is asked for by the tool’s name, and only where the assistant has the tool', async () => {
    const model = hosted();
    await take(model, ask('say exactly: x', { tools: TOOLS, ...options({ toolChoice: { name: 'code_interpreter' } }) }));
    const { tools, tool_choice, include, instructions } = server.requests[0]?.body ?? {};
    assert.equal(instructions, 'Be brief.\n\nThe code interpreter is your python tool.');
    assert.deepEqual(tools?.map(({ type }) => type), ['function', 'code_interpreter']);
    assert.deepEqual(tool_choice, { type: 'code_interpreter' });
    assert.ok(include?.includes('code_interpreter_call.outputs'));
    await take(model, ask('say exactly: x', { tools: TOOLS.slice(0, 1) }));
    assert.equal(made('POST /v1/containers'), 0);
  });

  test('waits for a server that makes no container for now, and says why there is none', async () => {
    const busy = { status: 429, body: { error: { message: 'Slow.', code: 'slow_down' } } };
    server.refuse(/^POST .*containers$/, busy);
    server.script({ text: 'x' });
    const seen = await take(hosted(), analyze());
    assert.deepEqual([seen.text, seen.waited.length, seen.error], ['x', 1, null]);
    server.refuse(/^POST .*containers$/, { status: 403, body: { error: { message: 'No containers for you.' } } });
    const { error } = await take(hosted(), analyze());
    assert.equal(errorInfo(error).message, `${server.url} denies access with this API key: No containers for you.`);
  });

  test('is made when code runs, or a file is needed, and costs once', async () => {
    const model = hosted();
    const request = ask('Hello', { tools: TOOLS });
    const charged = async (script: Parameters<typeof server.script>[0], asked = request) => {
      server.script(script);
      const costs: number[] = [];
      for await (const event of model.respond(asked, new AbortController().signal)) if (event.type === 'container') costs.push(event.cost);
      return costs;
    };
    assert.deepEqual(await charged({ text: 'Hello!' }), []);
    assert.equal(server.calls.filter((call) => call.includes('containers')).length, 0, 'nothing is asked of containers');
    assert.deepEqual(await charged({ hosted: [{ code: '1', logs: '1' }], text: 'One.' }), [0.03]);
    const [first] = server.containers.all;
    assert.deepEqual(await charged({ hosted: [{ code: '2', logs: '2' }], text: 'Two.' }), []);
    const sent = server.requests.at(-1)?.body.tools?.find(({ type }) => type === 'code_interpreter');
    assert.deepEqual(sent, { type: 'code_interpreter', container: first?.id });
    assert.equal(made('GET /v1/containers/cntr'), 0 + server.calls.filter((call) => /GET .*files/.test(call)).length, 'none is asked whether it lives');
    const withFile = { ...analyze(), threadId: 'another' };
    assert.deepEqual(await charged({ text: 'Not yet.' }, withFile), [0.03]);
    assert.deepEqual(await charged({ text: 'Not yet.' }, withFile), []);
  });

  test('is written down before the call that makes it, and with its id once it is there', async () => {
    const kept: string[] = [];
    const made = async ({ address, key, id, threadId }: MadeContainer) => {
      kept.push([address, key === id ? '' : key, String(id), threadId, server.containers.all.length].join(' '));
    };
    const model = responsesAt(server.url, { interpreter: 'openai', made });
    await take(model, analyze());
    await take(model, analyze());
    // OpenAI makes one by itself where no file has to lie in it.
    server.script({ hosted: [{ code: '1', logs: '1' }], text: 'One.' });
    await take(model, { ...ask('x', { tools: TOOLS }), threadId: 'another' });
    const names = server.containers.all.map(({ name }) => name);
    const [first, second] = server.containers.all.map(({ id }) => id);
    const { threadId } = analyze();
    assert.ok(names[0]?.startsWith(`docent ${threadId} `));
    assert.deepEqual(kept, [`${server.url} ${names[0]} null ${threadId} 0`, `${server.url} ${names[0]} ${first} ${threadId} 1`, `${server.url}  ${second} another 2`]);
  });

  test('a file that was attached and is gone is said', async () => {
    const gone = { type: 'file' as const, file: dataAttachment({ name: 'gone.csv', path: `${csv}.gone`, bytes: 1 }) };
    const { error } = await take(hosted(), ask('', { items: [user('x', gone)], tools: TOOLS }));
    assert.equal(errorInfo(error).message, '“gone.csv” can’t be read any more; attach it again.');
  });

  test('in a run: the item is kept with the chart and the file, and no tool of ours is called', async () => {
    const code = { code: 'plot()', logs: 'ok', image: PNG, files: { 'out.csv': 'x' } };
    server.script({ reasoning: 'Hm.', hosted: [code], text: 'There.', phase: 'final_answer' });
    const data = await openData(path.join(dir.path, 'data'));
    const ours = () => assert.fail('our interpreter was asked');
    const [, definition] = TOOLS;
    const tool: Tool = { definition: definition ?? assert.fail(), itemType: 'code_interpreter_call', sideEffects: false, run: ours };
    const front = testFront({ model: hosted, consents: { known: () => 'once', ask: async () => 'once' } });
    const runs = createRuns({
      items: data.items,
      rows: data.runs,
      threads: data.threads,
      files: data.files,
      owner: data.owner,
      log: memoryLog(),
      admit: async () => {},
      prepare: async () => {},
      mayAsk: async () => {},
      front: () => front,
      tools: async () => [tool],
      python: () => tool,
      surroundings: () => null,
      givenFiles: async () => [],
    });
    const thread = await data.threads.create({ origin: 'chat', workspace: '', title: 'T' });
    const ended = new Promise<Run>((resolve) => {
      runs.subscribe((_, event) => void (event.type === 'run' && !isActive(event.run.status) && resolve(event.run)));
    });
    await runs.start({ thread, assistant: DEFAULT_ASSISTANT, input: [userMessage([textPart('Draw')])] });
    assert.equal((await ended).status, 'completed');
    const { items } = await runs.stored(thread.id);
    assert.deepEqual(items.map(({ type }) => type), ['message', 'reasoning', 'code_interpreter_call', 'message']);
    const call = items[2]?.type === 'code_interpreter_call' ? items[2] : assert.fail();
    assert.deepEqual([call.status, call.code, call.error], ['completed', 'plot()', null]);
    assert.deepEqual(call.outputs.map(({ type }) => type), ['logs', 'image', 'file']);
    assert.ok(items[1]?.provider?.encrypted, 'the reasoning is kept to be sent back');
    assert.equal(items[3]?.provider?.phase, 'final_answer');
    await runs.close();
    await data.close();
  });
});
