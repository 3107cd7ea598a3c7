import assert from 'node:assert/strict';
import { about } from '../../../src/editor/threads/about.ts';

const NOW = new Date(2026, 10, 29, 9, 30);
const PLACE = { workspace: 'a\nb', nameOf: (id: string) => (id === 'c' ? 'shop' : '') };

suite('what a list of threads says of one', () => {
  const said = (workspace: string, isBranch: boolean) => about({ workspace, isBranch, updatedAt: NOW.getTime() }, PLACE, NOW);

  test('is when it was active last, and that it is a branch', () => {
    assert.deepEqual(said('b', false), ['09:30']);
    assert.deepEqual(said('b', true), ['branch', '09:30']);
  });

  test('is where it is from, where that is elsewhere', () => {
    assert.deepEqual(said('c', true), ['shop', 'branch', '09:30']);
    assert.deepEqual(said('', false), ['no folder', '09:30']);
  });
});
