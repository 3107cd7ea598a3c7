import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { sharedGitDir } from './worktree.ts';

/** A line of Git's settings: the beginning of a section, or a key with its value. */
const SECTION = /^\s*\[\s*([\w.-]+)(?:\s+"[^"]*")?\s*\]\s*(.*)$/;
const EXCLUDES = /^\s*excludesfile\s*=\s*(.*?)\s*$/i;

/** What a repository ignores besides what its `.gitignore` files say: the user's own list, and `info/exclude`; in the form of those files, later rules stronger. @param root the folder with `.git` */
export function gitExcludes(root: string): string {
  const gitDir = sharedGitDir(root);
  const own = gitDir === null ? '' : read(join(gitDir, 'info', 'exclude'));
  return `${read(userList(gitDir))}\n${own}`;
}

/** Where the user keeps what they ignore everywhere; by what Git's settings say, the strongest last, or at its usual place. */
function userList(gitDir: string | null): string {
  const home = homedir();
  const settings = join(process.env.XDG_CONFIG_HOME || join(home, '.config'), 'git');
  const files = ['/etc/gitconfig', join(settings, 'config'), join(home, '.gitconfig'), ...(gitDir === null ? [] : [join(gitDir, 'config')])];
  const named = files.map((file) => excludesFile(read(file))).findLast((path) => path !== null);
  return named ? resolve(home, named.replace(/^~(?=[\\/])/, home)) : join(settings, 'ignore');
}

/** The value of `core.excludesFile`; null where it is not set. Files that are included are not followed. */
function excludesFile(config: string): string | null {
  let section = '';
  let found: string | null = null;
  for (const line of config.split(/\r?\n/)) {
    const begins = SECTION.exec(line);
    if (begins) section = (begins[1] ?? '').toLowerCase();
    const value = section === 'core' ? EXCLUDES.exec(begins ? (begins[2] ?? '') : line)?.[1] : undefined;
    if (value !== undefined) found = value.replace(/^"(.*)"$/, '$1').replaceAll('\\\\', '\\');
  }
  return found;
}

/** '' for what can't be read. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
