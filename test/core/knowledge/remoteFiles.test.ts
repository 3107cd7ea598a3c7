import assert from 'node:assert/strict';
import { normalize } from 'node:path';
import { mock } from 'node:test';
import { createSource } from '../../../src/core/knowledge/index/source.ts';
import type { Listed } from '../../../src/core/knowledge/index/walk.ts';
import { NOTHING_HELD } from '../../../src/core/knowledge/index/walkRemote.ts';
import { kindOf } from '../../../src/core/knowledge/read/kinds.ts';
import { restrained } from '../../../src/core/knowledge/remoteFiles.ts';
import { REMOTE } from '../../../src/core/limits/limits.ts';
import { addressOf, isRemote } from '../../../src/core/types/remotePath.ts';
import { memoryFiles } from './memoryFiles.ts';

suite('files that are not on disk', () => {
  teardown(() => mock.timers.reset());

  test('a request that nothing answers ends by itself, and the next is asked', async () => {
    const files = memoryFiles({ 'a.ts': 'apples' });
    const { release } = files.hold();
    const asked = restrained(files, () => null);
    mock.timers.enable({ apis: ['setTimeout'] });
    const reads = Array.from({ length: REMOTE.parallel.max }, () => asked.read(`${files.root}/a.ts`));
    const next = asked.stat(`${files.root}/a.ts`);
    mock.timers.tick(REMOTE.answer.max);
    for (const read of reads) await assert.rejects(read, /nothing has answered within 30 seconds/);
    assert.equal((await next).size, 6);
    release();
  });

  test('once the time is over nothing more is asked for, which is told', async () => {
    const files = memoryFiles({ 'a.ts': 'apples' });
    const limits: string[] = [];
    const source = createSource(files, () => true);
    const listed: Listed[] = [];
    const options = { exclude: [], held: NOTHING_HELD, onLimit: (sentence: string) => limits.push(sentence), isLate: () => true };
    for await (const file of source.list({ path: files.root, prefix: '' }, options)) listed.push(file);
    assert.deepEqual(listed, [{ path: normalize(files.root), shown: 'memory:/shop', unreadable: 'was not reached within 15 minutes' }]);
    assert.deepEqual(limits, ['Not all was read: after 15 minutes the work was ended. Index the workspace again to go on.']);
    await assert.rejects(async () => source.read(`${files.root}/a.ts`, 6, kindOf('.ts')), /was not reached within 15 minutes/);
    assert.deepEqual(files.reads(), []);
  });

  test('are told from those on disk by their paths', () => {
    const remote = ['/memory%3A/a.ts', '/vscode-vfs%3A%2F%2Fgithub/owner/a.ts', '\\memory%3A\\a.ts'];
    assert.deepEqual(remote.map(isRemote), [true, true, true]);
    assert.deepEqual(remote.map(addressOf), ['memory:/a.ts', 'vscode-vfs://github/owner/a.ts', 'memory:/a.ts']);
    const onDisk = ['/home/memory%3A/a.ts', '/home/a%3A.ts', 'C:\\memory\\a.ts', '\\\\server\\share\\a.ts', '/'];
    assert.deepEqual(onDisk.map(isRemote), onDisk.map(() => false));
    assert.deepEqual(onDisk.map(addressOf), onDisk);
  });
});
