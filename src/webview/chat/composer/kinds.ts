import type { Suggestion } from '../../../protocol/composer.ts';

/** The codicon of each kind of context. */
export const ICONS: Readonly<Record<Suggestion['kind'], string>> = {
  file: 'file',
  folder: 'folder',
  symbol: 'symbol-method',
  selection: 'list-selection',
  problems: 'warning',
  changes: 'source-control',
  store: 'database',
  thread: 'comment-discussion',
  image: 'file-media',
  text: 'note',
  browse: 'folder-opened',
  command: 'play',
  prompt: 'comment',
};

/** What each kind is called, for those who can't see its icon. */
export const KINDS: Readonly<Record<Suggestion['kind'], string>> = {
  file: 'file',
  folder: 'folder',
  symbol: 'symbol',
  selection: 'selection',
  problems: 'problems',
  changes: 'changes',
  store: 'vector store',
  thread: 'thread',
  image: 'image',
  text: 'text',
  browse: 'files of this machine',
  command: 'command',
  prompt: 'prompt',
};

/** A number of tokens as people read it: `≈ 850`, `≈ 1.2k`, `≈ 1M`. */
export function aboutTokens(tokens: number): string {
  return `≈ ${new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(tokens).replace('K', 'k')}`;
}
