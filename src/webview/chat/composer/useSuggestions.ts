import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Suggestion } from '../../../protocol/composer.ts';
import { useHost } from '../../shared/host.ts';
import type { Draft } from './draft.ts';
import { mentionAt, withoutMention, type Mention } from './mention.ts';

/** The list that is offered below an `@` or a `/`. */
export interface SuggestionsState {
  /** Null while nothing is offered. */
  readonly list: readonly Suggestion[] | null;
  readonly active: number;
  /** Of the element that is active. */
  readonly activeId: string | null;
  /** Puts an `@` where one types. */
  open(): void;
  close(): void;
  /** Text was typed, or the cursor has moved. */
  onInput(): void;
  /** Whether the list has taken the key. */
  onKeyDown(event: KeyboardEvent): boolean;
  take(suggestion: Suggestion): void;
  point(index: number): void;
}

export const optionId = (index: number) => `suggestion-${index}`;

export function useSuggestions(field: RefObject<HTMLTextAreaElement>, draft: Draft): SuggestionsState {
  const { request } = useHost();
  const [list, setList] = useState<readonly Suggestion[] | null>(null);
  const [active, setActive] = useState(0);
  const mention = useRef<Mention | null>(null);
  /** Where one has said that it is none. */
  const declined = useRef<number | null>(null);

  function close(): void {
    mention.current = null;
    setList(null);
  }

  async function onInput(): Promise<void> {
    const input = field.current;
    const found = input && input.selectionStart === input.selectionEnd ? mentionAt(input.value, input.selectionStart) : null;
    if (!found) declined.current = null;
    if (!found || found.start === declined.current) return close();
    const { mark, start, text } = found;
    if (mention.current?.mark === mark && mention.current.start === start && mention.current.text === text) return;
    mention.current = found;
    const suggestions = await request('suggest', { mark, text });
    // Meanwhile one has typed on.
    if (mention.current !== found) return;
    // What fits nothing is a text like any other.
    setList(suggestions && suggestions.length > 0 ? suggestions : null);
    setActive(0);
  }

  async function take({ id }: Suggestion): Promise<void> {
    const rest = mention.current ? withoutMention(draft.text, mention.current) : draft.text;
    draft.write(rest);
    close();
    const text = await request('add', { id });
    if (text) draft.write(rest.trim() === '' ? text : `${text}\n\n${rest.trimStart()}`);
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): boolean {
    if (!list) return false;
    const chosen = list[active];
    if (event.key === 'ArrowDown') setActive((active + 1) % list.length);
    else if (event.key === 'ArrowUp') setActive((active + list.length - 1) % list.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) void take(chosen);
    else if (event.key === 'Escape') {
      declined.current = mention.current?.start ?? null;
      close();
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return {
    list,
    active,
    activeId: list && list.length > 0 ? optionId(active) : null,
    open() {
      const input = field.current;
      if (!input) return;
      const before = input.value.slice(0, input.selectionStart);
      const mark = before === '' || /\s$/.test(before) ? '@' : ' @';
      input.focus();
      input.setRangeText(mark, input.selectionStart, input.selectionEnd, 'end');
      draft.write(input.value);
      void onInput();
    },
    close,
    onInput: () => void onInput(),
    onKeyDown,
    take: (suggestion) => void take(suggestion),
    point: setActive,
  };
}
