import { t } from '@vscode/l10n';
import { useState } from 'preact/hooks';
import { isOfInputMethod } from '../shared/inputMethod.ts';
import { useHost } from '../shared/host.ts';
import { memory } from '../shared/port.ts';

/** A further question about what is seen, in place. */
export function FollowUp({ isLanguageModel, running }: { isLanguageModel: boolean; running: boolean }) {
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
        placeholder={isLanguageModel ? t('Ask a follow-up question') : t('Ask the table: top 5 by …, average by month, rows where …')}
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
