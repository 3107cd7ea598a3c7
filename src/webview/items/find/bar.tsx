import { t } from '@vscode/l10n';
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { figure } from '../../../core/text/figure.ts';
import type { Said } from '../../../protocol/turns.ts';
import type { Sought } from '../../../protocol/view.ts';
import { useHost } from '../../shared/host.ts';
import { Icon } from '../../shared/icon.tsx';
import type { Start } from '../rows.tsx';
import { hitsOf, nearest, type Hit } from './hits.ts';
import { useMarks } from './marks.ts';

/** Whoever types on has not asked yet. In milliseconds. */
const TYPING_MS = 120;

export interface FindProps {
  /** What is to be looked for; a new object each time that one asks for it. */
  readonly find: Sought | null;
  readonly threadId: string;
  /** Of the thread's items. */
  readonly count: number;
  readonly scroller: RefObject<HTMLElement>;
  /** Brings a row into view. */
  readonly go: (row: Start) => void;
}

interface Props extends FindProps {
  readonly find: Sought;
  readonly close: () => void;
}

/** As in the editor: Enter and F3 go to the next place, with Shift to the one before, Escape closes. */
export function FindBar({ find, threadId, count, scroller, go, close }: Props) {
  const { request } = useHost();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(find.text);
  const [said, setSaid] = useState<readonly Said[] | null>(null);
  const [current, setCurrent] = useState<Hit | null>(null);
  const hits = hitsOf(said ?? []);
  const at = current ? hits.findIndex((hit) => hit.place === current.place && hit.nth === current.nth) : -1;
  useMarks(scroller, text, current);

  useEffect(() => {
    if (find.text !== '') setText(find.text);
    field.current?.focus();
    field.current?.select();
  }, [find]);
  useEffect(() => {
    let isOver = false;
    const timer = setTimeout(() => {
      void request('find', { threadId, text }).then((found) => {
        if (isOver || !found) return;
        setSaid(found);
        const all = hitsOf(found);
        const kept = current && all.find((hit) => hit.place === current.place && hit.nth === current.nth);
        const next = kept ?? nearest(all, current?.place ?? topmost(scroller.current));
        setCurrent(next);
        if (next && !kept) go({ place: next.place });
      });
    }, text === find.text ? 0 : TYPING_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [text, threadId, count]);

  function move(step: number): void {
    if (hits.length === 0) return;
    const next = hits.at((at + step) % hits.length) ?? null;
    setCurrent(next);
    if (next) go({ place: next.place });
  }

  function end(): void {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-place="${current?.place}"] article`);
    (row ?? scroller.current)?.focus({ preventScroll: true });
    close();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') end();
    else if (event.key === 'Enter' || event.key === 'F3') move(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const isCounted = text.trim() !== '' && said !== null;
  const isNone = isCounted && hits.length === 0;
  return (
    <div class="find" role="search" onKeyDown={onKeyDown}>
      <input ref={field} type="text" dir="auto" aria-label={t('Find in thread')} placeholder={t('Find in thread')} value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      <span class={`count${isNone ? ' none' : ''}`} role="status">
        {isNone ? t('No results') : isCounted && t('{0} of {1}', at + 1, figure(hits.length))}
      </span>
      <Step icon="arrow-up" label={t('Previous match (Shift+Enter)')} disabled={hits.length === 0} onClick={() => move(-1)} />
      <Step icon="arrow-down" label={t('Next match (Enter)')} disabled={hits.length === 0} onClick={() => move(1)} />
      <Step icon="close" label={t('Close (Escape)')} disabled={false} onClick={end} />
    </div>
  );
}

function Step({ icon, label, disabled, onClick }: { readonly icon: string; readonly label: string; readonly disabled: boolean; readonly onClick: () => void }) {
  return (
    <button class="icon" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}

/** The place of the first row that is in sight. */
function topmost(view: HTMLElement | null): number {
  const top = view?.getBoundingClientRect().top ?? 0;
  const rows = [...(view?.querySelectorAll<HTMLElement>('.row[data-place]') ?? [])];
  return Number(rows.find((row) => row.getBoundingClientRect().bottom > top)?.dataset['place'] ?? 0);
}
