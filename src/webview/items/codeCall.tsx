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

export function CodeCall({ call, status }: { call: CodeInterpreterCall; status: ItemStatus }) {
  return (
    <div class="code-call">
      <Step icon="play" busy={status === 'in_progress'} title={call.error ? 'Python was not run' : TITLES[status]}>
        <CodeBlock code={call.code} language="python" />
      </Step>
      <Outputs outputs={call.outputs} />
      {call.error && <Notice notice={call.error} />}
    </div>
  );
}
