import { t } from '@vscode/l10n';
import type { ComponentChildren } from 'preact';
import type { CodeInterpreterCall, Item } from '../../core/types/item.ts';
import { lazy, useLazy } from '../shared/lazy.ts';
import { useSeconds } from '../shared/seconds.ts';
import { CodeBlock } from '../markdown/codeBlock.tsx';
import { Notice } from './notice.tsx';
import { Step } from './step.tsx';

/** Tables, charts and what else code gives back is shown by a part that is loaded with the first of it. */
const results = lazy(() => import('./outputs.tsx'));

/** In seconds; less is not told. */
const SHOWN_TIME = { running: 3, done: 1 };

/** What code is at, and how long it took. */
function titleOf({ status, createdAt, startedAt = createdAt, endedAt }: Item<CodeInterpreterCall>, now: number): string {
  const seconds = Math.round(((endedAt ?? now) - startedAt) / 1_000);
  switch (status) {
    case 'in_progress':
      return seconds >= SHOWN_TIME.running ? t('Running Python… {0} s', seconds) : t('Running Python…');
    case 'completed':
      return seconds >= SHOWN_TIME.done ? t('Ran Python · {0} s', seconds) : t('Ran Python');
    case 'incomplete':
      return t('Stopped Python');
  }
}

interface Props {
  readonly call: Item<CodeInterpreterCall>;
  /** Whether the user is asked about it at this moment; until then nothing runs. */
  readonly asked: boolean;
}

export function CodeCall({ call, asked }: Props) {
  const view = useLazy(results, call.outputs.length > 0);
  return (
    <div class="code-call">
      <CodeStep call={call} asked={asked} />
      {view && <view.Outputs outputs={call.outputs} />}
      {call.error && <Notice notice={call.error} />}
    </div>
  );
}

interface StepProps extends Props {
  readonly isOpen?: boolean;
  /** What is to be known of the code before one looks at it. */
  readonly note?: string;
  /** The code, where it is more than to be read. */
  readonly children?: ComponentChildren;
}

/** The code alone. */
export function CodeStep({ call, asked, isOpen = false, note = '', children }: StepProps) {
  const isRunning = call.status === 'in_progress' && !asked;
  const title = call.error ? t('Python was not run') : asked ? t('Python waits for your answer') : isRunning ? <Running call={call} /> : titleOf(call, Date.now());
  return (
    <Step icon="code" busy={isRunning} isOpen={isOpen} title={note ? <>{title} · {note}</> : title}>
      {children ?? <CodeBlock code={call.code} language="python" />}
    </Step>
  );
}

function Running({ call }: Pick<Props, 'call'>) {
  return <>{titleOf(call, useSeconds())}</>;
}
