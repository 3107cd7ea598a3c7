import { t } from '@vscode/l10n';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../shared/icon.tsx';
import { ICONS, KINDS } from './kinds.ts';
import { optionId, type SuggestionsState } from './useSuggestions.ts';

/** What can be added, above the field. The focus stays in the field; the arrow keys move through the list. */
export function SuggestionList({ state: { list, active, take, point } }: { state: SuggestionsState }) {
  const shown = useRef<HTMLLIElement>(null);
  useEffect(() => shown.current?.scrollIntoView({ block: 'nearest' }), [active, list]);
  return (
    <>
      <div class="visually-hidden" role="status">
        {list && (list.length === 1 ? t('1 suggestion') : t('{0} suggestions', list.length))}
      </div>
      {list && (
        <ul id="suggestions" class="suggestions" role="listbox" aria-label={t('Suggestions')}>
          {list.map((suggestion, index) => (
            <li
              key={suggestion.id}
              id={optionId(index)}
              ref={index === active ? shown : undefined}
              role="option"
              aria-selected={index === active}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => point(index)}
              onClick={() => take(suggestion)}
            >
              <Icon name={ICONS[suggestion.kind]} />
              <span class="label">{suggestion.label}</span>
              <span class="visually-hidden">, {KINDS[suggestion.kind]}</span>
              <span class="quiet detail">{suggestion.detail}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
