import type { Action, ErrorInfo } from '../../core/types/errors.ts';
import type { GridTable } from '../../core/types/grid.ts';
import { ACTION_LABELS } from '../../protocol/actions.ts';
import { Icon } from '../shared/icon.tsx';

/** What could not be done, and the way out. */
export function Trouble({ error, onAct }: { error: ErrorInfo | null; onAct(action: Action): void }) {
  if (!error) return null;
  const { message, action } = error;
  return (
    <div class="banner" role="alert">
      <p>
        <Icon name="warning" /> {message}
      </p>
      {action && <button onClick={() => onAct(action)}>{ACTION_LABELS[action]}</button>}
    </div>
  );
}

/** What a reader should know before trusting the table. */
export function Notes({ notes }: Pick<GridTable, 'notes'>) {
  if (notes.length === 0) return null;
  return (
    <details class="notes">
      <summary>{notes.length === 1 ? '1 note on how it was read' : `${notes.length} notes on how it was read`}</summary>
      <ul>
        {notes.map(([what, detail]) => (
          <li key={what}>
            <b>{what}</b>: {detail.replaceAll('`', '')}
          </li>
        ))}
      </ul>
    </details>
  );
}
