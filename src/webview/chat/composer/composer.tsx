import { useEffect, useRef } from 'preact/hooks';
import type { ErrorInfo } from '../../../core/types/errors.ts';
import type { ViewState } from '../../../protocol/view.ts';
import { ErrorBanner } from '../../shared/errorBanner.tsx';
import { useHost, type Connection } from '../../shared/host.ts';
import { Notices } from '../notices.tsx';
import { Chips } from './chips.tsx';
import { useDraft } from './draft.ts';
import { Field } from './field.tsx';
import { dropped, pasted, useIncoming } from './incoming.ts';
import { Queue } from './queue.tsx';
import { Toolbar } from './toolbar.tsx';
import { useSuggestions } from './useSuggestions.ts';

interface Props {
  readonly state: ViewState;
  readonly running: boolean;
  readonly error: ErrorInfo | null;
  readonly focus: Connection['focus'];
}

/** Where a question is written, with all that goes along with it. */
export function Composer({ state, running, error, focus }: Props) {
  const { send } = useHost();
  const field = useRef<HTMLTextAreaElement>(null);
  const { composer } = state;
  const incoming = useIncoming();
  const draft = useDraft(state, incoming.receive);
  const suggestions = useSuggestions(field, draft);
  const isEmpty = draft.text.trim() === '' && composer.chips.length === 0;

  useEffect(() => {
    if (!focus) return;
    if (focus.text) draft.write(draft.text.trim() ? `${draft.text}\n${focus.text}` : focus.text);
    field.current?.focus();
  }, [focus]);

  async function ask(): Promise<void> {
    if (isEmpty && composer.queue.length === 0) return;
    await draft.ask((text) => send('ask', { text }));
  }

  return (
    <footer class="composer">
      <div class="above-box">
        {error && <ErrorBanner error={error} />}
        <Notices state={state} />
        <Queue questions={composer.queue} waitsFor={composer.waitsFor} field={field} />
      </div>
      <div
        class="box"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void dropped(event, incoming.receive);
          field.current?.focus();
        }}
      >
        <Chips chips={composer.chips} coming={incoming.names} offer={composer.offer} readsContext={state.model.isLanguageModel} field={field} />
        <Field
          field={field}
          draft={draft}
          suggestions={suggestions}
          running={running}
          onEnter={ask}
          onPaste={(event) => void pasted(event, incoming.receive)}
        />
        <Toolbar
          state={state}
          running={running}
          isEmpty={isEmpty}
          draft={draft.text}
          onAdd={suggestions.open}
          onSend={() => {
            void ask();
            field.current?.focus();
          }}
        />
      </div>
    </footer>
  );
}
