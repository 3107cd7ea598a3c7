import { t } from '@vscode/l10n';
import { useRef, useState } from 'preact/hooks';
import type { ErrorInfo } from '../../core/types/errors.ts';
import type { ViewState } from '../../protocol/view.ts';
import { ErrorBanner } from '../shared/errorBanner.tsx';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';
import { Thread } from '../items/thread.tsx';
import { NewCell } from './cell.tsx';
import { CellsProvider, NEW_CELL, useDrafts } from './drafts.ts';
import { FollowUp } from './followUp.tsx';
import { codeOf } from './order.ts';
import { Report } from './report.tsx';
import { Variables } from './variables.tsx';

/** An analysis in an editor tab. */
export function Analysis({ state, running, error }: { state: ViewState; running: boolean; error: ErrorInfo | null }) {
  const { send } = useHost();
  const cells = useDrafts(running);
  const [isAdding, setAdding] = useState(cells.drafts[NEW_CELL] !== undefined);
  const add = useRef<HTMLButtonElement>(null);
  const hasCode = codeOf(state.items).length > 0;
  const tool = (icon: string, label: string, isEnabled: boolean, onClick: () => unknown) => (
    <button title={label} aria-label={label} disabled={!isEnabled} onClick={onClick}>
      <Icon name={icon} /> <span>{label}</span>
    </button>
  );
  function closeNew(): void {
    setAdding(false);
    add.current?.focus();
  }
  return (
    <div class="analysis">
      <header>
        <p class="quiet">
          {state.model.label} · {state.interpreter}
        </p>
        <div class="buttons" role="toolbar" aria-label={t('Analysis')}>
          {running ? (
            <button onClick={() => send('stop', null)}>
              <Icon name="debug-stop" /> {t('Stop')}
            </button>
          ) : (
            <>
              {tool('refresh', t('Run Again'), state.run !== null, () => send('act', 'retry'))}
              {tool('run-all', t('Run All Cells'), hasCode, cells.runAll)}
              {tool('export', t('Export…'), state.items.length > 0, () => send('exportAnalysis', null))}
              {tool('comment-discussion', t('Continue in Chat'), state.thread !== null, () => send('continueInChat', null))}
            </>
          )}
        </div>
      </header>
      {error && <ErrorBanner error={error} />}
      <CellsProvider value={cells}>
        <Thread state={state} running={running}>
          <Report state={state} />
          {isAdding && <NewCell onClose={closeNew} />}
        </Thread>
      </CellsProvider>
      {state.thread && (
        <footer>
          <div class="below">
            <Variables state={state} running={running} />
            <button ref={add} class="quiet" disabled={isAdding} onClick={() => setAdding(true)}>
              <Icon name="add" /> {t('Add Cell')}
            </button>
          </div>
          <FollowUp state={state} running={running} />
        </footer>
      )}
    </div>
  );
}
