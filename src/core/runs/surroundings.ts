import { estimateTokens } from '../text/tokens.ts';

/** Where a question is asked. */
export interface Surroundings {
  /** As a user calls it: `Linux`. */
  readonly system: string;
  /** The folders of the workspace, each with what is in it; none where there is no workspace. */
  readonly folders: readonly OutlinedFolder[];
}

/** A folder as its entries: folders end in `/`, and say what is in them. */
export interface OutlinedFolder {
  readonly name: string;
  readonly entries: readonly { readonly name: string; readonly within: readonly string[] }[];
}

/** What all of it may take: the windows of small models are needed for passages. */
const TOKENS = 70;

/** What a model is told of where it is, what changes least first, so that the provider's cache holds it. */
export function surroundingsText({ system, folders }: Surroundings, now: Date): string {
  const date = `Today is ${now.toLocaleDateString('en-CA')}, a ${now.toLocaleDateString('en', { weekday: 'long' })}.`;
  const last = `System: ${system}. ${date}`;
  const room = TOKENS - estimateTokens(last);
  const trees = folders.map((folder) => tree(folder, room / folders.length)).filter(Boolean);
  return [...trees, last].join('\n');
}

/** The widest tree that has room: with what is in its folders, or without, or only the first of it. */
function tree({ name, entries }: OutlinedFolder, tokens: number): string {
  const told = (list: readonly string[], more: boolean) => `Workspace ${name}: ${[...list, ...(more ? ['…'] : [])].join(', ')}`;
  // It is empty, or can't be looked into from here: in either case its name tells nothing.
  if (entries.length === 0) return '';
  const names = entries.map((entry) => entry.name);
  let shown = 0;
  while (shown < names.length && estimateTokens(told(names.slice(0, shown + 1), shown + 1 < names.length)) <= tokens) shown++;
  if (shown < names.length) return told(names.slice(0, shown), true);
  const list = [...names];
  for (const [index, entry] of entries.entries()) {
    if (entry.within.length === 0) continue;
    const before = list[index] ?? '';
    list[index] = `${entry.name}{${entry.within.join(', ')}}`;
    if (estimateTokens(told(list, false)) > tokens) list[index] = before;
  }
  return told(list, false);
}

/** As its users call it. */
export function systemName(): string {
  return { win32: 'Windows', darwin: 'macOS', linux: 'Linux' }[process.platform as string] ?? process.platform;
}
