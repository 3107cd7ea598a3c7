import { existsSync, readdirSync, readFileSync, type Dirent } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { gitExcludes } from './gitExcludes.ts';
import { tamedGlob } from './tamedGlob.ts';

export const [GIT, DOCENT] = ['.gitignore', '.docentignore'];

/** A folder's ignore files. */
export const IGNORE_FILES: readonly string[] = [GIT, DOCENT];

/** One ignore file, or what Git is told elsewhere. */
interface Rule {
  /** Docent's own rules are stronger than all of Git's, wherever they stand. */
  readonly by: 'git' | 'docent';
  readonly lines: readonly string[];
  readonly matcher: Ignore;
  /** Turns a path below the walk's root into one below the rule's folder. */
  readonly place: (path: string) => string;
}

/** From the outermost folder inwards. */
export type Rules = readonly Rule[];

/** The rules that hold in a folder: those from above, and its own, if it has ignore files or is a repository. */
export function withOwn(rules: Rules, folder: string, entries: readonly Pick<Dirent, 'name' | 'isFile'>[], place: Rule['place']): Rules {
  const text = (name: string) => (entries.some((entry) => entry.name === name && entry.isFile()) ? readFileSync(join(folder, name), 'utf8') : '');
  const excludes = entries.some(({ name }) => name === '.git') ? gitExcludes(folder) : '';
  return withTexts(rules, { git: `${excludes}\n${text(GIT)}`, docent: text(DOCENT) }, place);
}

/** The rules that hold in a folder of which one has read what these files say; '' for none. */
export function withTexts(rules: Rules, texts: Readonly<Record<Rule['by'], string>>, place: Rule['place']): Rules {
  const own = [
    { by: 'git' as const, text: texts.git },
    { by: 'docent' as const, text: texts.docent },
  ];
  return [...rules, ...own.filter(({ text }) => text.trim()).map(({ by, text }) => ruleOf(by, text.split(/\r?\n/).map(tamedGlob), place))];
}

function ruleOf(by: Rule['by'], lines: readonly string[], place: Rule['place']): Rule {
  // As Git does: the rules ignore case only where the file system does.
  return { by, lines, matcher: ignore({ ignorecase: process.platform === 'win32' || process.platform === 'darwin' }).add(lines), place };
}

/** By whose rules `path`, relative to the walk's root, is left out, null where it is not: of Docent's the innermost that speaks of it decides, then of Git's. */
export function ignoredBy(rules: Rules, path: string, isFolder: boolean): Rule['by'] | null {
  for (const by of ['docent', 'git'] as const) {
    for (const rule of rules.toReversed()) {
      if (rule.by !== by) continue;
      const { ignored, unignored } = test(rule, path, isFolder);
      if (ignored || unignored) return ignored ? by : null;
    }
  }
  return null;
}

/** The rules that hold below a folder which is not left out: without the lines that would leave it out, where stronger rules say otherwise. */
export function rulesBelow(rules: Rules, folder: string): Rules {
  const leavesOut = (rule: Rule) => test(rule, folder, true).ignored;
  if (!rules.some(leavesOut)) return rules;
  return rules.map((rule) => (leavesOut(rule) ? ruleOf(rule.by, rule.lines.filter((line) => !leavesOut(ruleOf(rule.by, [line], rule.place))), rule.place) : rule));
}

function test({ matcher, place }: Rule, path: string, isFolder: boolean) {
  return matcher.test(place(path) + (isFolder ? '/' : ''));
}

/** The folder of the Git repository in which a folder lies, or which it is; null for none. */
export function repositoryOf(root: string): string | null {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return null;
  }
}

/**
 * The rules of the Git repository that the walk's root is a folder of: a part of a repository that is opened by itself
 * ignores what it ignores as a part. None where they ignore the root itself, which then was opened in spite of them.
 */
export function rulesAbove(root: string): Rules {
  const repository = repositoryOf(root);
  if (repository === null) return [];
  const folders: string[] = [];
  for (let folder = root; folder !== repository; folders.unshift(folder)) folder = dirname(folder);
  let rules: Rules = [];
  for (const folder of folders) {
    const prefix = relative(folder, root).replaceAll(sep, '/');
    rules = withOwn(rules, folder, readdirSync(folder, { withFileTypes: true }), (path) => (path ? `${prefix}/${path}` : prefix));
  }
  return ignoredBy(rules, '', true) ? [] : rules;
}
