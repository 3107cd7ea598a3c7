import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DataDirectory } from '../../../src/core/data/dataDirectory.ts';
import { STEPS } from '../../../src/core/data/schema.ts';
import type { Run } from '../../../src/core/types/run.ts';
import { NO_RUNS, type Usage } from '../../../src/core/types/usage.ts';
import { tempDir } from '../../support/temp.ts';
import { run } from '../../ui/webview/support/states.ts';
import { openData } from '../../support/data.ts';

const NOON = new Date(2026, 10, 24, 12).getTime();
const DAY = 24 * 60 * 60_000;
const took = (inputTokens: number, cost: number | null, estimated = false): Usage => ({
  inputTokens,
  cachedTokens: 3,
  outputTokens: 10,
  reasoningTokens: 4,
  estimated,
  cost,
});

suite('usage', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let data: DataDirectory;
  setup(async () => {
    dir = await tempDir();
    data = await openData(dir.path);
  });
  teardown(async () => {
    await data.close();
    await dir.remove();
  });

  async function thread(title: string): Promise<string> {
    return (await data.threads.create({ origin: 'chat', workspace: '/w', title })).id;
  }

  test('of embedding is counted beside that of threads', async () => {
    await data.usage.addEmbedding('ollama/nomic-embed-text', 1_200, 0);
    await data.usage.addEmbedding('ollama/nomic-embed-text', 300, 0);
    const [row] = await data.usage.list();
    assert.deepEqual([row?.model, row?.inputTokens, row?.title, row?.cost], ['ollama/nomic-embed-text', 1_500, 'Embedding of workspaces', 0]);
  });

  /** A run that has ended. */
  async function ran(id: string, threadId: string, turns: readonly Usage[], more: Partial<Run> = {}): Promise<void> {
    const started = run('in_progress', { id, threadId, model: 'm', createdAt: NOON, ...more });
    await data.runs.start(started, data.owner.id, []);
    await data.runs.save({ ...started, status: 'completed', turns });
  }

  test('tells what containers took, of a run and of many', async () => {
    const one = await thread('One');
    await ran('a', one, [{ ...took(100, 0.53), containerCost: 0.03 }, took(100, 0.5)]);
    await ran('b', one, [took(100, 0.5)]);
    assert.equal((await data.usage.list())[0]?.containerCost, 0.03);
    const { ofRun } = await data.usage.ofThread(one, ['a', 'b']);
    assert.deepEqual([ofRun['a']?.containerCost, ofRun['b']?.containerCost], [0.03, undefined]);
  });

  test('is listed by day, model and thread, and stays when the thread is deleted, without its title', async () => {
    const [one, two] = [await thread('One'), await thread('Two')];
    await ran('a', one, [took(100, 0.5), took(200, 0.25)]);
    await ran('b', one, [took(50, null, true)]);
    await ran('c', two, [took(7, 1)], { createdAt: NOON - DAY, model: 'other' });
    await ran('d', two, []);
    await data.threads.delete(one);
    assert.deepEqual(await data.usage.list(), [
      {
        day: '2026-11-24',
        model: 'm',
        threadId: one,
        title: null,
        runs: 2,
        unpriced: 1,
        inputTokens: 350,
        cachedTokens: 9,
        outputTokens: 30,
        reasoningTokens: 12,
        estimated: true,
        cost: 0.75,
      },
      { ...took(7, 1), day: '2026-11-23', model: 'other', threadId: two, title: 'Two', runs: 1, unpriced: 0 },
    ]);
  });

  test('of a thread is told run by run; an unknown cost is not zero', async () => {
    const one = await thread('One');
    await ran('a', one, [took(100, 0.5)]);
    await ran('b', one, [took(50, null)]);
    await ran('c', await thread('Two'), [took(1, 1)]);
    assert.deepEqual((await data.usage.ofThread(one, ['a', 'b'])).ofRun, { a: took(100, 0.5), b: took(50, null) });
    const { ofRun, others } = await data.usage.ofThread(one, ['a']);
    assert.deepEqual(ofRun, { a: took(100, 0.5) });
    assert.deepEqual(others, { ...took(50, null), runs: 1, unpriced: 1 });
    assert.deepEqual((await data.usage.ofThread('none', [])).others, NO_RUNS);
  });

  test('costs are summed from a time on', async () => {
    const one = await thread('One');
    assert.equal(await data.usage.costSince(NOON), 0);
    await ran('a', one, [took(1, 0.5)]);
    await ran('b', one, [took(1, null)]);
    await ran('c', one, [took(1, 2)], { createdAt: NOON - DAY });
    assert.equal(await data.usage.costSince(NOON), 0.5);
    assert.equal(await data.usage.costSince(NOON - DAY), 2.5);
  });

  test('of runs that an earlier version kept is taken over', async () => {
    const path = join(dir.path, 'old');
    await mkdir(path);
    const old = new DatabaseSync(join(path, 'docent.db'));
    const version = STEPS.findIndex((step) => step.includes('create table usage'));
    old.exec(`${STEPS.slice(0, version).join('')}; pragma user_version = ${version}`);
    old.prepare("insert into threads values ('t', 'chat', '/w', 1, '{}')").run();
    const { leftOut: _, ...before } = run('completed', { threadId: 't', turns: [took(5, 0.5), took(6, null)], createdAt: NOON });
    old.prepare("insert into runs(id, thread_id, owner, status, body) values ('run_1', 't', 'o', 'completed', ?)").run(JSON.stringify(before));
    old.close();
    const opened = await openData(path);
    assert.deepEqual((await opened.usage.ofThread('t', ['run_1'])).ofRun, { run_1: { ...took(11, 0.5), cachedTokens: 6, outputTokens: 20, reasoningTokens: 8 } });
    assert.deepEqual((await opened.runs.latest('t'))?.leftOut, { messages: 0, results: 0 });
    await opened.close();
  });
});
