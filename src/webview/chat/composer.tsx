import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ErrorInfo } from '../../core/types/errors.ts';
import { fileCount } from '../../core/text/fileCount.ts';
import type { IndexState, ViewState } from '../../protocol/view.ts';
import { ErrorBanner } from '../shared/errorBanner.tsx';
import { useHost, type Connection } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';
import { IndexNotice } from './indexNotice.tsx';
import { memory } from '../shared/port.ts';

interface Props {
  readonly state: ViewState;
  readonly running: boolean;
  readonly error: ErrorInfo | null;
  readonly focus: Connection['focus'];
}

/** Where a question is typed. A draft is never lost: not when the view is hidden, not when asking fails. */
export function Composer({ state, running, error, focus }: Props) {
  const { send } = useHost();
  const field = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState(memory.get().draft);
  const write = (text: string) => {
    memory.set({ draft: text });
    setDraft(text);
  };

  useLayoutEffect(() => {
    if (!field.current) return;
    // The field is as high as its text; CSS sets the limits.
    field.current.style.height = 'auto';
    field.current.style.height = `${field.current.scrollHeight}px`;
  }, [draft]);
  useEffect(() => {
    if (!focus) return;
    if (focus.text) write(draft.trim() ? `${draft}\n${focus.text}` : focus.text);
    field.current?.focus();
  }, [focus]);

  async function ask(): Promise<void> {
    const text = draft;
    if (running || (text.trim() === '' && state.attachments.length === 0)) return;
    write('');
    if (!(await send('ask', { text }))) write(memory.get().draft || text);
  }

  function onKeyDown(event: KeyboardEvent): void {
    // While an input method composes a word, Enter belongs to it.
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void ask();
    } else if (event.key === 'Escape' && running) void send('stop', null);
  }

  return (
    <footer class="composer">
      {error && <ErrorBanner error={error} />}
      <IndexNotice index={state.index} rebuild={state.rebuild} />
      {state.attachments.length > 0 && (
        <ul class="attachments" aria-label="Attached files">
          {state.attachments.map(({ name, path }) => (
            <li key={path} class="chip">
              <Icon name="file" /> {name}
              <button class="icon" aria-label={`Remove ${name}`} onClick={() => send('detach', { path })}>
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="field">
        <textarea
          ref={field}
          rows={1}
          aria-label="Question"
          placeholder="Ask about your workspace"
          value={draft}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button class="icon" aria-label="Attach a file" title="Attach a file" onClick={() => send('attach', null)}>
          <Icon name="attach" />
        </button>
        {running ? (
          <button class="icon" aria-label="Stop" title="Stop (Esc)" onClick={() => send('stop', null)}>
            <Icon name="debug-stop" />
          </button>
        ) : (
          <button class="icon send" aria-label="Send" title="Send (Enter)" onClick={ask}>
            <Icon name="send" />
          </button>
        )}
      </div>
      <div class="status">
        <AssistantButton assistant={state.assistant} />
        <button class="quiet" title={modelTitle(state)} onClick={() => send('act', state.model.setBy === 'assistant' ? 'pickAssistant' : 'configureModel')}>
          <Icon name={state.model.host ? 'cloud' : 'vm'} />{' '}
          {state.model.isLanguageModel ? state.model.label : `${state.model.label} – set up a model`}
        </button>
        <span class="quiet">{indexLine(state.index)}</span>
        {state.interpreter && <span class="quiet interpreter">{state.interpreter}</span>}
      </div>
    </footer>
  );
}

function AssistantButton({ assistant: { name, error } }: { assistant: ViewState['assistant'] }) {
  const { send } = useHost();
  const title = error ?? 'Who answers the next question';
  return (
    <button class="quiet" aria-label={error ? undefined : `Assistant: ${name}`} title={title} onClick={() => send('act', 'pickAssistant')}>
      <Icon name={error ? 'warning' : 'mortar-board'} /> {error ? 'Choose an assistant' : name}
    </button>
  );
}

function modelTitle({ model, assistant, place }: ViewState): string {
  const where = model.host ? `Questions and passages go to ${model.host}` : `Nothing leaves ${place}`;
  return model.setBy === 'assistant' ? `${where}. ${assistant.name} names this model` : where;
}

function indexLine(index: IndexState): string {
  switch (index.kind) {
    case 'working':
      return `Indexing ${index.done}/${index.total}`;
    case 'partial':
      return `${fileCount(index.files)}, stopped`;
    case 'ready':
      return fileCount(index.files);
    case 'damaged':
      return 'Index damaged';
    case 'failed':
      return 'Index failed';
    default:
      return 'Not indexed';
  }
}
