import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { walk } from '../../../../src/core/knowledge/index/walk.ts';
import { cleanUp, folderOf, openStore, put, tempFolder } from '../setup.ts';

/** Git without the settings of whoever runs the tests. */
function git(folder: string, ...args: readonly string[]): void {
  const own = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost', '-c', 'protocol.file.allow=always', '-c', 'commit.gpgsign=false'];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: join(folder, 'none'), GIT_CONFIG_NOSYSTEM: '1' };
  execFileSync('git', [...own, ...args], { cwd: folder, env, stdio: 'pipe' });
}

/** A repository with one commit of these files; absolute. */
function repositoryOf(files: Readonly<Record<string, string>>): string {
  const { path } = folderOf(files);
  git(path, 'init', '--quiet');
  git(path, 'add', '.');
  git(path, 'commit', '--quiet', '--message', 'First');
  return path;
}

const list = (path: string) => Array.from(walk({ path, prefix: '' }, []), ({ shown }) => shown);

suite('Git worktrees', function () {
  // Real repositories, on whatever else the machine is doing.
  this.timeout(30_000);
  teardown(cleanUp);

  test('below the folder are found once, wherever they lie', async () => {
    const path = repositoryOf({ 'f.txt': 'zebra', 'docs/g.txt': '' });
    for (const [index, place] of ['.worktrees/wt', 'docs/copy', '.claude/worktrees/deep/er'].entries()) git(path, 'worktree', 'add', '--quiet', place, '-b', `b${index}`);
    assert.deepEqual(list(path), ['docs/g.txt', 'f.txt']);
    const store = openStore();
    await store.sync([{ path, prefix: '' }], { exclude: [] });
    assert.deepEqual((await store.search('zebra', { limit: 5 })).map(({ file }) => file.path), ['f.txt']);
  });

  test('opened by themselves are whole, and so is each folder of theirs', () => {
    const path = repositoryOf({ 'docs/g.txt': '' });
    git(path, 'worktree', 'add', '--quiet', 'wt', '-b', 'x');
    assert.deepEqual(list(join(path, 'wt')), ['docs/g.txt']);
    assert.deepEqual(list(join(path, 'wt', 'docs')), ['g.txt']);
  });

  test('are no submodules: those are listed, also in a worktree that is opened; a worktree of theirs is not', () => {
    const library = repositoryOf({ 'lib.txt': '' });
    const path = repositoryOf({ 'f.txt': '' });
    for (const place of ['lib', 'worktrees/odd']) git(path, 'submodule', '--quiet', 'add', library, place);
    git(path, 'commit', '--quiet', '--message', 'Submodules');
    git(join(path, 'lib'), 'worktree', 'add', '--quiet', 'wt', '-b', 'x');
    assert.deepEqual(list(path), ['.gitmodules', 'f.txt', 'lib/lib.txt', 'worktrees/odd/lib.txt']);
    const copy = join(tempFolder(), 'wt');
    git(path, 'worktree', 'add', '--quiet', copy, '-b', 'y');
    git(copy, 'submodule', '--quiet', 'update', '--init', 'lib');
    assert.ok(list(copy).includes('lib/lib.txt'));
  });

  test('of a bare repository are all there is, and stay', () => {
    const source = repositoryOf({ 'f.txt': '' });
    const path = tempFolder();
    git(path, 'clone', '--quiet', '--bare', source, '.bare');
    put(join(path, '.git'), 'gitdir: ./.bare\n');
    git(path, 'worktree', 'add', '--quiet', 'main', '-b', 'x');
    assert.ok(list(path).includes('main/f.txt'));
  });

  for (const [what, gitFile, listed] of [
    ['an absolute path', 'gitdir: /home/me/repo/.git/worktrees/wt\n', false],
    ['a relative path', 'gitdir: ../.git/worktrees/wt\n', false],
    ['a path of Windows', 'gitdir: C:\\Users\\me\\repo\\.git\\worktrees\\wt\r\n', false],
    ['a path of Windows, as Git writes it', 'gitdir: C:/Users/me/repo/.git/worktrees/wt/', false],
    ['a submodule’s worktree', 'gitdir: ../../.git/modules/lib/worktrees/wt\n', false],
    ['a submodule', 'gitdir: ../.git/modules/lib\n', true],
    ['a submodule of a worktree', 'gitdir: /home/me/repo/.git/worktrees/wt/modules/lib\n', true],
    ['a submodule below a folder “worktrees”', 'gitdir: ../.git/modules/worktrees/lib\n', true],
    ['something else', 'not Git’s\n', true],
    ['nothing', '', true],
  ] as const) {
    test(`a .git file that names ${what}, which is not there, ${listed ? 'is of no copy' : 'marks a copy'}`, () => {
      const { path } = folderOf({ 'a.txt': '', 'inner/b.txt': '', 'inner/.git': gitFile });
      assert.deepEqual(list(path), listed ? ['a.txt', 'inner/b.txt'] : ['a.txt']);
    });
  }

  test('a whole repository is no copy, whatever the place of its data is called', () => {
    const { path } = folderOf({ 'inner/b.txt': '' });
    const data = join(tempFolder(), 'worktrees', 'inner');
    mkdirSync(join(data, '..'));
    git(join(path, 'inner'), 'init', '--quiet', `--separate-git-dir=${data}`);
    assert.deepEqual(list(path), ['inner/b.txt']);
  });
});
