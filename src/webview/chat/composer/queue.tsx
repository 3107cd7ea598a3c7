import { t } from '@vscode/l10n';
import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { QueuedQuestion, QueueWait } from '../../../protocol/composer.ts';
import { useHost } from '../../shared/host.ts';
import { Icon } from '../../shared/icon.tsx';
import { isOfInputMethod } from '../../shared/inputMethod.ts';

interface Props {
  readonly questions: readonly QueuedQuestion[];
  readonly waitsFor: QueueWait;
  readonly field: RefObject<HTMLTextAreaElement>;
}

const WAITS: Readonly<Record<QueueWait, string>> = {
  answer: t('Asked when the answer is there'),
  elsewhere: t('Asked when the answer in another window is there'),
  user: t('Waiting for you to go on'),
};

/** The questions that wait for their turn, the next one first. */
export function Queue({ questions, waitsFor, field }: Props) {
  const { send } = useHost();
  const [editing, setEditing] = useState<string | null>(null);
  if (questions.length === 0) return null;
  const done = () => {
    setEditing(null);
    field.current?.focus();
  };
  return (
    <section class="queue" aria-label={t('Queued questions')}>
      <p class="quiet">
        <span role="status">{WAITS[waitsFor]}</span>
        {waitsFor === 'user' && <button onClick={() => send('sendQueued', null)}>{t('Send Now')}</button>}
      </p>
      <ol>
        {questions.map(({ id, text, chips }) => (
          <li key={id}>
            {editing === id ? (
              <Edit text={text} onDone={done} onSave={(next) => void send('editQueued', { id, text: next })} />
            ) : (
              <span class="label" dir="auto" title={text}>
                {[text, ...chips.map(({ label }) => `@${label}`)].filter(Boolean).join(' ')}
              </span>
            )}
            <button class="icon" aria-label={t('Edit “{0}”', text)} title={t('Edit')} onClick={() => setEditing(id)}>
              <Icon name="edit" />
            </button>
            <button
              class="icon"
              aria-label={t('Remove “{0}”', text)}
              title={t('Remove')}
              onClick={async () => {
                await send('removeQueued', { id });
                done();
              }}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Edit({ text, onDone, onSave }: { text: string; onDone(): void; onSave(text: string): void }) {
  return (
    <textarea
      ref={(field) => field?.focus()}
      aria-label={t('Queued question')}
      dir="auto"
      rows={2}
      defaultValue={text}
      onBlur={(event) => {
        onSave(event.currentTarget.value);
        onDone();
      }}
      onKeyDown={(event) => {
        if (isOfInputMethod(event)) return;
        if (event.key === 'Escape') event.currentTarget.value = text;
        if (event.key === 'Escape' || (event.key === 'Enter' && !event.shiftKey)) {
          event.preventDefault();
          event.currentTarget.blur();
        }
      }}
    />
  );
}
