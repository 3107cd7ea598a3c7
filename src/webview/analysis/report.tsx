import { t } from '@vscode/l10n';
import { Fragment } from 'preact';
import { messageText, type CodeInterpreterCall, type Item } from '../../core/types/item.ts';
import type { Output } from '../../core/types/output.ts';
import { NO_USAGE } from '../../core/types/usage.ts';
import type { ViewState } from '../../protocol/view.ts';
import { isAbout } from '../items/consent.tsx';
import { ItemView } from '../items/item.tsx';
import { Notice } from '../items/notice.tsx';
import { areLogsFolded, Outputs } from '../items/outputs.tsx';
import { UsageLine } from '../items/usageLine.tsx';
import { FoldContext } from '../shared/folds.ts';
import { Cell } from './cell.tsx';
import { codeOf, isAskedCode, isOutdated, sections, type Section } from './order.ts';

/** An analysis as one reads it: what was found, then charts and tables with the code that made them, and last what else was done for it. */
export function Report({ state }: { state: ViewState }) {
  const code = codeOf(state.items);
  const reports = sections(state.items).map((section) => {
    const { question, findings, calls, steps, runId } = section;
    return (
      <Fragment key={question?.id ?? ''}>
        {question && <ItemView item={question} asked={false} />}
        {findings.map((item) => (
          <Fragment key={item.id}>
            <ItemView item={item} asked={false} />
            {isOutdated(section, item) && <p class="quiet">{t('Code was run again after this was written.')}</p>}
          </Fragment>
        ))}
        {calls.map((call) => (
          <CodeAndResults key={call.id} call={call} section={section} asked={state.consents.some((consent) => isAbout(consent, call))} number={code.indexOf(call) + 1} />
        ))}
        {steps.length > 0 && (
          <div class="steps" role="group" aria-label={t('Steps')}>
            {steps.map((item) => (
              <ItemView key={item.id} item={item} asked={state.consents.some((consent) => isAbout(consent, item))} />
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
  readonly asked: boolean;
  readonly number: number;
}

/** Of what was found the results come first; code of one's own stands above what it gave, as in a notebook. */
function CodeAndResults({ call, section, asked, number }: CallProps) {
  const shown = call.outputs.filter((output) => !isAside(output, call, section));
  const cell = <Cell key="cell" call={call} asked={asked} number={number} />;
  const isOwn = call.author === 'user';
  return (
    <FoldContext.Provider value={call.id}>
      <div class="code-call">
        {isOwn && cell}
        <Outputs key="results" outputs={shown} folded={false} />
        {call.error && <Notice notice={call.error} />}
        {!isOwn && cell}
        <Outputs key="aside" outputs={call.outputs.filter((output) => isAside(output, call, section))} folded />
      </div>
    </FoldContext.Provider>
  );
}

/** What was printed is beside the point, unless the user asked for it, or there is nothing else to be seen that says it. */
function isAside(output: Output, call: CodeInterpreterCall, section: Section): boolean {
  if (output.type !== 'logs' || isAskedCode(section, call)) return false;
  const printed = output.text.trim();
  return areLogsFolded(call.outputs) || section.findings.some((item) => messageText(item).includes(printed));
}
