import { t } from '@vscode/l10n';
import { moment } from '../../core/text/moment.ts';
import type { DataTrouble } from '../../core/types/dataState.ts';
import type { ErrorInfo } from '../../core/types/errors.ts';
import { ACTION_LABELS } from '../../protocol/actions.ts';
import { ErrorBanner } from '../shared/errorBanner.tsx';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';

interface Props {
  readonly trouble: DataTrouble;
  /** Whether nothing else is shown. */
  readonly isAlone: boolean;
  readonly error: ErrorInfo | null;
}

/** Stands where one would ask, as long as what Docent keeps can't be used: why, and the ways out. */
export function TroublePanel({ trouble, isAlone, error }: Props) {
  const { send } = useHost();
  const { message, waysOut } = trouble;
  return (
    <section class={isAlone ? 'trouble alone' : 'trouble'} role="alert" aria-label={t('Docent’s data')}>
      {isAlone && <h1>{t('Docent’s data')}</h1>}
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
      {waysOut.includes('setDataAside') && <p class="quiet">{whatIsKept(trouble)}</p>}
      <p class="quiet">{meanwhile(trouble)}</p>
      {error && <ErrorBanner error={error} />}
    </section>
  );
}

function whatIsKept({ copiedAt }: DataTrouble): string {
  if (copiedAt === null) return t('Started anew, Docent has no threads; the file that is there now is kept.');
  return t('The copy is of {0}; started anew, Docent has no threads. In both cases the file that is there now is kept.', moment(copiedAt));
}

function meanwhile({ kind }: DataTrouble): string {
  switch (kind) {
    case 'movedOn':
    case 'replaced':
      return t('Until then, nothing more is written here.');
    case 'unwritable':
    case 'foreign':
    case 'full':
      return t('Your own files are not touched.');
    default:
      return t('Your own files and the index are not touched: it can be searched meanwhile.');
  }
}
