import type { ErrorInfo } from '../../core/types/errors.ts';
import type { ViewState } from '../../protocol/view.ts';
import { ErrorBanner } from '../shared/errorBanner.tsx';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';
import { Thread } from '../items/thread.tsx';
import { Report } from './report.tsx';

/** An analysis in an editor tab. */
export function Analysis({ state, running, error }: { state: ViewState; running: boolean; error: ErrorInfo | null }) {
  const { send } = useHost();
  return (
    <div class="analysis">
      <header>
        <p class="quiet">
          {state.model.label} · {state.interpreter}
        </p>
        <div class="buttons">
          {running ? (
            <button onClick={() => send('stop', null)}>
              <Icon name="debug-stop" /> Stop
            </button>
          ) : (
            <>
              <button onClick={() => send('act', 'retry')} disabled={!state.run}>
                <Icon name="refresh" /> Run Again
              </button>
              <button onClick={() => send('continueInChat', null)} disabled={!state.thread}>
                <Icon name="comment-discussion" /> Continue in Chat
              </button>
            </>
          )}
        </div>
      </header>
      {error && <ErrorBanner error={error} />}
      <Thread state={state} running={running}>
        <Report state={state} />
      </Thread>
    </div>
  );
}
