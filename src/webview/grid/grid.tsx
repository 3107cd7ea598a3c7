import { t } from '@vscode/l10n';
import { Virtualizer, elementScroll, observeElementOffset, observeElementRect, type VirtualItem } from '@tanstack/virtual-core';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import { figure } from '../../core/text/figure.ts';
import type { GridSort, GridTable } from '../../core/types/grid.ts';
import { moved, rectangleOf, type Cell, type Selection } from './focus.ts';
import { Head } from './head.tsx';
import { boxesOf, HEAD_HEIGHT, NUMBER_WIDTH, ROW_HEIGHT, scrolledHeight, type ColumnBox } from './layout.ts';
import type { Rows } from './rows.ts';

interface GridProps {
  readonly table: GridTable;
  readonly rows: Rows;
  /** How many rows are seen, and a number that is another one whenever these are others. */
  readonly count: number;
  readonly version: number;
  readonly sort: readonly GridSort[];
  readonly filtered: ReadonlySet<number>;
  readonly widths: Readonly<Record<string, number>>;
  readonly frozen: number;
  readonly selection: Selection;
  onSelect(selection: Selection): void;
  onSort(column: number, more: boolean): void;
  onWidth(name: string, width: number): void;
  onPanel(column: number, head: HTMLElement): void;
  onCopy(): void;
  readonly children?: ComponentChildren;
}

/** Rows and columns of which only those are in the page that are seen. One cell has the focus; keys move it. */
export function Grid({ table, rows, count, version, sort, filtered, widths, frozen, selection, onSelect, onSort, onWidth, onPanel, onCopy, children }: GridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const boxes = useMemo(() => boxesOf(table, widths), [table, widths]);
  const width = boxes.reduce((sum, box) => sum + box.width, NUMBER_WIDTH);
  const rowHeight = scrolledHeight(count);
  const down = useVirtual(scroller, count, () => rowHeight, false, rowHeight);
  const across = useVirtual(scroller, boxes.length, (index) => boxes[index]?.width ?? 0, true, boxes);
  const shown = down.getVirtualItems();
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0];
  useEffect(() => {
    if (count > 0) rows.want(first, last);
  }, [first, last, count, version]);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [version]);

  const stuck = boxes.slice(0, frozen);
  const columns = [...stuck, ...across.getVirtualItems().flatMap(({ index }) => (index < frozen ? [] : (boxes[index] ?? [])))];
  const before = columns[stuck.length]?.left ?? 0;
  const gap = before - stuck.reduce((sum, box) => sum + box.width, 0);
  const leftOf = (box: ColumnBox, index: number) => (index < stuck.length ? NUMBER_WIDTH + box.left : null);
  const focus = within(selection.focus, count);
  const selected = rectangleOf(selection);
  const isFocusShown = columns.some(({ place }) => place === focus.column) && (focus.row < 0 || (focus.row >= first && focus.row <= last));

  /** Puts the focus where the keys have led, once that is drawn. */
  const isMoving = useRef(false);
  useLayoutEffect(() => {
    if (!isMoving.current) return;
    const place = focus.row < 0 ? `.head[data-column="${focus.column}"]` : `[data-row="${focus.row}"] [data-column="${focus.column}"]`;
    const cell = scroller.current?.querySelector<HTMLElement>(place);
    if (!cell) return;
    isMoving.current = false;
    cell.focus({ preventScroll: true });
  });
  /** A cell that is scrolled out of the page takes the focus with it: the grid itself has it then, and keys go on from that cell. */
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    if (hadFocus.current && document.activeElement === document.body && document.hasFocus()) scroller.current?.focus({ preventScroll: true });
  });
  const move = (cell: Cell, extends_: boolean) => {
    isMoving.current = true;
    onSelect({ anchor: extends_ ? within(selection.anchor, count) : cell, focus: cell });
    if (cell.row >= 0) reveal(scroller.current, cell.row, rowHeight);
    const box = boxes[cell.column];
    if (box && cell.column >= frozen) revealAcross(scroller.current, box, NUMBER_WIDTH + (stuck.at(-1) ? (stuck.at(-1)?.left ?? 0) + (stuck.at(-1)?.width ?? 0) : 0));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key === 'c') {
      // Marked text is copied as ever.
      if (!getSelection()?.isCollapsed) return;
      onCopy();
    } else if (isCommand && event.key === 'a') {
      onSelect({ anchor: { row: 0, column: 0 }, focus: { row: count - 1, column: boxes.length - 1 } });
    } else {
      const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD_HEIGHT) / ROW_HEIGHT) - 1);
      const next = moved(focus, event, { rows: count, columns: boxes.length, page });
      if (!next) return;
      move(next, event.shiftKey && next.row >= 0 && focus.row >= 0);
    }
    event.preventDefault();
  };

  return (
    <div class="grid" ref={scroller} role="grid" aria-label={table.name} aria-rowcount={count + 1} aria-colcount={boxes.length + 1} aria-multiselectable="true" tabIndex={isFocusShown ? -1 : 0} onKeyDown={onKeyDown} onFocusIn={() => (hadFocus.current = true)} onFocusOut={({ relatedTarget }) => (hadFocus.current = relatedTarget === null)}>
      <div class="heads" role="row" aria-rowindex={1} style={{ width: `${width}px`, height: `${HEAD_HEIGHT}px` }}>
        <div class="corner" role="columnheader" aria-colindex={1}>
          <span class="visually-hidden">{t('Row')}</span>
        </div>
        {columns.map((box, index) => {
          const column = table.columns[box.place];
          return (
            column && (
              <>
                {index === stuck.length && <span class="gap" role="presentation" style={{ width: `${gap}px` }} />}
                <Head
                  key={box.place}
                  column={column}
                  rows={table.rows}
                  width={box.width}
                  left={leftOf(box, index)}
                  sort={sort.find((part) => part.column === box.place)}
                  isFiltered={filtered.has(box.place)}
                  hasFocus={focus.row < 0 && focus.column === box.place}
                  onFocus={() => focus.row < 0 && focus.column === box.place ? undefined : onSelect(alone({ row: -1, column: box.place }))}
                  onSort={(more) => onSort(box.place, more)}
                  onWidth={(next) => onWidth(column.name, next)}
                  onPanel={(head) => onPanel(box.place, head)}
                />
              </>
            )
          );
        })}
      </div>
      <div class="body" role="rowgroup" style={{ width: `${width}px`, height: `${down.getTotalSize()}px` }}>
        {shown.map((item) => {
          const row = rows.at(item.index);
          return (
            <div key={item.index} class="row" role="row" aria-rowindex={item.index + 2} data-row={item.index} style={{ transform: `translateY(${topOf(item, shown, rowHeight)}px)`, height: `${ROW_HEIGHT}px` }}>
              <div class="number" role="rowheader" aria-colindex={1}>
                {row ? figure(row.place + 1) : '…'}
              </div>
              {columns.map((box, index) => {
                const isSelected = item.index >= selected.top && item.index <= selected.bottom && box.place >= selected.left && box.place <= selected.right;
                const hasFocus = focus.row === item.index && focus.column === box.place;
                const left = leftOf(box, index);
                return (
                  <>
                    {index === stuck.length && <span class="gap" role="presentation" style={{ width: `${gap}px` }} />}
                    <div
                      key={box.place}
                      class={`grid-cell ${isRight(table, box.place) ? 'right' : ''} ${left === null ? '' : 'frozen'}`}
                      role="gridcell"
                      aria-colindex={box.place + 2}
                      aria-selected={isSelected}
                      data-column={box.place}
                      tabIndex={hasFocus ? 0 : -1}
                      style={{ width: `${box.width}px`, ...(left !== null && { left: `${left}px` }) }}
                      onFocus={() => hasFocus || isMoving.current ? undefined : onSelect(alone({ row: item.index, column: box.place }))}
                      onMouseDown={(event) => {
                        if (!event.shiftKey) return;
                        event.preventDefault();
                        move({ row: item.index, column: box.place }, true);
                      }}
                    >
                      {row?.cells[box.place] ?? ''}
                    </div>
                  </>
                );
              })}
            </div>
          );
        })}
      </div>
      {children}
    </div>
  );
}

