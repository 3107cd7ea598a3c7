import assert from 'node:assert/strict';
import { fileSystemOf, isShare, mountedOn } from '../../../src/core/disk/fileSystem.ts';
import { skipOnWindows } from '../../support/skipOnWindows.ts';

const MOUNTS = `
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//me@files.example/share on /Volumes/share (smbfs, nodev, nosuid, mounted by me)
files.example:/home on /Volumes/home (nfs)
me@host: on /Users/me/remote (macfuse, nodev, nosuid, synchronous, mounted by me)
`;

suite('what a folder lies on', () => {
  test('a disk of this machine', async function () {
    skipOnWindows(this);
    assert.deepEqual(await fileSystemOf('/dev'), { kind: 'local' });
  });

  test('a folder that is not there counts as local', async () => {
    assert.deepEqual(await fileSystemOf('/no/such/folder'), { kind: 'local' });
  });

  test('on macOS, by the longest place that something is mounted at', () => {
    assert.equal(mountedOn(MOUNTS, '/Users/me/code'), null);
    assert.equal(mountedOn(MOUNTS, '/Volumes/share'), 'SMB');
    assert.equal(mountedOn(MOUNTS, '/Volumes/share/a/b'), 'SMB');
    assert.equal(mountedOn(MOUNTS, '/Volumes/shared'), null);
    assert.equal(mountedOn(MOUNTS, '/Volumes/home/me'), 'NFS');
    assert.equal(mountedOn(MOUNTS, '/Users/me/remote/x'), 'FUSE');
  });

  test('on Windows, by a path that names another machine', () => {
    assert.ok(isShare('\\\\server\\share\\me'));
    assert.ok(isShare('\\\\?\\UNC\\server\\share'));
    assert.ok(!isShare('C:\\Users\\me'));
    assert.ok(!isShare('\\\\?\\C:\\Users\\me'));
  });
});
