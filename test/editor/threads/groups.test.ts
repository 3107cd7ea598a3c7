import assert from 'node:assert/strict';
import { shortTime, timeGroups } from '../../../src/editor/threads/groups.ts';

const NOW = new Date(2026, 10, 29, 9, 30);
const at = (month: number, day: number, hour = 12, year = 2026) => new Date(year, month - 1, day, hour, 5).getTime();

suite('groups of threads', () => {
  test('are today, yesterday, the last days, then months, without those of none', () => {
    const times = [at(11, 29, 9), at(11, 29, 0), at(11, 28, 23), at(11, 22, 0), at(11, 21), at(10, 30, 0), at(10, 29), at(10, 1, 0), at(12, 31, 12, 2025)];
    assert.deepEqual(timeGroups(times, NOW).map(({ label, count }) => [label, count]), [
      ['Today', 2],
      ['Yesterday', 1],
      ['Previous 7 Days', 1],
      ['Previous 30 Days', 2],
      ['October 2026', 2],
      ['December 2025', 1],
    ]);
    assert.deepEqual(timeGroups([], NOW), []);
  });

  test('share all of time among them: each thread stands in one', () => {
    const times = Array.from({ length: 2_000 }, (_, index) => NOW.getTime() - index * 7 * 3_600_000);
    const groups = timeGroups(times, NOW);
    for (const time of times) assert.equal(groups.filter(({ from, to }) => time >= from && time < to).length, 1);
    assert.equal(groups.reduce((sum, { count }) => sum + count, 0), times.length);
  });

  test('tell a time as short as one understands it', () => {
    assert.deepEqual([at(11, 29, 9), at(11, 28, 23), at(11, 24), at(11, 3), at(3, 1, 12, 2025)].map((time) => shortTime(time, NOW)), [
      '09:05',
      '23:05',
      'Tue',
      'Nov 3',
      'Mar 1, 2025',
    ]);
  });
});
