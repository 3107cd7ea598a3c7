import type { ViewState } from '../../../protocol/view.ts';
import { useHost } from '../../shared/host.ts';
import { Icon } from '../../shared/icon.tsx';
import { ContextMeter } from './meter.tsx';

interface Props {
  readonly state: ViewState;
  readonly running: boolean;
  /** Whether there is nothing to send. */
  readonly isEmpty: boolean;
  readonly draft: string;
  onAdd(): void;
  onSend(): void;
}

/** The row at the bottom of the box: what goes along, who answers, how full the window is, and what sends. */
export function Toolbar({ state, running, isEmpty, draft, onAdd, onSend }: Props) {
  const { send } = useHost();
  const { composer } = state;
  const canSend = !isEmpty || (!running && composer.queue.length > 0);
  return (
    <div class="toolbar">
      <button class="icon" aria-label="Add context" title="Add context (@)" onMouseDown={(event) => event.preventDefault()} onClick={onAdd}>
        <Icon name="add" />
      </button>
      <AssistantButton assistant={state.assistant} />
      <ModelButton state={state} />
      <span class="space" />
      {composer.meter && <ContextMeter meter={composer.meter} draft={draft} />}
      {running && (
        <button class="icon" aria-label="Stop" title="Stop (Esc)" onClick={() => send('stop', null)}>
          <Icon name="debug-stop" />
        </button>
      )}
      {running ? (
        canSend && (
          <button class="icon send" aria-label="Add to queue" title="Ask when the answer is there (Enter)" onClick={onSend}>
            <Icon name="list-ordered" />
          </button>
        )
      ) : (
        <button class="icon send" aria-label="Send" title="Send (Enter)" aria-disabled={!canSend} onClick={onSend}>
          <Icon name="send" />
        </button>
      )}
    </div>
  );
}

function AssistantButton({ assistant: { name, error } }: { assistant: ViewState['assistant'] }) {
  const { send } = useHost();
  const label = error ? 'Choose an assistant' : name;
  return (
    <button class="quiet choice" aria-label={error ? label : `Assistant: ${name}`} title={error ?? `Assistant: ${name}`} onClick={() => send('act', 'pickAssistant')}>
      <Icon name={error ? 'warning' : 'mortar-board'} /> <span class="label">{label}</span>
    </button>
  );
}

function ModelButton({ state }: { state: ViewState }) {
  const { send } = useHost();
  const { label, host, isLanguageModel, setBy } = state.model;
  const title = `Model: ${label}. ${modelTitle(state)}`;
  return (
    <button
      class="quiet choice"
      aria-label={isLanguageModel ? `Model: ${label}` : `Model: ${label}, set up a model`}
      title={title}
      onClick={() => send('act', setBy === 'assistant' ? 'pickAssistant' : 'configureModel')}
    >
      <Icon name={host ? 'cloud' : 'vm'} /> <span class="label">{label}</span>
    </button>
  );
}

function modelTitle({ model, assistant, place, searchedAt }: ViewState): string {
  const where = model.host ? `Questions and passages go to ${model.host}` : searchedAt ? `What is searched for goes to ${searchedAt}` : `Nothing leaves ${place}`;
  if (!model.isLanguageModel) return `${where}. Click to set up a model that phrases answers`;
  return model.setBy === 'assistant' ? `${where}. ${assistant.name} names this model` : where;
}
