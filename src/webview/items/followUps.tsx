import { t } from '@vscode/l10n';
import { useState } from 'preact/hooks';
import { messageText, type Item } from '../../core/types/item.ts';
import type { ViewState } from '../../protocol/view.ts';
import { focusField } from '../shared/focusField.ts';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';

/** More of them nobody reads below an answer. */
const MAX_SHOWN = 3;

/** What the assistant suggests to ask next, below the newest answer: what was not asked yet. Until the next answer they can be put away. */
export function FollowUps({ state: { assistant, items, run } }: { state: ViewState }) {
  const { canAsk, send } = useHost();
  const [dismissed, setDismissed] = useState<string | null>(null);
  if (!canAsk || run?.status !== 'completed' || run.id === dismissed) return null;
  const asked = new Set(items.flatMap(question));
  const shown = assistant.suggestions.filter((text) => !asked.has(text)).slice(0, MAX_SHOWN);
  if (shown.length === 0) return null;
  return (
    <div class="follow-ups" role="group" aria-label={t('Suggested questions')}>
      {shown.map((text) => (
        <button key={text} class="sample" dir="auto" onClick={() => void send('followUp', { text }).then(focusField)}>
          <Icon name="comment" /> {text}
        </button>
      ))}
      <button
        class="icon"
        aria-label={t('Dismiss suggested questions')}
        title={t('Dismiss')}
        onClick={() => {
          setDismissed(run.id);
          focusField();
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

function question(item: Item): readonly string[] {
  return item.type === 'message' && item.role === 'user' ? [messageText(item).trim()] : [];
}
