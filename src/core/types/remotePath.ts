/**
 * How a file is known that is not on this machine's disk: by a path whose first name is the address of its file system, as far as the file's own
 * path, with `:` and `/` escaped: `/vscode-vfs%3A%2F%2Fgithub/owner/repository/a.ts`. No disk has a folder of such a name at its root.
 */
const REMOTE = /^[\\/][a-z][a-z\d+.-]*%3A/i;

/** Whether a path is of a file that is not on this machine's disk. */
export function isRemote(path: string): boolean {
  return REMOTE.test(path);
}

/** A path as people read it: `vscode-vfs://github/owner/repository/a.ts`, as its file system spells it; on the disk itself. */
export function addressOf(path: string): string {
  if (!isRemote(path)) return path;
  const [, name = '', ...rest] = path.split(/[\\/]/);
  return [decodeURIComponent(name), ...rest].join('/');
}
