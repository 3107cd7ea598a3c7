import { t } from '@vscode/l10n';
import type { Suggestion } from '../../../protocol/composer.ts';
import { shortFigure } from '../../shared/figures.ts';

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
  file: t('file'),
  folder: t('folder'),
  symbol: t('symbol'),
  selection: t('selection'),
  problems: t('problems'),
  changes: t('changes'),
  store: t('vector store'),
  thread: t('thread'),
  image: t('image'),
  text: t('text'),
  browse: t('files of this machine'),
  command: t('command'),
  prompt: t('prompt'),
};

/** A number of tokens as people read it: `≈ 850`, `≈ 1.2k`, `≈ 1M`. */
export function aboutTokens(tokens: number): string {
  return `≈ ${shortFigure(tokens)}`;
}
