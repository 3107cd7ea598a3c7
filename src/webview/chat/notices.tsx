import { ACTION_LABELS } from '../../protocol/actions.ts';
import type { Action } from '../../core/types/errors.ts';
import type { ViewState } from '../../protocol/view.ts';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';
import { IndexNotice } from './indexNotice.tsx';

/** What is wrong here, above the question's field; as long as all is well the status bar alone speaks of the index and Python. */
export function Notices({ state: { index, rebuild, pythonProblem, items } }: { state: ViewState }) {
  // Of an empty thread, the welcome says what of the index is missing.
  const isSaid = items.length === 0;
  return (
    <>
      <IndexNotice index={index} rebuild={rebuild} />
      {index.kind === 'failed' && !isSaid && <Line message={index.message} action="indexWorkspace" />}
      {pythonProblem && index.kind !== 'untrusted' && <Line message={pythonProblem.message} action={pythonProblem.action} />}
    </>
  );
}

function Line({ message, action }: { message: string; action: Action | null }) {
  const { send } = useHost();
  return (
    <p class="problem quiet">
      <Icon name="warning" /> {message}{' '}
      {action && (
        <button class="link" onClick={() => send('act', action)}>
          {ACTION_LABELS[action]}
        </button>
      )}
    </p>
  );
}
