import type { Action, ErrorInfo } from '../../core/types/errors.ts';
import { ACTION_LABELS } from '../../protocol/actions.ts';
import { Icon } from './icon.tsx';

/** One sentence on what went wrong, and the way out. */
export function Banner({ error: { message, action }, onAct }: { error: ErrorInfo; onAct(action: Action): unknown }) {
  return (
    <div class="banner" role="alert">
      <p>
        <Icon name="warning" /> {message}
      </p>
      {action && <button onClick={() => onAct(action)}>{ACTION_LABELS[action]}</button>}
    </div>
  );
}
