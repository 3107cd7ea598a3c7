import { t } from '@vscode/l10n';
import { useState } from 'preact/hooks';
import type { ViewState } from '../../protocol/view.ts';
import { isOfInputMethod } from '../shared/inputMethod.ts';
import { useHost } from '../shared/host.ts';
import { memory } from '../shared/port.ts';

/** A further question about what is seen, in place. */
export function FollowUp({ state, running }: { state: ViewState; running: boolean }) {
  const { send } = useHost();
  const [text, setText] = useState(() => memory.get().followUp);
  const canAsk = !running && text.trim() !== '';

  function change(next: string): void {
    setText(next);
    memory.set({ followUp: next });
  }
  async function ask(): Promise<void> {
    if (!canAsk) return;
    const asked = text;
    change('');
    if (!(await send('followUp', { text: asked }))) change(asked);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || isOfInputMethod(event)) return;
    event.preventDefault();
    void ask();
  }

  return (
    <div class="follow-up">
      <textarea
        aria-label={t('Question')}
        dir="auto"
        rows={1}
        placeholder={placeholder(state)}
        value={text}
        onInput={({ currentTarget }) => change(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button class="primary" disabled={!canAsk} onClick={ask}>
        {t('Ask')}
      </button>
    </div>
  );
}

/** What can be asked: without a language model a table answers for itself, and of code the workspace is searched. */
function placeholder({ model, items }: ViewState): string {
  if (model.isLanguageModel) return t('Ask a follow-up question');
  const isOfCode = items.some((item) => item.type === 'message' && item.content.some(({ type }) => type === 'selection'));
  return isOfCode ? t('Search the workspace: words, identifiers or a question') : t('Ask the table: top 5 by …, average by month, rows where …');
}
