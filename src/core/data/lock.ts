import type { DatabaseSync } from 'node:sqlite';
import { t } from '@vscode/l10n';
import { DocentError, ThreadBusy } from '../types/errors.ts';

const ACTIVE = `('queued', 'in_progress', 'requires_action', 'cancelling')`;

/** A thread has one active run; while it has, nothing else is put into it. Inside a transaction. */
export function checkUnlocked(db: DatabaseSync, threadId: string): void {
  if (!db.prepare('select 1 from threads where id = ?').get(threadId)) throw threadGone();
  const busy = db.prepare(`select id from runs where thread_id = ? and status in ${ACTIVE}`).get(threadId);
  if (busy) throw new ThreadBusy(String(busy['id']));
}

/** `thread_gone`: the thread was deleted meanwhile. */
export function threadGone(): DocentError {
  return new DocentError('thread_gone', t('This thread was deleted; start a new one.'));
}
