import { t } from '@vscode/l10n';
import type { RefObject } from 'preact';
import { figure } from '../../../core/text/figure.ts';
import type { Chip } from '../../../protocol/composer.ts';
import { useHost } from '../../shared/host.ts';
import { Icon } from '../../shared/icon.tsx';
import { aboutTokens, ICONS, KINDS } from './kinds.ts';

interface Props {
  readonly chips: readonly Chip[];
  /** What is on its way, by name. */
  readonly coming: readonly string[];
  readonly offer: Chip | null;
  /** Whether who answers reads what goes along; search only does not. */
  readonly readsContext: boolean;
  readonly field: RefObject<HTMLTextAreaElement>;
}

/** What goes along with the question, and, dashed, what could: what is in front in the editor. */
export function Chips({ chips, coming, offer, readsContext, field }: Props) {
  const { send } = useHost();
  if (chips.length + coming.length === 0 && !offer) return null;
  const removed = async (id: string) => {
    await send('removeChip', { id });
    field.current?.focus();
  };
  const notes = chips.flatMap(({ label, note }) => (note ? [`${label}: ${note}`] : []));
  const isUnread = !readsContext && chips.some(({ kind, note }) => kind !== 'store' && note === '' && kind !== 'file');
  return (
    <div class="along">
      <ul class="chips" aria-label={t('Context')}>
        {chips.map((chip) => (
          <li key={chip.id} class="chip" title={[chip.detail, chip.note].filter(Boolean).join('. ')}>
            <Icon name={ICONS[chip.kind]} />
            <span class="label">
              <span class="visually-hidden">{KINDS[chip.kind]} </span>
              {chip.label}
            </span>
            {chip.tokens !== null && <Tokens tokens={chip.tokens} />}
            <button class="icon" aria-label={t('Remove {0}', chip.label)} onClick={() => void removed(chip.id)}>
              <Icon name="close" />
            </button>
          </li>
        ))}
        {coming.map((name, index) => (
          <li key={index} class="chip coming">
            <Icon name="loading codicon-modifier-spin" />
            <span class="label">{name}</span>
          </li>
        ))}
        {offer && (
          <li>
            <button
              class="chip offer"
              aria-label={t('Add {0} {1}', KINDS[offer.kind], offer.label)}
              title={t('Not sent yet: click to add {0}', offer.detail)}
              onClick={async () => {
                await send('takeOffer', null);
                field.current?.focus();
              }}
            >
              <Icon name="add" />
              <span class="label">{offer.label}</span>
            </button>
          </li>
        )}
      </ul>
      {notes.map((note) => (
        <p key={note} class="note quiet">
          {note}
        </p>
      ))}
      {isUnread && <p class="note quiet">{t('Search only doesn’t read what is added. Choose a model that does.')}</p>}
    </div>
  );
}

function Tokens({ tokens }: { tokens: number }) {
  return (
    <span class="quiet" title={t('About {0} tokens', figure(tokens))}>
      {aboutTokens(tokens)}
    </span>
  );
}
