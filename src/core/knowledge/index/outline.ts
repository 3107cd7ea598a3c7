import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ignoredBy, rulesAbove, rulesBelow, withOwn, type Rules } from './ignoreRules.ts';
import { isSecretName } from '../read/secretNames.ts';

/** Folders with more entries are told without them. */
const WITHIN = 12;

/**
 * What is in a folder, two levels deep: folders first, without what ignore files name and what is hidden.
 * @param root absolute
 */
export function outline(root: string) {
  const list = (folder: string, above: Rules) => {
    const absolute = join(root, folder);
    const entries = readdirSync(absolute, { withFileTypes: true });
    const rules = withOwn(folder ? above : rulesAbove(root), absolute, entries, (path) => (folder ? path.slice(folder.length + 1) : path));
    const shown = entries
      .filter((entry) => !entry.name.startsWith('.') && entry.name !== 'node_modules' && (entry.isDirectory() || (entry.isFile() && !isSecretName(entry.name))))
      .map((entry) => ({ name: entry.name, path: folder ? `${folder}/${entry.name}` : entry.name, isFolder: entry.isDirectory() }))
      .filter(({ path, isFolder }) => !ignoredBy(rules, path, isFolder))
      .toSorted((a, b) => Number(b.isFolder) - Number(a.isFolder) || (a.name < b.name ? -1 : 1));
    return { shown, rules };
  };
  try {
    const { shown, rules } = list('', []);
    const entries = shown.map(({ name, path, isFolder }) => {
      const within = isFolder ? list(path, rulesBelow(rules, path)).shown.filter((entry) => entry.isFolder) : [];
      return { name: isFolder ? `${name}/` : name, within: within.length <= WITHIN ? within.map((entry) => entry.name) : [] };
    });
    return { name: basename(root), entries };
  } catch {
    // A folder that can't be listed has nothing to tell; the index says so.
    return { name: basename(root), entries: [] };
  }
}
