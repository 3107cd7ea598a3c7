import { troubleOf } from '../../../src/core/data/trouble.ts';
import type { TroubleKind } from '../../../src/core/types/dataState.ts';
import { answer, question, run, viewState } from '../webview/support/states.ts';
import { shown } from './state.ts';

const KINDS: readonly TroubleKind[] = ['damaged', 'tooNew', 'unwritable', 'locked', 'foreign', 'full', 'failed'];
/** What befalls a window at work; its thread stays in sight. */
const KINDS_AT_WORK: readonly TroubleKind[] = ['movedOn', 'replaced'];
const PLACE = { dir: '/home/ada/.config/Code/User/globalStorage/docent.docent', copiedAt: Date.UTC(2026, 10, 2, 9), journal: 'wal', reload: 'reload this window' } as const;
const trouble = (kind: TroubleKind) => troubleOf({ kind, detail: 'the file system answers with an error nobody has seen yet' }, PLACE);

/** What Docent keeps can't be used. */
export const DATA_STATES = [
  ...KINDS.map((kind) => shown(`data ${kind}`, viewState({ thread: null }), (view) => view.data(trouble(kind)))),
  ...KINDS_AT_WORK.map((kind) =>
    shown(`data ${kind}`, viewState({ items: [question('How?'), answer('It doubles【1】.')], run: run('completed') }), (view) => view.data(trouble(kind))),
  ),
];
