import type { DataTrouble } from '../../core/types/dataState.ts';
import type { Action, ErrorInfo } from '../../core/types/errors.ts';
import { ACTION_LABELS } from '../../protocol/actions.ts';
import { ErrorBanner } from '../shared/errorBanner.tsx';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';

/** What each way out keeps or needs, where its name doesn't say it. */
function explanation(action: Action, { copiedAt }: DataTrouble): string | null {
  switch (action) {
    case 'restoreData':
      return copiedAt === null ? null : `The copy is of ${new Date(copiedAt).toLocaleString()}. What came later is not in it.`;
    case 'setDataAside':
      return 'Docent starts empty.';
    default:
      return null;
  }
}

interface Props {
  readonly trouble: DataTrouble;
  /** Whether nothing else is shown. */
  readonly isAlone: boolean;
  readonly error: ErrorInfo | null;
}

/** Stands where one would ask, as long as what Docent keeps can't be used: why, and the ways out. */
export function TroublePanel({ trouble, isAlone, error }: Props) {
  const { send } = useHost();
  const { kind, message, waysOut } = trouble;
  const notes = waysOut.flatMap((action) => explanation(action, trouble) ?? []);
  return (
    <section class="trouble" role="alert" aria-label="Docent’s data">
      {isAlone && <h1>Docent’s data</h1>}
      <p>
        <Icon name="warning" /> {message}
      </p>
      <div class="buttons">
        {waysOut.map((action, index) => (
          <button key={action} class={index === 0 ? 'primary' : ''} onClick={() => send('act', action)}>
            {ACTION_LABELS[action]}
          </button>
        ))}
        <button onClick={() => send('act', 'searchIndex')}>{ACTION_LABELS.searchIndex}</button>
      </div>
      {notes.length > 0 && (
        <p class="quiet">
          {notes.join(' ')} The file that is there now is kept.
        </p>
      )}
      <p class="quiet">{kind === 'movedOn' || kind === 'replaced' ? 'Nothing more is written here until then.' : 'Your own files and the index are not touched: it can be searched meanwhile.'}</p>
      {error && <ErrorBanner error={error} />}
    </section>
  );
}
