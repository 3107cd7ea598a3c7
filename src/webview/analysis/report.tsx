import { Fragment } from 'preact';
import type { CodeInterpreterCall, Item } from '../../core/types/item.ts';
import type { Output } from '../../core/types/output.ts';
import { NO_USAGE } from '../../core/types/usage.ts';
import type { ViewState } from '../../protocol/view.ts';
import { CodeStep } from '../items/codeCall.tsx';
import { isAbout } from '../items/consent.tsx';
import { ItemView } from '../items/item.tsx';
import { Notice } from '../items/notice.tsx';
import { areLogsFolded, Outputs } from '../items/outputs.tsx';
import { UsageLine } from '../items/usageLine.tsx';
import { isAskedCode, sections, type Section } from './order.ts';

/** An analysis as one reads it: what was found, then charts and tables, and last what was done for it. */
export function Report({ state }: { state: ViewState }) {
  const reports = sections(state.items).map((section) => {
    const { question, findings, calls, steps, runId } = section;
    return (
      <Fragment key={question?.id ?? ''}>
        {question && <ItemView item={question} asked={false} />}
        {findings.map((item) => (
          <ItemView key={item.id} item={item} asked={false} />
        ))}
        {calls.map((call) => (
          <Results key={call.id} call={call} section={section} />
        ))}
        {steps.length > 0 && (
          <div class="steps" role="group" aria-label="Steps">
            {steps.map((item) => (
              <StepOf key={item.id} item={item} section={section} asked={state.consents.some((consent) => isAbout(consent, item))} />
            ))}
          </div>
        )}
        {runId !== null && runId !== state.run?.id && <UsageLine usage={state.usage[runId] ?? NO_USAGE} runId={runId} />}
      </Fragment>
    );
  });
  return <div class="report">{reports}</div>;
}

interface CallProps {
  readonly call: Item<CodeInterpreterCall>;
  readonly section: Section;
}

function Results({ call, section }: CallProps) {
  const shown = call.outputs.filter((output) => !isAside(output, call, section));
  if (shown.length === 0 && !call.error) return null;
  return (
    <div class="code-call">
      <Outputs outputs={shown} folded={false} />
      {call.error && <Notice notice={call.error} />}
    </div>
  );
}

function StepOf({ item, section, asked }: { item: Item; section: Section; asked: boolean }) {
  if (item.type !== 'code_interpreter_call') return <ItemView item={item} asked={asked} />;
  return (
    <>
      <CodeStep call={item} asked={asked} />
      <Outputs outputs={item.outputs.filter((output) => isAside(output, item, section))} folded />
    </>
  );
}

/** What was printed is a step, unless the user asked for it, or there is nothing else to be seen. */
function isAside(output: Output, call: CodeInterpreterCall, section: Section): boolean {
  return output.type === 'logs' && !isAskedCode(section, call) && areLogsFolded(call.outputs);
}
