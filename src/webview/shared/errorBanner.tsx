import type { ErrorInfo } from '../../core/types/errors.ts';
import { ACTION_LABELS } from '../../protocol/actions.ts';
import { useHost } from './host.ts';
import { Icon } from './icon.tsx';

/** One sentence on what went wrong, and the way out. */
export function ErrorBanner({ error }: { error: ErrorInfo }) {
  const { send } = useHost();
  const { message, action } = error;
  return (
    <div class="banner" role="alert">
      <p>
        <Icon name="warning" /> {message}
      </p>
      {action && <button onClick={() => send('act', action)}>{ACTION_LABELS[action]}</button>}
    </div>
  );
}
