import { useRef } from 'preact/hooks';
import type { Waiting } from '../../core/types/events.ts';
import { messageText, type Item } from '../../core/types/item.ts';
import { isActive, type Run } from '../../core/types/run.ts';

/** Of a longer answer one hears the beginning; the rest is read where it stands. */
const MAX_LENGTH = 600;

interface Props {
  readonly threadId: string | null;
  readonly run: Run | null;
  readonly items: readonly Item[];
  /** Whether the user is asked something. */
  readonly question: boolean;
  readonly waiting: Waiting | null;
}

/** Tells people who can't see the view what became of their question, once: the answer as it ends, not each word on the way. */
export function Announcer({ threadId, run, items, question, waiting }: Props) {
  // What was answered before the thread was shown is no news; a thread that begins here has nothing of the kind.
  const shown = useRef<{ readonly threadId: string | null; readonly before: string | null } | null>(null);
  if (shown.current?.threadId !== threadId) {
    const isNew = shown.current?.threadId === null;
    shown.current = { threadId, before: run && !isNew && !isActive(run.status) ? run.id : null };
  }
  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      {question ? 'Docent asks for your consent' : waiting ? waiting.message : run && shown.current?.before !== run.id ? outcome(run, items) : ''}
    </div>
  );
}

function outcome(run: Run, items: readonly Item[]): string {
  if (isActive(run.status)) return 'Docent is working';
  if (run.status !== 'completed') return run.error?.message ?? 'Stopped';
  const answer = items.findLast((item) => item.type === 'message' && item.role === 'assistant' && item.runId === run.id);
  const text = answer?.type === 'message' ? messageText(answer) : '';
  return `Answer complete. ${text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text}`;
}
