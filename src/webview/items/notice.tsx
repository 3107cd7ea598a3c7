import type { ErrorInfo } from '../../core/types/errors.ts';
import { ACTION_LABELS } from '../../protocol/actions.ts';
import { useHost } from '../host.ts';
import { Icon } from '../icon.tsx';

/** A word of Docent's own between the results: what was declined, stopped, cut or failed, and the way out. */
export function Notice({ notice }: { notice: ErrorInfo }) {
  const { send } = useHost();
  const { message, action } = notice;
  return (
    <div class="notice">
      <p>
        <Icon name="warning" /> {message}
      </p>
      {action && <button onClick={() => send('act', action)}>{ACTION_LABELS[action]}</button>}
    </div>
  );
}
