import { execFile } from 'node:child_process';
import { realpath, statfs } from 'node:fs/promises';
import { promisify } from 'node:util';
import { t } from '@vscode/l10n';

/** Where a folder lies: on a disk of this machine, or behind a network or another program, where locks and shared memory may not hold. */
export type FileSystem = { readonly kind: 'local' } | { readonly kind: 'network'; readonly name: string };

/** What `statfs` says on Linux, from the kernel's magic.h. */
const MAGIC: Readonly<Record<number, string>> = {
  0x6969: 'NFS',
  0x517b: 'SMB',
  0xff534d42: 'SMB',
  0xfe534d42: 'SMB',
  0x01021997: '9P',
  0x65735546: 'FUSE',
  0x5346414f: 'AFS',
  0x6b414653: 'AFS',
  0x00c36400: 'Ceph',
  0x0bd00bd0: 'Lustre',
  0x47504653: 'GPFS',
  0x01161970: 'GFS2',
  0x786f4256: t('VirtualBox’s shared folders'),
  0xbacbacbc: t('VMware’s shared folders'),
};

/** What macOS calls its own. */
const MOUNTED: Readonly<Record<string, string>> = { nfs: 'NFS', smbfs: 'SMB', afpfs: 'AFP', webdav: 'WebDAV', ftp: 'FTP', '9p': '9P' };

const MOUNT_LIMIT_MS = 5_000;

/** Asks the system on what a folder lies; one that it can't tell of counts as local. */
export async function fileSystemOf(folder: string, platform: NodeJS.Platform = process.platform): Promise<FileSystem> {
  const name = await nameOf(folder, platform).catch(() => null);
  return name === null ? { kind: 'local' } : { kind: 'network', name };
}

async function nameOf(folder: string, platform: NodeJS.Platform): Promise<string | null> {
  const path = await realpath(folder).catch(() => folder);
  if (platform === 'win32') return isShare(path) ? t('a network share') : null;
  if (platform === 'darwin') return mountedOn((await promisify(execFile)('/sbin/mount', [], { timeout: MOUNT_LIMIT_MS })).stdout, path);
  // The kernel's number is one of 32 bits, which some systems give with a sign.
  return MAGIC[(await statfs(path)).type >>> 0] ?? null;
}

/** A path of Windows that leads to another machine; drives' letters were resolved. */
export function isShare(path: string): boolean {
  return /^\\\\(?:\?\\UNC\\|(?![?.]\\))/i.test(path);
}

/** The file system of a path, by the list of mounts of macOS: `//me@host/share on /Volumes/share (smbfs, nodev)`. */
export function mountedOn(mounts: string, path: string): string | null {
  let best = { place: '', type: '' };
  for (const line of mounts.split('\n')) {
    const [, place, type] = / on (\/.*) \(([^,)]+)/.exec(line) ?? [];
    if (place === undefined || type === undefined || place.length < best.place.length) continue;
    if (path === place || path.startsWith(place === '/' ? '/' : `${place}/`)) best = { place, type };
  }
  return /fuse/i.test(best.type) ? 'FUSE' : (MOUNTED[best.type] ?? null);
}
