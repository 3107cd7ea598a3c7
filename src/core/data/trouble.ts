import { t } from '@vscode/l10n';
import type { Journal } from '../disk/journal.ts';
import type { DataTrouble } from '../types/dataState.ts';
import { DocentError, type Action } from '../types/errors.ts';
import type { Fault } from './fault.ts';

/** What a sentence needs to know of its place. */
export interface TroublePlace {
  /** The data directory. */
  readonly dir: string;
  /** When the copy was made that can be restored; null: there is none. */
  readonly copiedAt: number | null;
  readonly journal: Journal;
  /** How one begins anew: “reload this window”. */
  readonly reload: string;
}

const LOCKED: Readonly<Record<Journal, string>> = {
  wal: t('Another window or program keeps Docent’s data locked: close it, then try again.'),
  rollback: t('Docent’s data lies on a network file system, where one window at a time can use it: close the other one, then try again.'),
};

/** A fault as the user is told of it: a sentence and the ways out. */
export function troubleOf({ kind, detail }: Fault, { dir, copiedAt, journal, reload }: TroublePlace): DataTrouble {
  const restore: readonly Action[] = copiedAt === null ? [] : ['restoreData'];
  const trouble = (message: string, ...waysOut: readonly Action[]): DataTrouble => ({ kind, message, waysOut, copiedAt });
  switch (kind) {
    case 'damaged':
      return trouble(t('Docent’s data can’t be read: its file is damaged or missing.'), ...restore, 'setDataAside', 'showData', 'showLog');
    case 'tooNew':
      return trouble(
        t('Docent’s data was written by a newer version of Docent: update this one, then {0}.', reload),
        ...(['reloadWindow', ...restore, 'setDataAside', 'showData'] as const),
      );
    case 'movedOn':
      return trouble(t('Docent was updated: {0}.', reload), 'reloadWindow');
    case 'replaced':
      return trouble(t('Docent’s data was replaced or deleted by another window or program: {0}.', reload), 'reloadWindow', 'showData');
    case 'unwritable':
      return trouble(t('Docent can’t write its data to {0}: check that folder’s rights and its disk, then try again.', dir), 'openData', 'manageData', 'showData');
    case 'foreign':
      return trouble(t('Docent’s data in {0} belongs to another user of this machine: make that folder your own or remove it, then try again.', dir), 'openData', 'manageData', 'showData');
    case 'locked':
      return trouble(LOCKED[journal], 'openData', 'reloadWindow', 'showData');
    case 'full':
      return trouble(t('The disk is full: free some space, then try again.'), 'openData', 'manageData', 'showData');
    case 'failed':
      return trouble(/[.!]$/.test(detail) ? detail : t('Docent’s data can’t be opened: {0}.', detail), 'openData', 'showData', 'showLog');
  }
}

/** `data_closed`: this process is ending, and reads and writes nothing more. */
export function dataClosed(): DocentError {
  return new DocentError('data_closed', t('Docent is ending: its data is closed.'));
}
