import type { CodeInterpreterCall, Item } from '../../core/types/item.ts';
import { useSeconds } from '../shared/seconds.ts';
import { CodeBlock } from '../markdown/codeBlock.tsx';
import { Notice } from './notice.tsx';
import { Outputs } from './outputs.tsx';
import { Step } from './step.tsx';

/** In seconds; less is not told. */
const SHOWN_TIME = { running: 3, done: 1 };

/** What code is at, and how long it took. */
function titleOf({ status, createdAt, endedAt }: Item<CodeInterpreterCall>, now: number): string {
  const seconds = Math.round(((endedAt ?? now) - createdAt) / 1_000);
  const time = (least: number, before: string) => (seconds >= least ? `${before}${seconds} s` : '');
  switch (status) {
    case 'in_progress':
      return `Running Python…${time(SHOWN_TIME.running, ' ')}`;
    case 'completed':
      return `Ran Python${time(SHOWN_TIME.done, ' · ')}`;
    case 'incomplete':
      return 'Stopped Python';
  }
}

interface Props {
  readonly call: Item<CodeInterpreterCall>;
  /** Whether the user is asked about it at this moment; until then nothing runs. */
  readonly asked: boolean;
}

export function CodeCall({ call, asked }: Props) {
  return (
    <div class="code-call">
      <CodeStep call={call} asked={asked} />
      <Outputs outputs={call.outputs} />
      {call.error && <Notice notice={call.error} />}
    </div>
  );
}

/** The code alone. */
export function CodeStep({ call, asked }: Props) {
  const isRunning = call.status === 'in_progress' && !asked;
  return (
    <Step icon="play" busy={isRunning} title={call.error ? 'Python was not run' : asked ? 'Python waits for your answer' : isRunning ? <Running call={call} /> : titleOf(call, Date.now())}>
      <CodeBlock code={call.code} language="python" />
    </Step>
  );
}

function Running({ call }: Pick<Props, 'call'>) {
  return <>{titleOf(call, useSeconds())}</>;
}
