import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFolder, VectorStore } from '../../../../src/core/knowledge/vectorStore.ts';
import { cleanUp, folderOf, openStore } from '../setup.ts';

/** Words that every file has, so that none stands out by them. */
const FILLER = Array.from({ length: 30 }, (_, index) => `ferry harbour tide mooring ${index}`).join('\n');

suite('ranking of files', function () {
  this.timeout(30_000);
  let store: VectorStore;
  setup(() => {
    store = openStore();
  });
  teardown(cleanUp);

  const found = async (query: string) => [...new Set((await store.search(query, { limit: 20 })).map(({ file }) => file.path))];
  const sync = (folder: SourceFolder, history = true) => store.sync([folder], { exclude: [], history });
  const others = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`other${index}.ts`, FILLER]));

  test('what a file defines is worth more than what it mentions', async () => {
    await sync(folderOf({ ...others, 'uses.ts': `${FILLER}\n// berth plan\nreturn berthPlan() || {};`, 'makes.ts': `${FILLER}\n// berth plan\nexport function berthPlan() {};` }));
    assert.deepEqual((await found('berth plan')).slice(0, 2), ['makes.ts', 'uses.ts']);
  });

  test('words that stand together are worth more than the same words apart', async () => {
    const apart = `berth\n${FILLER}\nplan`;
    await sync(folderOf({ ...others, 'apart.txt': apart, 'together.txt': `${FILLER}\nberth plan` }));
    assert.equal((await found('berth plan'))[0], 'together.txt');
  });

  test('who asks for tests gets a file of tests first, who does not the source', async () => {
    const text = `${FILLER}\nberth plan`;
    await sync(folderOf({ ...others, 'src/winch.ts': `${text} plan test`, 'spec/winch.ts': `${text} test` }));
    assert.deepEqual((await found('test of the berth plan')).slice(0, 2), ['spec/winch.ts', 'src/winch.ts']);
    assert.deepEqual((await found('berth plan')).slice(0, 2), ['src/winch.ts', 'spec/winch.ts']);
  });

  test('what lies beside the sources and documents stands behind them, unless a question means it', async () => {
    const beside: Readonly<Record<string, string>> = {
      'CHANGELOG.md': 'since when is there a berth plan',
      'LICENSE.txt': 'licence of the berth plan',
      'lang/de.json': 'translation of the berth plan',
      'third_party/winch/quay.ts': 'dependency of the berth plan',
      'test/fixtures/quay.ts': 'fixture of the berth plan',
      '.github/workflows/quay.yml': 'workflow of the berth plan',
      'docs/v1.4/quay.md': 'old berth plan',
      'app/QuayTests.cs': 'tested berth plan',
      'etc/quay.toml': 'toml of the berth plan',
    };
    const text = `${FILLER}\nberth plan`;
    const files = Object.entries(beside).map(([path, question]) => [path, `${text}\n${question.split(' ')[0]}`] as const);
    await sync(folderOf({ ...others, 'lib/quay.go': text, 'docs/en-US/quay.md': text, 'docs/fr-FR/quay.md': `${text} traduction`, ...Object.fromEntries(files) }));
    assert.deepEqual((await found('berth plan')).slice(0, 2).toSorted(), ['docs/en-US/quay.md', 'lib/quay.go']);
    for (const [path, question] of Object.entries(beside)) assert.equal((await found(question))[0], path, question);
  });

  test('settings and style sheets stand behind a source with the same words, but are found', async () => {
    const text = `${FILLER}\nberth plan`;
    await sync(folderOf({ ...others, 'lib/quay.go': text, 'lib/quay.css': text, 'lib/quay.toml': text }));
    assert.deepEqual((await found('berth plan')).slice(0, 3), ['lib/quay.go', 'lib/quay.css', 'lib/quay.toml']);
  });

  test('what the best file imports comes before what has the words as well', async () => {
    const note = `${FILLER}\nwinch`;
    await sync(folderOf({ ...others, 'src/a.ts': `import { z } from './helpers/z.js';\nwinch(); winchLoad(); // winch`, 'src/helpers/c.ts': note, 'src/helpers/z.ts': note }));
    const paths = await found('winch');
    assert.equal(paths[0], 'src/a.ts');
    assert.ok(paths.indexOf('src/helpers/z.ts') < paths.indexOf('src/helpers/c.ts'), paths.join());
  });

  test('what commits say of a file finds it; without a repository, or when it is not wanted, nothing is lost', async () => {
    const text = `${FILLER}\nretry`;
    const folder = folderOf({ 'a.ts': text, 'b.ts': text, 'c.ts': text });
    const git = (...args: readonly string[]) => execFileSync('git', ['-C', folder.path, '-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { stdio: 'pipe' });
    git('init', '-q');
    for (const file of ['a.ts', 'b.ts', 'c.ts']) {
      git('add', file);
      git('commit', '-qm', 'Begin');
    }
    const change = (file: string, count: number, subject: string) => {
      writeFileSync(join(folder.path, file), `${text}\n// ${count}`);
      git('commit', '-qam', subject);
    };
    for (let count = 0; count < 6; count++) change(count % 2 ? 'a.ts' : 'b.ts', count, `Reword note ${count}`);
    for (let count = 0; count < 2; count++) change('c.ts', count + 4, 'Retry with a longer backoff');
    await sync(folder, false);
    const without = await found('retry backoff');
    assert.deepEqual([...without].sort(), ['a.ts', 'b.ts', 'c.ts']);
    assert.notEqual(without[0], 'c.ts');
    await sync(folder);
    assert.equal((await found('retry backoff'))[0], 'c.ts');
    // Its commits are of the file that bore its name.
    renameSync(join(folder.path, 'c.ts'), join(folder.path, 'd.ts'));
    await sync(folder);
    const renamed = await found('retry backoff');
    assert.ok(renamed.includes('d.ts') && renamed[0] !== 'd.ts', renamed.join());
  });

  test('nothing that is asked fails it', async () => {
    await sync(folderOf({ 'a.ts': 'retry', 'b.py': 'import a.b\nfrom . import c', 'c.md': '' }));
    for (const query of ['', '"', 'C++', '(', '\\', '日本語', 'é', 'a'.repeat(5_000), 'x '.repeat(3_000), '[a-z]+']) assert.ok(Array.isArray(await found(query)), query);
    assert.deepEqual(await found('retry'), ['a.ts']);
  });
});
