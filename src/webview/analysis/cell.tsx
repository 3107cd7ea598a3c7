import { t } from '@vscode/l10n';
import { useRef, useState } from 'preact/hooks';
import type { CodeInterpreterCall, Item } from '../../core/types/item.ts';
import { CodeStep } from '../items/codeCall.tsx';
import { CodeBlock } from '../markdown/codeBlock.tsx';
import { Icon } from '../shared/icon.tsx';
import { CodeEditor } from './codeEditor.tsx';
import { NEW_CELL, useCells } from './drafts.ts';

interface Props {
  readonly call: Item<CodeInterpreterCall>;
  /** Whether the user is asked about it at this moment. */
  readonly asked: boolean;
  /** Its place among the code of the thread, from 1. */
  readonly number: number;
}

/** A piece of code that can be read, changed and run again. */
export function Cell({ call, asked, number }: Props) {
  const { drafts, keep, run, isBusy } = useCells();
  const [isEditing, setEditing] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  const draft = drafts[call.id];
  const code = draft ?? call.code;
  const change = (text: string) => keep(call.id, text === call.code ? null : text);

  function leave(): void {
    setEditing(false);
    edit.current?.focus();
  }
  async function runIt(): Promise<void> {
    if (!isBusy && (await run(call.id))) setEditing(false);
  }

  return (
    <div class="cell" role="group" aria-label={t('Cell {0}', number)}>
      <button class="icon run" aria-label={t('Run cell {0}', number)} title={t('Run this code again (Ctrl+Enter in the code)')} disabled={isBusy} onClick={runIt}>
        <Icon name="play" />
      </button>
      <CodeStep call={call} asked={asked} isOpen={call.author === 'user'} note={draft === undefined ? '' : t('changed, not run')}>
        {isEditing ? (
          <CodeEditor label={t('Code of cell {0}', number)} code={code} onInput={change} onRun={runIt} onLeave={leave} />
        ) : (
          <CodeBlock code={code} language="python" />
        )}
        <div class="buttons">
          <button ref={edit} onClick={() => setEditing(!isEditing)}>
            <Icon name={isEditing ? 'check' : 'edit'} /> {isEditing ? t('Done') : t('Edit')}
          </button>
          {draft !== undefined && (
            <button onClick={() => keep(call.id, null)}>
              <Icon name="discard" /> {t('Discard Changes')}
            </button>
          )}
        </div>
      </CodeStep>
    </div>
  );
}

/** A cell that is only being written; it becomes one of the thread when it is run. */
export function NewCell({ onClose }: { onClose: () => void }) {
  const { drafts, keep, run, isBusy } = useCells();
  const code = drafts[NEW_CELL] ?? '';
  const canRun = !isBusy && code.trim() !== '';
  async function runIt(): Promise<void> {
    if (canRun && (await run(NEW_CELL))) onClose();
  }
  function discard(): void {
    keep(NEW_CELL, null);
    onClose();
  }
  return (
    <div class="cell" role="group" aria-label={t('New cell')}>
      <button class="icon run" aria-label={t('Run new cell')} title={t('Run (Ctrl+Enter)')} disabled={!canRun} onClick={runIt}>
        <Icon name="play" />
      </button>
      <div>
        <CodeEditor label={t('Code of the new cell')} code={code} onInput={(text) => keep(NEW_CELL, text)} onRun={runIt} onLeave={onClose} />
        <div class="buttons">
          <button onClick={discard}>
            <Icon name="trash" /> {t('Discard Cell')}
          </button>
        </div>
      </div>
    </div>
  );
}
