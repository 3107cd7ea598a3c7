import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Hit } from './hits.ts';

const ALL = 'find';
const CURRENT = 'find-current';
/** What is no text of the message. */
const APART = 'button, .tools, .sources, .branches, .visually-hidden, svg, style';
/** Frames in which a row that is gone to has to be there. */
const MAX_FRAMES = 60;
/** In pixels: so much stays free around the place that is gone to. */
const MARGIN = 48;

/** Marks a text in the messages that are in the page, and brings the current place into view. The page's elements stay as they are. */
export function useMarks(scroller: RefObject<HTMLElement>, text: string, current: Hit | null): void {
  useEffect(() => {
    const view = scroller.current;
    if (!view) return;
    const mark = () => void markAll(view, text, current);
    let waiting = 0;
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(mark);
    });
    observer.observe(view, { subtree: true, childList: true, characterData: true });
    let frames = 0;
    let arriving = requestAnimationFrame(function arrive() {
      const range = markAll(view, text, current);
      // The list goes to the row first, which takes a frame or two.
      if (range && frames > 2) return reveal(view, range);
      if (current && frames++ < MAX_FRAMES) arriving = requestAnimationFrame(arrive);
    });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(waiting);
      cancelAnimationFrame(arriving);
      CSS.highlights.delete(ALL);
      CSS.highlights.delete(CURRENT);
    };
  }, [text, current]);
}

/** @returns the current one, where it is in the page */
function markAll(view: HTMLElement, text: string, current: Hit | null): Range | null {
  const all: Range[] = [];
  let shown: Range | null = null;
  for (const article of view.querySelectorAll<HTMLElement>('.row[data-place] article.message')) {
    const ranges = rangesIn(article, text);
    all.push(...ranges);
    const place = Number(article.closest<HTMLElement>('.row')?.dataset['place']);
    if (current?.place === place) shown = ranges[current.nth] ?? ranges.at(-1) ?? null;
  }
  CSS.highlights.set(ALL, new Highlight(...all));
  CSS.highlights.set(CURRENT, shown ? new Highlight(shown) : new Highlight());
  return shown;
}

/** Where a text stands in an element, in upper or lower case, across whatever elements it is in. */
function rangesIn(root: HTMLElement, text: string): readonly Range[] {
  const sought = text.replace(/\s+/g, ' ').trim().toLowerCase();
  if (sought === '') return [];
  const nodes: { readonly node: Text; readonly from: number }[] = [];
  let whole = '';
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text) || node.parentElement?.closest(APART)) continue;
    nodes.push({ node, from: whole.length });
    // As long as it was, letter by letter, so that places stay places.
    whole += node.data.replace(/\s/g, ' ').replace(/./gsu, lower);
  }
  const ranges: Range[] = [];
  for (let at = whole.indexOf(sought); at >= 0; at = whole.indexOf(sought, at + sought.length)) {
    const range = document.createRange();
    const [start, end] = [placeIn(nodes, at), placeIn(nodes, at + sought.length - 1)];
    if (!start || !end) continue;
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset + 1);
    ranges.push(range);
  }
  return ranges;
}

function lower(letter: string): string {
  const small = letter.toLowerCase();
  return small.length === letter.length ? small : letter;
}

function placeIn(nodes: readonly { readonly node: Text; readonly from: number }[], at: number): { readonly node: Text; readonly offset: number } | null {
  const found = nodes.findLast(({ from }) => from <= at);
  return found ? { node: found.node, offset: at - found.from } : null;
}

function reveal(view: HTMLElement, range: Range): void {
  const [box, place] = [view.getBoundingClientRect(), range.getBoundingClientRect()];
  if (place.top >= box.top + MARGIN && place.bottom <= box.bottom - MARGIN) return;
  view.scrollTop += place.top - box.top - box.height / 3;
}
