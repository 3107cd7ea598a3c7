import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { namesIn } from '../../../../src/core/knowledge/index/names.ts';
import { walk } from '../../../../src/core/knowledge/index/walk.ts';
import { cleanUp, folderOf } from '../setup.ts';

const list = (folder: Parameters<typeof walk>[0], exclude: readonly string[] = []) => [...walk(folder, exclude)].map(({ shown }) => shown);

suite('walk', () => {
  teardown(cleanUp);

  test('lists all but what ignore files name, innermost first', () => {
    const folder = folderOf({
      '.gitignore': '*.log\n/build/\nnotes/*\n!notes/keep.md\n',
      'a.ts': '',
      'x.log': '',
      'build/out.js': '',
      'src/build/real.ts': '',
      'src/.gitignore': '!important.log\nsecret/\n',
      'src/important.log': '',
      'src/other.log': '',
      'src/secret/b.ts': '',
      'notes/draft.md': '',
      'notes/keep.md': '',
      'docs/.docentignore': 'internal.md\n',
      'docs/internal.md': '',
      'docs/public.md': '',
    });
    assert.deepEqual(list(folder), [
      '.gitignore',
      'a.ts',
      'docs/.docentignore',
      'docs/public.md',
      'notes/keep.md',
      'src/.gitignore',
      'src/build/real.ts',
      'src/important.log',
    ]);
  });

  test('.docentignore overrules the .gitignore beside it, in both ways', () => {
    const folder = folderOf({ '.gitignore': 'generated/\n', '.docentignore': '!generated/\n/data\n', 'generated/api.ts': '', 'data/a.txt': '' });
    assert.deepEqual(list(folder), ['.docentignore', '.gitignore', 'generated/api.ts']);
  });

  test('Docent’s own file is stronger than every ignore file of Git, wherever it stands', () => {
    const folder = folderOf({
      '.gitignore': '*.log\n', '.docentignore': '!b/gen/\n!keep.log\n/c/\n', 'b/.gitignore': 'gen/\nother/\n', 'b/gen/x.ts': '', 'b/gen/deep/y.ts': '',
      'b/gen/z.log': '', 'b/other/x.ts': '', 'c/.gitignore': '!x.ts\n', 'c/x.ts': '', 'keep.log': '', 'd/keep.log': '', 'e.log': '',
    });
    assert.deepEqual(list(folder), ['.docentignore', '.gitignore', 'b/.gitignore', 'b/gen/deep/y.ts', 'b/gen/x.ts', 'd/keep.log', 'keep.log']);
  });

  test('of a file whose rule for a folder is overruled, the other rules hold in it', () => {
    const folder = folderOf({
      '.gitignore': 'dist/\n*.map\n', '.docentignore': '!dist/\nnotes/private/\n*.tmp\n', 'dist/a.js': '', 'dist/a.map': '', 'dist/deep/b.js': '', 'dist/deep/b.map': '',
      'notes/.docentignore': '!private/\n', 'notes/private/in.md': '', 'notes/private/x.tmp': '', 'notes/private/more/in.md': '',
    });
    assert.deepEqual(list(folder), ['.docentignore', '.gitignore', 'dist/a.js', 'dist/deep/b.js', 'notes/.docentignore', 'notes/private/in.md', 'notes/private/more/in.md']);
  });

  test('without Docent’s own file the set is Git’s: also by info/exclude and the user’s list', () => {
    const { path } = folderOf({
      'excluded.txt': '', 'mine.txt': '', 'kept.txt': '', 'a/b/excluded.txt': '', '.gitignore': '!mine.txt\nfoo*\n!foobar.txt\n\\#x\n', 'foobar.txt': '', 'foo.txt': '', '#x': '', 'user.list': 'mine.txt\nkept.tx?\n',
      'sub/.gitignore': '/only\n**/deep/\n', 'sub/only': '', 'sub/a/only': '', 'sub/a/deep/x': '',
    });
    const git = (...args: readonly string[]) => execFileSync('git', ['-C', path, ...args], { encoding: 'utf8' });
    git('init', '-q');
    git('config', 'core.excludesFile', join(path, 'user.list'));
    writeFileSync(join(path, '.git', 'info', 'exclude'), 'excluded.txt\n!kept.txt\n');
    const theirs = git('ls-files', '-co', '--exclude-standard', '-z').split('\0').filter(Boolean);
    assert.ok(theirs.includes('mine.txt') && theirs.includes('kept.txt') && !theirs.includes('excluded.txt'), String(theirs));
    assert.deepEqual(list({ path, prefix: '' }).toSorted(), theirs.toSorted());
  });

  for (const [version, more, hashes] of [[2, [], 'sha1'], [3, ['new.txt'], 'sha1'], [4, [], 'sha1'], [2, [], 'sha256'], [4, [], 'sha256']] as const) {
    test(`what Git has all the same is listed, though ignore files name it: index of version ${version}, ${hashes}`, () => {
      const files = ['.gitignore', 'a.ts', 'build/.gitignore', 'build/deep/kept.js', 'build/kept.js', 'build/out.js', 'important.log', 'new.txt', 'other.log', 'src/x.ts', 'ümlaut.log', `${'long'.repeat(60)}/a.log`];
      const { path } = folderOf(Object.fromEntries(files.map((name) => [name, name === '.gitignore' ? 'build/\n*.log\nnew.txt\n' : name === 'build/.gitignore' ? '!out.js\n' : name])));
      const git = (...args: readonly string[]) => execFileSync('git', ['-C', path, ...args], { encoding: 'utf8' });
      git('init', '-q', `--object-format=${hashes}`);
      git('add', '-f', 'a.ts', 'build/deep', 'build/kept.js', 'important.log', 'ümlaut.log', files.at(-1) ?? '');
      for (const name of more) git('add', '-f', '--intent-to-add', name);
      git('update-index', '--index-version', String(version));
      const theirs = git('ls-files', '-co', '--exclude-standard', '-z').split('\0').filter(Boolean).toSorted();
      assert.ok(theirs.includes('build/deep/kept.js') && !theirs.includes('build/out.js'), String(theirs));
      assert.deepEqual(list({ path, prefix: '' }).toSorted(), theirs);
      // So it is in a folder of the repository, in a repository below the folder, and once Git forgets it.
      assert.deepEqual(list({ path: join(path, 'build'), prefix: '' }), ['.gitignore', 'deep/kept.js', 'kept.js', 'out.js']);
      const [repository = '', above] = [basename(path), dirname(path)];
      assert.deepEqual([...walk({ path: above, prefix: '' }, [], namesIn(above, [path]))].map(({ shown }) => shown).toSorted(), theirs.map((each) => `${repository}/${each}`).toSorted());
      git('rm', '-q', '--cached', 'important.log');
      assert.ok(!list({ path, prefix: '' }).includes('important.log'));
      writeFileSync(join(path, '.git', 'index'), 'DIRC, so to speak');
      assert.deepEqual(list({ path, prefix: '' }), ['.gitignore', 'a.ts', 'src/x.ts']);
      // What the user leaves out himself stays out.
      git('read-tree', '--empty');
      git('add', '-f', 'important.log');
      writeFileSync(join(path, '.docentignore'), '*.log\n');
      assert.ok(!list({ path, prefix: '' }).includes('important.log'));
    });
  }

  test('an index of Git that was made to grow without end is none', () => {
    const { path } = folderOf({ '.gitignore': 'a*\n', 'a.ts': '' });
    mkdirSync(join(path, '.git'));
    const header = Buffer.from('DIRC\0\0\0\x04\0\x01\x86\xa0', 'latin1');
    // Each name is the one before and a letter more.
    const entries = Array.from({ length: 100_000 }, (_, index) => {
      const entry = Buffer.alloc(65);
      entry.writeUInt16BE(Math.min(index + 1, 0xfff), 60);
      entry.write('a', 63);
      return entry;
    });
    writeFileSync(join(path, '.git', 'index'), Buffer.concat([header, ...entries]));
    assert.deepEqual(list({ path, prefix: '' }), ['.gitignore']);
  });

  test('the repository’s rules hold in a folder of it that is opened by itself', () => {
    const { path } = folderOf({ '.gitignore': 'dist/\npackages/app/*.tmp\n', 'packages/app/a.ts': '', 'packages/app/b.tmp': '', 'packages/app/dist/a.js': '' });
    mkdirSync(join(path, '.git'));
    assert.deepEqual(list({ path: join(path, 'packages', 'app'), prefix: '' }), ['a.ts']);
  });

  test('a folder that the repository ignores can still be opened', () => {
    const { path } = folderOf({ '.gitignore': 'vendor/\n*.ts\n', 'vendor/a.ts': '' });
    mkdirSync(join(path, '.git'));
    assert.deepEqual(list({ path: join(path, 'vendor'), prefix: '' }), ['a.ts']);
  });

  test('globs are anchored at the folder, as VS Code’s are', () => {
    const folder = folderOf({ 'out/a.js': '', 'src/out/b.js': '', 'src/c.min.js': '', 'tmp/d.ts': '', '.hidden/e.ts': '', 'f.ts': '' });
    assert.deepEqual(list(folder, ['out', '**/*.min.js', 'tmp/**', '**/.hidden', '']), ['f.ts', 'src/out/b.js']);
  });

  test('version control, dependencies and links are never looked into', () => {
    const folder = folderOf({ '.git/config': '', '.hg/x': '', '.svn/x': '', 'node_modules/a/index.js': '', 'lib/node_modules/b.js': '', 'a.ts': '' });
    symlinkSync(folder.path, join(folder.path, 'loop'), 'junction');
    // Links to files need a privilege on Windows.
    if (process.platform !== 'win32') symlinkSync(join(folder.path, 'a.ts'), join(folder.path, 'link.ts'));
    assert.deepEqual(list(folder), ['a.ts']);
  });

  test('a name that is no UTF-8 is one entry with its reason', function () {
    const folder = folderOf({ 'a.ts': '' });
    const name = Buffer.concat([Buffer.from(`${folder.path}/bad`), Buffer.from([0xff, 0xfe]), Buffer.from('.txt')]);
    try {
      writeFileSync(name, 'word');
    } catch {
      // The file systems of other systems take no such name.
      return;
    }
    assert.deepEqual([...walk(folder, [])].map(({ shown, unreadable }) => [shown, unreadable]), [['a.ts', null], ['bad\ufffd\ufffd.txt', 'has a name that is no UTF-8: rename it']]);
  });

  test('the folder’s name comes first where there are several', () => {
    const folder = { ...folderOf({ 'src/a.ts': '' }), prefix: 'backend' };
    assert.deepEqual(list(folder), ['backend/src/a.ts']);
  });

  test('a folder that is not there is an entry with its reason', () => {
    const [only, ...others] = walk({ path: join(folderOf({}).path, 'gone'), prefix: '' }, []);
    assert.match(only?.unreadable ?? '', /disappeared/);
    assert.deepEqual(others, []);
  });
});
