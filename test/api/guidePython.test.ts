import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { importDump } from '../../src/api/transfer/import.ts';
import { makePdf } from '../core/knowledge/read/makePdf.ts';
import { tempDir } from '../support/temp.ts';
import { startApi, TOKEN } from './support/api.ts';

const RUNNER = join(import.meta.dirname, '../fixtures/guide/run.py');
const PYTHON = 'python3';

interface Ended {
  readonly title: string;
  readonly printed: string;
  /** Of the API, with its status. */
  readonly error: string | null;
  /** Of the newest run. */
  readonly status: string | null;
}

/** The examples of the guide to the Assistants API as they stand there, with no wait in between. */
suite('API: the guide, with openai-python', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  setup(async function () {
    if (spawnSync(PYTHON, ['-c', 'import openai']).status !== 0) this.skip();
    dir = await tempDir();
  });
  teardown(() => dir?.remove());

  test('Each block does what the guide says of it', async () => {
    const api = await startApi({ upstream: 'none', unsandboxed: true });
    try {
      await writeFile(join(dir.path, 'sdd-guide.pdf'), makePdf([['Specification-Driven Development'], ['Specifications are the single source of truth: code follows them.']]));
      await writeFile(join(dir.path, 'data.csv'), 'month,amount\n2024-01,10\n2024-02,20\n2024-03,30\n');
      const dump = join(dir.path, 'dump.jsonl');
      await writeFile(dump, JSON.stringify({ object: 'vector_store', id: 'vs_xxx', created_at: 1_700_000_000, name: 'Old' }));
      await importDump(api.docent, dump);
      const env = { ...process.env, OPENAI_BASE_URL: api.url, OPENAI_API_KEY: TOKEN };
      const { stdout } = await promisify(execFile)(PYTHON, [RUNNER], { cwd: dir.path, env });
      const blocks = stdout.trim().split('\n').map((line) => JSON.parse(line) as Ended);
      const written = await readFile(join(RUNNER, '../guide.py'), 'utf8');
      assert.deepEqual(blocks.map(({ title }) => title), [...written.matchAll(/^# %% (.*)$/gm)].map(([, title]) => title));
      for (const { title, error, status } of blocks) {
        assert.equal(error, title.includes('Manage Vector Stores') ? "404: No vector store found with id 'vs_xxx'." : null, title);
        assert.ok(status === null || status === 'completed', `${title}: ${status}`);
      }
      const of = (title: string) => blocks.find((block) => block.title.includes(title))?.printed ?? '';
      assert.notEqual(of('Run Assistant'), '');
      assert.notEqual(of('Streaming Run'), '');
      assert.match(of('Query Documents'), /single source of truth[^]*\nSource: file-/);
      assert.match(of('Execute Code'), /amount/);
      assert.equal((await readFile(join(dir.path, 'chart.png'))).toString('latin1', 1, 4), 'PNG');
      assert.match(of('Track Assistant Usage'), /^Prompt tokens: \d+\nCompletion tokens: \d+\nTotal tokens: \d+\n$/);
    } finally {
      await api.close();
    }
  }).timeout(120_000);
});
