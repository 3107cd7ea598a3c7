import { useMemo } from 'preact/hooks';
import { isTrouble } from '../core/types/dataState.ts';
import { isActive } from '../core/types/run.ts';
import { Announcer } from './shared/announcer.tsx';
import { Composer } from './chat/composer/composer.tsx';
import { Opening } from './data/opening.tsx';
import { ErrorBanner } from './shared/errorBanner.tsx';
import { HostContext, useConnection } from './shared/host.ts';
import { lazy, useLazy } from './shared/lazy.ts';
import { Thread } from './items/thread.tsx';
import { Welcome } from './chat/welcome.tsx';

/** The side bar has none of it. */
const analysis = lazy(async () => (await import('./analysis/analysis.tsx')).Analysis);
/** Nor has it trouble, as a rule. */
const troublePanel = lazy(async () => (await import('./data/troublePanel.tsx')).TroublePanel);
/** The same object each time, so that what is memoised stays so. */
const NOBODY = {};

export function App() {
  const { data, state, error, focus, find, actions } = useConnection();
  const filesUri = state?.filesUri ?? '';
  const authors = state?.authors ?? NOBODY;
  const canAsk = state?.kind === 'chat' && !isTrouble(data);
  const TroublePanel = useLazy(troublePanel, isTrouble(data));
  const Analysis = useLazy(analysis, state?.kind === 'analysis');
  const host = useMemo(() => ({ ...actions, canAsk, filesUri, authors }), [actions, canAsk, filesUri, authors]);
  if (isTrouble(data)) {
    return (
      <HostContext.Provider value={host}>
        <div class="chat">
          {state && state.items.length > 0 ? (
            <>
              <Thread state={state} running={false} />
              {TroublePanel && <TroublePanel trouble={data} isAlone={false} error={error} />}
            </>
          ) : (
            <main>{TroublePanel && <TroublePanel trouble={data} isAlone error={error} />}</main>
          )}
        </div>
      </HostContext.Provider>
    );
  }
  if (!state) return error ? <ErrorBanner error={error} /> : <Opening />;
  const running = state.run !== null && isActive(state.run.status);
  return (
    <HostContext.Provider value={host}>
      {state.kind === 'analysis' ? (
        Analysis ? <Analysis state={state} running={running} error={error} /> : <Opening />
      ) : (
        <div class="chat">
          {state.items.length === 0 && !running ? <Welcome state={state} /> : <Thread state={state} running={running} find={find} />}
          <Composer state={state} running={running} error={error} focus={focus} />
        </div>
      )}
      <Announcer threadId={state.thread?.id ?? null} run={state.run} question={state.consents.length > 0} waiting={state.waiting} />
    </HostContext.Provider>
  );
}
