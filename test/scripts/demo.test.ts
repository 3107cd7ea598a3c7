import assert from 'node:assert/strict';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { copyOf, type WorkingCopy } from '../../scripts/demo/copy.ts';
import { differences, fingerprints } from '../../scripts/demo/fingerprint.ts';
import { prepareOutput } from '../../scripts/demo/output.ts';
import { skipOnWindows } from '../support/skipOnWindows.ts';

const NEVER = path.join(tmpdir(), 'no such folder');
const LONG_AGO = new Date('2001-02-03T04:05:06.789Z');

suite('npm run demo', () => {
  let root = '';
  let folder = '';
  let copy: WorkingCopy | undefined;
  setup(() => {
    root = mkdtempSync(path.join(realpathSync(tmpdir()), 'docent-'));
    folder = path.join(root, 'notes');
    write('notes/a.md', 'about apples');
    write('notes/data/sales.csv', 'month,sales\n1,2\n');
    utimesSync(path.join(folder, 'a.md'), LONG_AGO, LONG_AGO);
  });
  teardown(() => {
    copy?.remove();
    copy = undefined;
    rmSync(root, { recursive: true, force: true });
  });

  function write(file: string, text: string): string {
    const target = path.join(root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
    return target;
  }

  test('works on a copy with the same name, files and times, without what the demo writes', () => {
    write('notes/out/transcript.md', '# Docent on x');
    copy = copyOf(folder, path.join(folder, 'out'));
    assert.equal(path.basename(copy.folder), 'notes');
    assert.deepEqual(readdirSync(copy.folder, { recursive: true }).sort(), ['a.md', 'data', path.join('data', 'sales.csv')]);
    assert.equal(readFileSync(path.join(copy.folder, 'a.md'), 'utf8'), 'about apples');
    assert.equal(statSync(path.join(copy.folder, 'a.md')).mtimeMs, LONG_AGO.getTime());
    copy.remove();
    assert.ok(!existsSync(copy.folder) && existsSync(folder));
  });

  test('takes a named file from the copy, and copies one that lies elsewhere', () => {
    const outside = write('elsewhere/sales.csv', 'a,b\n1,2\n');
    copy = copyOf(folder, NEVER);
    const inFolder = { path: path.join('data', 'sales.csv'), isInFolder: true };
    assert.deepEqual(copy.file('data/sales.csv'), inFolder);
    assert.deepEqual(copy.file(path.join(folder, 'data', 'sales.csv')), inFolder);
    for (const named of [outside, '../elsewhere/sales.csv']) {
      const { path: place, isInFolder } = copy.file(named);
      assert.ok(!isInFolder && path.isAbsolute(place) && place !== outside && path.basename(place) === 'sales.csv');
      writeFileSync(place, 'changed');
    }
    assert.equal(readFileSync(outside, 'utf8'), 'a,b\n1,2\n');
  });

  test('follows no link out of its copy', function () {
    skipOnWindows(this);
    const outside = write('elsewhere/far.csv', 'a,b\n1,2\n');
    symlinkSync(path.join(folder, 'a.md'), path.join(folder, 'absolute.md'));
    symlinkSync(outside, path.join(folder, 'far.csv'));
    symlinkSync(path.dirname(outside), path.join(folder, 'far'), 'junction');
    symlinkSync(folder, path.join(folder, 'loop'), 'junction');
    symlinkSync('nowhere', path.join(folder, 'dangling'));
    copy = copyOf(folder, NEVER);
    for (const name of ['absolute.md', 'far.csv', path.join('loop', 'a.md')]) writeFileSync(path.join(copy.folder, name), 'changed');
    assert.equal(readlinkSync(path.join(copy.folder, 'absolute.md')), path.join(copy.folder, 'a.md'));
    assert.ok(!lstatSync(path.join(copy.folder, 'far.csv')).isSymbolicLink());
    assert.ok(!existsSync(path.join(copy.folder, 'far')) && !existsSync(path.join(copy.folder, 'dangling')));
    assert.equal(copy.file('far/far.csv').isInFolder, false);
    assert.deepEqual([readFileSync(path.join(folder, 'a.md'), 'utf8'), readFileSync(outside, 'utf8')], ['about apples', 'a,b\n1,2\n']);
  });

  test('notices each change of what was named', () => {
    const outside = write('elsewhere/far.csv', 'a,b\n');
    const output = path.join(folder, 'out');
    mkdirSync(output);
    const look = () => fingerprints([folder, outside], output);
    const before = look();
    write('notes/out/1-index.png', 'a picture');
    assert.deepEqual(differences(before, look()), []);

    const { atime, mtime } = statSync(path.join(folder, 'a.md'));
    write('notes/a.md', 'about_apples');
    utimesSync(path.join(folder, 'a.md'), atime, mtime);
    utimesSync(path.join(folder, 'data', 'sales.csv'), atime, mtime);
    rmSync(outside);
    assert.deepEqual(differences(before, look()), [outside, path.join(folder, 'a.md'), path.join(folder, 'data', 'sales.csv')].sort());
  });

  test('clears away an earlier report, and nothing of somebody else’s', () => {
    const output = path.join(root, 'output');
    prepareOutput(output);
    write('output/transcript.md', '# Docent on x\n\n![Index](1-index.png)\n');
    for (const name of ['result.json', '1-index.png', '2-holiday.png']) write(`output/${name}`, '');
    prepareOutput(output);
    assert.deepEqual(readdirSync(output).sort(), ['2-holiday.png', 'result.json', 'transcript.md']);

    write('output/transcript.md', 'of an interview');
    assert.throws(() => prepareOutput(output), /name another folder with --output/);
    rmSync(path.join(output, 'transcript.md'));
    assert.throws(() => prepareOutput(output), /name another folder with --output/);
  });
});
