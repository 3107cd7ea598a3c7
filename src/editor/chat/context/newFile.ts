import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSecretName } from '../../../core/knowledge/read/secretNames.ts';
import { clip } from '../../../core/text/clip.ts';

/** What is told of a file, in characters: a whole one as a rule. */
const LENGTH = 20_000;
/** What is larger is no text that somebody wrote. In bytes. */
const MAX_BYTES = 1_000_000;

/**
 * A file that Git does not know yet, as a patch: Git's own leave it out.
 * @param root absolute path of the repository
 * @param path from there, with `/`
 */
export async function newFilePatch(root: string, path: string): Promise<string> {
  const head = `diff --git a/${path} b/${path}\nnew file, not added yet\n`;
  if (isSecretName(path)) return `${head}Not shown, it keeps secrets\n`;
  const place = join(root, path);
  const file = await lstat(place).catch(() => null);
  // A folder that is a repository of its own, a link, which may lead anywhere, or what went away.
  if (!file?.isFile()) return head;
  const bytes = file.size > MAX_BYTES ? null : await readFile(place).catch(() => null);
  if (bytes === null) return `${head}Not shown, ${file.size} bytes\n`;
  if (bytes.includes(0)) return `${head}Binary file, ${file.size} bytes\n`;
  const lines = clip(new TextDecoder().decode(bytes), LENGTH).replace(/\n$/, '').replace(/^/gm, '+');
  return `${head}--- /dev/null\n+++ b/${path}\n${lines}\n`;
}
