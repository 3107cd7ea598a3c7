import { t } from '@vscode/l10n';
import type { Waiting } from '../../core/types/events.ts';
import type { Item } from '../../core/types/item.ts';
import type { Run } from '../../core/types/run.ts';
import { Icon } from '../shared/icon.tsx';
import { useSeconds } from '../shared/seconds.ts';

/** The seconds show only when it takes long: a count from zero makes even a quick answer look slow. */
const SHOW_AFTER_S = 3;

/** That a run is being worked on, and where nothing comes for a while, why and for how long. */
export function Working({ run, last, waiting }: { run: Run; last: Item | undefined; waiting: Waiting | null }) {
  const now = useSeconds();
  return (
    <p class="working quiet">
      <Icon name={waiting ? 'watch' : 'loading codicon-modifier-spin'} /> {words(run, last, waiting, now)}
    </p>
  );
}

function words(run: Run, last: Item | undefined, waiting: Waiting | null, now: number): string {
  if (run.status === 'cancelling') return t('Stopping…');
  if (waiting) return waiting.until !== null && waiting.until > now ? t('{0} in {1}', waiting.message, span(waiting.until - now)) : `${waiting.message}…`;
  if (run.status === 'requires_action') return t('Waiting for the script…');
  if (run.status === 'queued') return t('Waiting to start…');
  const seconds = Math.round((now - run.createdAt) / 1_000);
  const doing = doingOf(last);
  return seconds < SHOW_AFTER_S ? doing : `${doing} ${t('{0} s', seconds)}`;
}

/** What the model is at, as far as one can tell from what it was given last. */
function doingOf(last: Item | undefined): string {
  if (last?.type !== 'file_search_call' || !last.results) return t('Working…');
  const { length } = last.results;
  return length === 1 ? t('Reading 1 passage…') : t('Reading {0} passages…', length);
}

/** Milliseconds as one says them: `12 s`, `3 min 5 s`. */
function span(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  return seconds < 60 ? t('{0} s', seconds) : t('{0} min {1} s', Math.floor(seconds / 60), seconds % 60);
}
