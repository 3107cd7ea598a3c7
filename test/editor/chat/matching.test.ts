import assert from 'node:assert/strict';
import { atFirst, byNeed, matching, typed } from '../../../src/editor/chat/context/matching.ts';

const many = (kind: string) => Array.from({ length: 50 }, (_, n) => `${kind} ${n}`);

suite('what an @ offers', () => {
  test('at first what is at hand, the way to other files, and a few of each kind that grows: files stay in sight', () => {
    const kinds = { atHand: ['open.ts', 'changes'], others: 'Browse…', growing: [['store'], many('thread')], rest: many('file') };
    const offered = atFirst(kinds, 40);
    assert.deepEqual(offered.slice(0, 8), ['open.ts', 'changes', 'Browse…', 'store', 'thread 0', 'thread 1', 'thread 2', 'file 0']);
    assert.equal(offered.length, 40);
    assert.equal(atFirst({ ...kinds, atHand: many('tab') }, 40)[4], 'Browse…');
  });

  test('a file before the thread that is called as it is', () => {
    const named = (detail: string) => ({ label: 'sales.csv', detail });
    const offered = matching('sales', typed({ atHand: [], growing: [[named('Thread')]], rest: [named('data')] }), 9);
    assert.deepEqual(offered.map(({ detail }) => detail), ['data', 'Thread']);
  });

  test('files in order of their paths, hidden ones last', () => {
    assert.deepEqual(['.github/a.yml', 'b/.env', 'src/z.ts', 'README.md', 'src/a.ts'].toSorted(byNeed), ['README.md', 'src/a.ts', 'src/z.ts', '.github/a.yml', 'b/.env']);
  });

  test('of what is typed: names that begin so, then those that hold it, then paths', () => {
    const named = (path: string) => ({ label: path.slice(path.lastIndexOf('/') + 1), detail: path.slice(0, Math.max(0, path.lastIndexOf('/'))) });
    const paths = ['test/other.ts', 'src/contest.ts', 'src/a.ts', 'tests.md'];
    assert.deepEqual(matching('test', paths.map(named), 9).map(({ label }) => label), ['tests.md', 'contest.ts', 'other.ts']);
    assert.equal(matching('test', paths.map(named), 2).length, 2);
  });
});
