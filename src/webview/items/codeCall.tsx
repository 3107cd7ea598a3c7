import type { CodeInterpreterCall, ItemStatus } from '../../core/types/item.ts';
import { CodeBlock } from '../markdown/codeBlock.tsx';
import { Notice } from './notice.tsx';
import { Outputs } from './outputs.tsx';
import { Step } from './step.tsx';

const TITLES: Readonly<Record<ItemStatus, string>> = {
  in_progress: 'Running Python…',
  completed: 'Ran Python',
  incomplete: 'Stopped Python',
};

interface Props {
  readonly call: CodeInterpreterCall;
  readonly status: ItemStatus;
  /** Whether the user is asked about it at this moment; until then nothing runs. */
  readonly asked: boolean;
}

export function CodeCall({ call, status, asked }: Props) {
  return (
    <div class="code-call">
      <CodeStep call={call} status={status} asked={asked} />
      <Outputs outputs={call.outputs} />
      {call.error && <Notice notice={call.error} />}
    </div>
  );
}

/** The code alone. */
export function CodeStep({ call, status, asked }: Props) {
  const title = asked ? 'Python waits for your answer' : TITLES[status];
  return (
    <Step icon="play" busy={status === 'in_progress' && !asked} title={call.error ? 'Python was not run' : title}>
      <CodeBlock code={call.code} language="python" />
    </Step>
  );
}
