import type { Waiting } from '../../core/types/events.ts';
import { isActive, type Run } from '../../core/types/run.ts';

interface Props {
  readonly run: Run | null;
  /** Whether the user is asked something. */
  readonly question: boolean;
  readonly waiting: Waiting | null;
}

/** Tells people who can't see the view what became of their question: the outcome, not each word on the way. */
export function Announcer({ run, question, waiting }: Props) {
  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      {question ? 'Docent asks for your consent' : waiting ? waiting.message : run ? outcome(run) : ''}
    </div>
  );
}

function outcome(run: Run): string {
  if (isActive(run.status)) return 'Docent is working';
  if (run.status === 'completed') return 'Answer complete';
  return run.error?.message ?? 'Stopped';
}
