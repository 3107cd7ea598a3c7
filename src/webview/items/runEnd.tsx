import { useEffect, useState } from 'preact/hooks';
import { usageOf, type Run } from '../../core/types/run.ts';
import { useHost } from '../host.ts';
import { Icon } from '../icon.tsx';
import { Notice } from './notice.tsx';

/** What stands below the newest answer: that it is being worked on, or how it ended. */
export function RunEnd({ run, running, waiting }: { run: Run; running: boolean; waiting: boolean }) {
  const { send } = useHost();
  if (running) return waiting ? null : <Working since={run.createdAt} />;
  if (run.error) return <Notice notice={{ ...run.error, action: run.error.action ?? 'retry' }} />;
  if (run.status === 'cancelled') {
    return (
      <div class="notice">
        <p>
          <Icon name="circle-slash" /> Stopped. What had arrived is kept.
        </p>
        <button onClick={() => send('act', 'retry')}>Try Again</button>
      </div>
    );
  }
  const { inputTokens, outputTokens } = usageOf(run);
  if (inputTokens + outputTokens === 0) return null;
  return (
    <p class="usage quiet">
      {inputTokens.toLocaleString('en')} tokens in · {outputTokens.toLocaleString('en')} out
    </p>
  );
}

/** The seconds show only when it takes long: a count from zero makes even a quick answer look slow. */
const SHOW_AFTER_S = 3;

function Working({ since }: { since: number }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.round((now - since) / 1_000);
  return (
    <p class="working quiet">
      <Icon name="loading codicon-modifier-spin" /> Working…{seconds >= SHOW_AFTER_S && ` ${seconds} s`}
    </p>
  );
}
