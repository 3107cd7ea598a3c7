import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { createHeights } from './heights.ts';
import { held } from './held.ts';

/** In pixels, above and below what is seen: rows are there before they are scrolled to. */
const MARGIN = 800;
/** In pixels, above the row to which the list goes. */
const GAP = 8;
/** Rows that are drawn first, before it is known how high they are: a high screen full of short ones. */
const FIRST_ROWS = 30;

/** The rows from one place up to another, excluded; up to Infinity where the last one is among them. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

interface Props {
  readonly count: number;
  readonly scroller: RefObject<HTMLElement>;
  /** The row at which the list opens, and to which it goes when this is another object; null: its end. */
  readonly start: Start | null;
  /** A row that never leaves the page. */
  readonly kept: number | null;
  readonly row: (place: number) => ComponentChildren;
  /** Which rows are drawn. */
  readonly onRange: (range: Range) => void;
}

export interface Start {
  readonly place: number;
}

/**
 * A list of which only those rows are in the page that are near to what is seen, and those that hold the focus or the selection. They
 * stand in plain flow between spacers, so that the browser itself keeps what one reads in its place while heights above it change.
 */
export function Rows({ count, scroller, start, kept, row, onRange }: Props) {
  const heights = useMemo(createHeights, []);
  const list = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState<Range>(() => around(start, count));
  const isFar = useRef(false);
  /** Where the list is to be, until it has been drawn there. */
  const going = useRef<{ readonly to: Start | null } | null>({ to: start });
  const observer = useMemo(() => new ResizeObserver((entries) => {
    for (const { target } of entries) note(target);
  }), []);

  function note(element: Element): void {
    if (element instanceof HTMLElement && element.isConnected) heights.set(Number(element.dataset['place']), element.offsetHeight);
  }

  function look(): void {
    const view = scroller.current;
    if (!view || !list.current) return;
    const top = view.scrollTop - list.current.offsetTop;
    const near = (margin: number): Range => {
      const to = heights.at(top + view.clientHeight + margin, count) + 1;
      return { from: heights.at(top - margin, count), to: to >= count ? Infinity : to };
    };
    const needed = near(MARGIN / 2);
    const most = near(2 * MARGIN);
    if (range.from <= needed.from && range.to >= needed.to && range.from >= most.from && range.to <= most.to) return;
    const seen = near(0);
    isFar.current = seen.to <= range.from || seen.from >= range.to;
    setRange(near(MARGIN));
  }

  /** Where no row was in sight, the browser has taken hold of none that it could keep in its place: a scroll makes it choose anew. */
  function hold(): void {
    const view = scroller.current;
    if (!isFar.current || !view) return;
    isFar.current = false;
    const top = view.scrollTop;
    view.scrollTop = top > 0 ? top - 1 : 1;
    view.scrollTop = top;
  }

  function go(): void {
    const view = scroller.current;
    if (!going.current || !view) return;
    const { to } = going.current;
    const target = to && list.current?.querySelector<HTMLElement>(`[data-place="${to.place}"]`);
    if (target) view.scrollTop = target.offsetTop - GAP;
    else if (!to) view.scrollTop = view.scrollHeight;
  }

  const opened = useRef(start);
  if (opened.current !== start) {
    opened.current = start;
    going.current = { to: start };
    if (start) setRange(around(start, count));
  }
  useLayoutEffect(() => {
    go();
    hold();
    look();
  });
  // By then it is drawn, and the heights around it are known.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      go();
      going.current = null;
    });
    return () => cancelAnimationFrame(frame);
  }, [start]);
  useEffect(() => onRange({ from: range.from, to: Math.min(range.to, count) }), [range.from, range.to, count]);
  useEffect(() => {
    const view = scroller.current;
    const onScroll = () => look();
    view?.addEventListener('scroll', onScroll, { passive: true });
    return () => view?.removeEventListener('scroll', onScroll);
  });
  useEffect(() => () => observer.disconnect(), []);

  let next = 0;
  const children = places(range, count, kept === null ? held(list.current) : [kept, ...held(list.current)]).flatMap((place) => {
    const between = place > next ? [<Spacer key={`above ${place}`} height={heights.sum(next, place)} />] : [];
    next = place + 1;
    return [
      ...between,
      <Row key={place} place={place} observer={observer} note={note}>
        {row(place)}
      </Row>,
    ];
  });
  return (
    <div class="rows" ref={list}>
      {children}
      <Spacer key="below" height={heights.sum(next, count)} />
    </div>
  );
}

function around(start: Start | null, count: number): Range {
  if (!start) return { from: Math.max(0, count - FIRST_ROWS), to: Infinity };
  const to = start.place + FIRST_ROWS;
  return { from: Math.max(0, start.place - FIRST_ROWS / 2), to: to >= count ? Infinity : to };
}

/** In order, each once. */
function places({ from, to }: Range, count: number, more: readonly number[]): readonly number[] {
  const end = Math.min(to, count);
  const all = Array.from({ length: Math.max(0, end - from) }, (_, index) => from + index);
  const others = new Set(more.filter((place) => place < count && (place < from || place >= end)));
  return others.size > 0 ? [...all, ...others].sort((a, b) => a - b) : all;
}

function Spacer({ height }: { height: number }) {
  return <div class="spacer" style={{ height: `${height}px` }} />;
}

interface RowProps {
  readonly place: number;
  readonly observer: ResizeObserver;
  readonly note: (element: Element) => void;
  readonly children: ComponentChildren;
}

function Row({ place, observer, note, children }: RowProps) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const row = element.current;
    if (!row) return;
    note(row);
    observer.observe(row);
    return () => observer.unobserve(row);
  }, []);
  return (
    <div class="row" data-place={place} ref={element}>
      {children}
    </div>
  );
}
