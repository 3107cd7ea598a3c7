import { t } from '@vscode/l10n';
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { Draft } from './draft.ts';
import { isOfInputMethod } from '../../shared/inputMethod.ts';
import { MAX_TYPED } from './limits.ts';
import { useHost } from '../../shared/host.ts';
import { useRecall } from './recall.ts';
import { SuggestionList } from './suggestionList.tsx';
import type { SuggestionsState } from './useSuggestions.ts';

interface Props {
  readonly field: RefObject<HTMLTextAreaElement>;
  readonly draft: Draft;
  readonly suggestions: SuggestionsState;
  readonly running: boolean;
  onEnter(): void;
  onPaste(event: ClipboardEvent): void;
}

/** The text field, as high as its text up to a limit that CSS sets, and the suggestions above it. */
export function Field({ field, draft, suggestions, running, onEnter, onPaste }: Props) {
  const { send } = useHost();
  const composing = useRef(false);
  const recall = useRecall(draft);

  function onKeyDown(event: KeyboardEvent): void {
    if (composing.current || isOfInputMethod(event)) return;
    if (suggestions.onKeyDown(event) || recall(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      onEnter();
    } else if (event.key === 'Escape' && running) void send('stop', null);
  }

  return (
    <div class="field">
      <SuggestionList state={suggestions} />
      <textarea
        ref={field}
        rows={1}
        dir="auto"
        aria-label={t('Question')}
        aria-autocomplete="list"
        aria-controls={suggestions.list ? 'suggestions' : undefined}
        aria-activedescendant={suggestions.activeId ?? undefined}
        placeholder={running ? t('Ask what comes next') : t('Ask about your workspace')}
        value={draft.text}
        onInput={(event) => {
          draft.write(event.currentTarget.value);
          // It goes along instead.
          if (event.currentTarget.value.length > MAX_TYPED) event.currentTarget.value = '';
          suggestions.onInput();
        }}
        onSelect={suggestions.onInput}
        onBlur={suggestions.close}
        onCompositionStart={() => (composing.current = true)}
        onCompositionEnd={() => (composing.current = false)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
    </div>
  );
}
