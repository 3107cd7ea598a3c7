import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Nearer to the end than this (in pixels), the reader is at the end. */
const AT_END = 40;

export interface Following {
  /** Whether there is more below than what is seen. */
  readonly isAway: boolean;
  /** To the end, and on with it. */
  toEnd(): void;
  /** Follows no more until the reader reaches the end again: one goes elsewhere. */
  leave(): void;
}

/** In pixels, above what must not leave the view. */
const GAP = 8;

/**
 * Keeps the end of what grows in view. Who scrolls up is left where they are from then on, until they reach the end again; nothing else
 * moves the text.
 * @param content what grows in the scroller
 * @param fromStart whether the end is followed from the start on
 * @param upTo finds what must not leave the view above; the last one counts
 */
export function useFollowing(scroller: RefObject<HTMLElement>, content: RefObject<HTMLElement>, fromStart: boolean, upTo: string): Following {
  const follows = useRef(fromStart);
  const lastTop = useRef(0);
  const [isAway, setAway] = useState(false);

  function look(): void {
    const view = scroller.current;
    if (!view) return;
    const top = view.scrollTop;
    const below = view.scrollHeight - view.clientHeight - top;
    // Scrolled with a finger, it leaves the end by a pixel or two at a time.
    if (below <= 1) follows.current = true;
    else if (top < lastTop.current) follows.current = false;
    else if (top > lastTop.current && below <= AT_END) follows.current = true;
    lastTop.current = top;
    setAway(below > AT_END);
  }

  function keep(): void {
    const view = scroller.current;
    if (view && follows.current) {
      const last = [...(content.current?.querySelectorAll<HTMLElement>(upTo) ?? [])].at(-1);
      view.scrollTop = last ? Math.max(view.scrollTop, Math.min(view.scrollHeight, last.offsetTop - GAP)) : view.scrollHeight;
      lastTop.current = view.scrollTop;
    }
    look();
  }

  // Not by the observer alone: what shrinks and grows again between two frames would look like a reader who scrolls up.
  useLayoutEffect(keep);
  useEffect(() => {
    const view = scroller.current;
    if (!content.current || !view) return;
    const observer = new ResizeObserver(keep);
    observer.observe(content.current);
    observer.observe(view);
    view.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      view.removeEventListener('scroll', look);
    };
  }, []);

  return {
    isAway,
    toEnd() {
      follows.current = true;
      if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
      look();
    },
    leave() {
      follows.current = false;
    },
  };
}
