import type { Journal } from '../disk/journal.ts';
import type { DataTrouble } from '../types/dataState.ts';
import type { Action } from '../types/errors.ts';
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
  wal: 'Another window or program keeps Docent’s data locked: close it, then try again.',
  rollback: 'Docent’s data lies on a network file system, where one window at a time can use it: close the other one, then try again.',
};

/** A fault as the user is told of it: a sentence and the ways out. */
export function troubleOf({ kind, detail }: Fault, { dir, copiedAt, journal, reload }: TroublePlace): DataTrouble {
  const restore: readonly Action[] = copiedAt === null ? [] : ['restoreData'];
  const trouble = (message: string, ...waysOut: readonly Action[]): DataTrouble => ({ kind, message, waysOut, copiedAt });
  switch (kind) {
    case 'damaged':
      return trouble('Docent’s data can’t be read: its file is damaged or missing.', ...restore, 'setDataAside', 'showData', 'showLog');
    case 'tooNew':
      return trouble(
        `Docent’s data was written by a newer version of Docent: update this one, then ${reload}.`,
        ...(['reloadWindow', ...restore, 'setDataAside', 'showData'] as const),
      );
    case 'movedOn':
      return trouble(`Docent was updated: ${reload}.`, 'reloadWindow');
    case 'replaced':
      return trouble(`Docent’s data was replaced or deleted by another window or program: ${reload}.`, 'reloadWindow', 'showData');
    case 'unwritable':
      return trouble(`Docent can’t write its data to ${dir}: check that folder’s rights and its disk, then try again.`, 'openData', 'manageData', 'showData');
    case 'foreign':
      return trouble(`Docent’s data in ${dir} belongs to another user of this machine: make that folder your own or remove it, then try again.`, 'openData', 'manageData', 'showData');
    case 'locked':
      return trouble(LOCKED[journal], 'openData', 'reloadWindow', 'showData');
    case 'full':
      return trouble('The disk is full: free some space, then try again.', 'openData', 'manageData', 'showData');
    case 'failed':
      return trouble(/[.!]$/.test(detail) ? detail : `Docent’s data can’t be opened: ${detail}.`, 'openData', 'showData', 'showLog');
  }
}
