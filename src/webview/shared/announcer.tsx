import { t } from '@vscode/l10n';
import { useRef } from 'preact/hooks';
import type { Waiting } from '../../core/types/events.ts';
import { isActive, type Run } from '../../core/types/run.ts';

/** In milliseconds: a question may be answered before the view that shows it is there. */
const NEWS_MS = 60_000;

interface Props {
  readonly threadId: string | null;
  readonly run: Run | null;
  /** Whether the user is asked something. */
  readonly question: boolean;
  readonly waiting: Waiting | null;
}

/** What was answered before the thread was shown, which is no news. */
interface Shown {
  readonly threadId: string | null;
  readonly before: string | null;
}

/** Tells people who can't see the view what became of their question, once: the outcome, and where to read it, not each word on the way. */
export function Announcer({ threadId, run, question, waiting }: Props) {
  const shown = useRef<Shown | null>(null);
  if (shown.current?.threadId !== threadId) {
    shown.current = { threadId, before: run && isOld(run) ? run.id : null };
  }
  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      {question ? t('Docent asks for your consent') : waiting ? waiting.message : run && shown.current?.before !== run.id ? outcome(run) : ''}
    </div>
  );
}

const isOld = ({ status, endedAt, createdAt }: Run) => !isActive(status) && Date.now() - (endedAt ?? createdAt) > NEWS_MS;

function outcome(run: Run): string {
  if (isActive(run.status)) return t('Docent is working');
  if (run.status === 'completed') return /Mac/.test(navigator.platform) ? t('Answer complete. Command+Up goes to it.') : t('Answer complete. Control+Up goes to it.');
  return run.error?.message ?? t('Stopped');
}
