import type { Action, ErrorInfo } from '../../core/types/errors.ts';
import { ACTION_LABELS } from '../../protocol/actions.ts';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';

/** A word of Docent's own between the results: what was declined, stopped, cut or failed, and the way out. */
export function Notice({ notice: { message, action } }: { notice: ErrorInfo }) {
  return <NoticeBox icon="warning" message={message} actions={action ? [action] : []} />;
}

export function NoticeBox({ icon, message, actions }: { icon: string; message: string; actions: readonly Action[] }) {
  const { send } = useHost();
  return (
    <div class="notice">
      <p>
        <Icon name={icon} /> {message}
      </p>
      {actions.length > 0 && (
        <div class="buttons">
          {actions.map((action) => (
            <button key={action} onClick={() => send('act', action)}>
              {ACTION_LABELS[action]}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