function alone(cell: Cell): Selection {
  return { anchor: cell, focus: cell };
}

/** Of fewer rows than there were, the last; of none, the column's head. */
function within({ row, column }: Cell, count: number): Cell {
  return { row: Math.min(row, count - 1), column };
}

function isRight(table: GridTable, place: number): boolean {
  const type = table.columns[place]?.type;
  return type === 'number' || type === 'number_comma';
}

/** Of a table of too many rows those in the page stand below each other from the first one on. */
function topOf(item: VirtualItem, shown: readonly VirtualItem[], rowHeight: number): number {
  const first = shown[0];
  return rowHeight === ROW_HEIGHT || !first ? item.start : first.start + (item.index - first.index) * ROW_HEIGHT;
}

function reveal(scroller: HTMLElement | null, row: number, rowHeight: number): void {
  if (!scroller) return;
  const seen = Math.floor((scroller.clientHeight - HEAD_HEIGHT) / ROW_HEIGHT);
  const top = Math.ceil(scroller.scrollTop / rowHeight);
  if (row < top) scroller.scrollTop = row * rowHeight;
  else if (row > top + seen - 2) scroller.scrollTop = Math.max(0, row - seen + 2) * rowHeight;
}

function revealAcross(scroller: HTMLElement | null, box: ColumnBox, stuck: number): void {
  if (!scroller) return;
  const left = NUMBER_WIDTH + box.left;
  if (left < scroller.scrollLeft + stuck) scroller.scrollLeft = left - stuck;
  else if (left + box.width > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = left + box.width - scroller.clientWidth;
}

/** What of a long list is in the page; drawn again when that changes. @param key another one when sizes have changed */
function useVirtual(scroller: { readonly current: HTMLDivElement | null }, count: number, size: (index: number) => number, horizontal: boolean, key: unknown): Virtualizer<HTMLDivElement, Element> {
  const [, draw] = useReducer<number, null>((times) => times + 1, 0);
  const options = {
    count,
    horizontal,
    getScrollElement: () => scroller.current,
    estimateSize: size,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    overscan: horizontal ? 1 : 4,
    onChange: () => draw(null),
  };
  const virtual = useMemo(() => new Virtualizer<HTMLDivElement, Element>(options), []);
  virtual.setOptions(options);
  useLayoutEffect(() => virtual._didMount(), []);
  useLayoutEffect(() => virtual._willUpdate());
  useLayoutEffect(() => virtual.measure(), [key, count]);
  return virtual;
}
