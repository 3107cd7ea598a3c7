import { t } from '@vscode/l10n';
import { memo } from 'preact/compat';
import type { Branch } from '../../core/types/branch.ts';
import type { FunctionCall, Item } from '../../core/types/item.ts';
import { FoldContext } from '../shared/folds.ts';
import { Icon } from '../shared/icon.tsx';
import { CodeCall } from './codeCall.tsx';
import { FileSearch } from './fileSearch.tsx';
import { MessageView } from './message.tsx';
import { Pre } from './pre.tsx';
import { Step } from './step.tsx';

interface Props {
  readonly item: Item;
  /** Whether the user is asked about it at this moment. */
  readonly asked: boolean;
  /** Of the question, where others part from this thread. */
  readonly branch?: Branch | null;
  /** Of an answer, the id of its question. */
  readonly questionId?: string | null;
  /** Whether it is the end of the thread, and nothing is under way. */
  readonly isEnd?: boolean;
}

/** One item, by its kind: the one renderer of the chat and of the analyses. An item that has not changed is not drawn again. */
export const ItemView = memo(function ItemView(props: Props) {
  return (
    <FoldContext.Provider value={props.item.id}>
      <Body {...props} />
    </FoldContext.Provider>
  );
});

function Body({ item, asked, branch = null, questionId = null, isEnd = false }: Props) {
  switch (item.type) {
    case 'message':
      return <MessageView message={item} branch={branch} questionId={questionId} isEnd={isEnd} />;
    case 'file_search_call':
      return <FileSearch call={item} status={item.status} />;
    case 'code_interpreter_call':
      return <CodeCall call={item} asked={asked} />;
    case 'reasoning':
      // Its provider alone can read it.
      if (!item.text && item.status !== 'in_progress') return null;
      return (
        <Step icon="lightbulb" title={item.status === 'in_progress' ? t('Thinking…') : t('Thought')} busy={item.status === 'in_progress'}>
          <p class="reasoning">{item.text}</p>
        </Step>
      );
    case 'function_call':
      return (
        <Step icon="tools" title={callTitle(item, asked)} busy={item.status === 'in_progress' && !asked}>
          <Pre text={item.arguments} />
          {item.error && (
            <p class="warning">
              <Icon name="warning" /> {item.error.message}
            </p>
          )}
        </Step>
      );
    case 'function_call_output':
      return (
        <Step icon="output" title={t('Result')}>
          <Pre text={item.output} />
        </Step>
      );
    default:
      // A newer Docent may have written items that this one does not know.
      return <Step icon="question" title={t('An item this version can’t show')} />;
  }
}

function callTitle({ name, status }: Item<FunctionCall>, asked: boolean): string {
  if (asked) return t('{0} waits for your answer', name);
  return status === 'in_progress' ? t('Calling {0}', name) : t('Called {0}', name);
}
