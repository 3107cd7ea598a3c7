import assert from 'node:assert/strict';
import { LOG } from '../../../src/core/limits/limits.ts';
import { visibleLog } from '../../../src/core/types/log.ts';
import { measured } from '../../support/measured.ts';

suite('a flood of foreign text into the log', () => {
  let lines = 0;
  let longest = 0;
  let hidden = 0;
  const count = (message: string) => {
    lines += 1;
    longest = Math.max(longest, message.length);
    // eslint-disable-next-line no-control-regex -- These characters are what must not be there.
    if (/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]/.test(message)) hidden += 1;
  };
  const log = visibleLog({ debug: count, info: count, warn: count, error: count }, LOG.message.max);

  test('one message of 100 MB, and 50,000 of codes for a terminal, take neither memory nor time, and are cut and visible', async () => {
    const page = Buffer.alloc(100e6, '\x1b[31mx\u202e\x07\x9b').toString();
    const { growth, ms } = await measured(async () => {
      log.error(page);
      for (let at = 0; at < 50_000; at++) log.info(`GET /v1/${at}\x1b]0;x\x07\x1b[31m\r 200`);
    });
    assert.deepEqual([lines, hidden], [50_001, 0]);
    // Each hidden character is written with six at most.
    assert.ok(longest <= 6 * LOG.message.max + 100, String(longest));
    assert.ok(growth < 150e6, `${growth / 1e6} MB`);
    assert.ok(ms < 5_000, `${ms} ms`);
  });

  test('both ends of a long message stay', () => {
    const seen: string[] = [];
    const keep = (message: string) => void seen.push(message);
    visibleLog({ debug: keep, info: keep, warn: keep, error: keep }, 300).warn(`begin ${'x'.repeat(5_000)} end`);
    assert.match(seen[0] ?? '', /^begin x+\n\[… 4\d{3} characters left out …\]\nx+ end$/);
  });
});
