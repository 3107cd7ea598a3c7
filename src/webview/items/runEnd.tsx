import { t } from '@vscode/l10n';
import { answeredNothing } from '../../core/types/emptyAnswer.ts';
import type { ErrorInfo } from '../../core/types/errors.ts';
import type { Waiting } from '../../core/types/events.ts';
import type { Item } from '../../core/types/item.ts';
import { usageOf, type LeftOut, type Run } from '../../core/types/run.ts';
import { UsageLine } from './usageLine.tsx';
import { NoticeBox } from './notice.tsx';
import { Working } from './waiting.tsx';

interface Props {
  readonly run: Run;
  /** Of the thread. */
  readonly items: readonly Item[];
  readonly running: boolean;
  /** Whether the user is asked something. */
  readonly asking: boolean;
  readonly waiting: Waiting | null;
}

/** What stands below the newest answer: that it is being worked on, or how it ended, and what it took. */
export function RunEnd({ run, items, running, asking, waiting }: Props) {
  return (
    <>
      <LeftOutNote leftOut={run.leftOut} />
      {running ? !asking && <Working run={run} last={items.at(-1)} waiting={waiting} /> : <Ending run={run} items={items} />}
      {!running && <UsageLine usage={usageOf(run)} runId={run.id} />}
    </>
  );
}

function Ending({ run, items }: Pick<Props, 'run' | 'items'>) {
  const { error, status } = run;
  if (error) return <NoticeBox icon="warning" message={error.message} actions={waysOut(error)} />;
  if (status === 'cancelled') return <NoticeBox icon="circle-slash" message={t('Stopped. What had arrived is kept.')} actions={['retry']} />;
  if (status === 'expired') return <NoticeBox icon="watch" message={t('Stopped: it took longer than it may. What had arrived is kept.')} actions={['retry']} />;
  if (answeredNothing(run, items)) return <NoticeBox icon="info" message={t('The model answered nothing.')} actions={['retry']} />;
  return null;
}

/** Whatever has to be put right first, then one tries again. */
function waysOut({ action }: ErrorInfo) {
  return action && action !== 'retry' ? [action, 'retry' as const] : ['retry' as const];
}

function LeftOutNote({ leftOut: { messages, results } }: { leftOut: LeftOut }) {
  const what = [
    ...(messages > 0 ? [messages === 1 ? t('1 older message was left out') : t('{0} older messages were left out', messages)] : []),
    ...(results > 0 ? [results === 1 ? t('1 older result was shortened') : t('{0} older results were shortened', results)] : []),
  ];
  return what.length > 0 ? <p class="usage quiet">{t('The thread is longer than the model reads: {0}.', what.join(', '))}</p> : null;
}
