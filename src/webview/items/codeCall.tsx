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

/** @param asked whether the user is asked about it at this moment; until then nothing runs */
export function CodeCall({ call, status, asked }: { call: CodeInterpreterCall; status: ItemStatus; asked: boolean }) {
  const title = asked ? 'Python waits for your answer' : TITLES[status];
  return (
    <div class="code-call">
      <Step icon="play" busy={status === 'in_progress' && !asked} title={call.error ? 'Python was not run' : title}>
        <CodeBlock code={call.code} language="python" />
      </Step>
      <Outputs outputs={call.outputs} />
      {call.error && <Notice notice={call.error} />}
    </div>
  );
}
