import { t } from '@vscode/l10n';
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
      <button class="icon" aria-label={t('Add context')} title={t('Add context (@)')} onMouseDown={(event) => event.preventDefault()} onClick={onAdd}>
        <Icon name="add" />
      </button>
      <AssistantButton assistant={state.assistant} />
      <ModelButton state={state} />
      <span class="space" />
      {composer.meter && <ContextMeter meter={composer.meter} draft={draft} />}
      {running && (
        <button class="icon" aria-label={t('Stop')} title={t('Stop (Esc)')} onClick={() => send('stop', null)}>
          <Icon name="debug-stop" />
        </button>
      )}
      {running ? (
        canSend && (
          <button class="icon send" aria-label={t('Add to queue')} title={t('Ask when the answer is there (Enter)')} onClick={onSend}>
            <Icon name="list-ordered" />
          </button>
        )
      ) : (
        <button class="icon send" aria-label={t('Send')} title={t('Send (Enter)')} aria-disabled={!canSend} onClick={onSend}>
          <Icon name="send" />
        </button>
      )}
    </div>
  );
}

function AssistantButton({ assistant: { name, error } }: { assistant: ViewState['assistant'] }) {
  const { send } = useHost();
  const label = error ? t('Choose an assistant') : name;
  return (
    <button class="quiet choice" aria-label={error ? label : t('Assistant: {0}', name)} title={error ?? t('Assistant: {0}', name)} onClick={() => send('act', 'pickAssistant')}>
      <Icon name={error ? 'warning' : 'mortar-board'} /> <span class="label">{label}</span>
    </button>
  );
}

function ModelButton({ state }: { state: ViewState }) {
  const { send } = useHost();
  const { label, host, isLanguageModel, setBy } = state.model;
  return (
    <button
      class="quiet choice"
      aria-label={isLanguageModel ? t('Model: {0}', label) : t('Model: {0}, set up a model', label)}
      title={modelTitle(state)}
      onClick={() => send('act', setBy === 'assistant' ? 'pickAssistant' : 'configureModel')}
    >
      <Icon name={host ? 'cloud' : 'vm'} /> <span class="label">{label}</span>
    </button>
  );
}

function modelTitle({ model, assistant, place, searchedAt }: ViewState): string {
  const where = model.host ? t('Questions and passages go to {0}', model.host) : searchedAt ? t('What is searched for goes to {0}', searchedAt) : t('Nothing leaves {0}', place);
  const sentences = [t('Model: {0}', model.label), where];
  if (!model.isLanguageModel) sentences.push(t('Click to set up a model that phrases answers'));
  else if (model.setBy === 'assistant') sentences.push(t('{0} names this model', assistant.name));
  return sentences.join('. ');
}
