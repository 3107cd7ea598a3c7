/**
 * How a file is known that is not on this machine's disk: by a path whose first name is the address of its file system, as far as the file's own
 * path, with `:` and `/` escaped: `/vscode-vfs%3A%2F%2Fgithub/owner/repository/a.ts`. No disk has a folder of such a name at its root.
 */
const REMOTE = /^[\\/][a-z][a-z\d+.-]*%3A/i;

export function isRemote(path: string): boolean {
  return REMOTE.test(path);
}

/** The address as its file system spells it: `vscode-vfs://github/owner/repository/a.ts`. */
export function addressOf(path: string): string {
  const [, name = '', ...rest] = path.split(/[\\/]/);
  return [decodeURIComponent(name), ...rest].join('/');
}
