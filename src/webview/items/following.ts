import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** Nearer to the end than this (in pixels), the reader is at the end. */
const AT_END = 40;

export interface Following {
  /** Whether there is more below than what is seen. */
  readonly isAway: boolean;
  /** To the end, and on with it. */
  toEnd(): void;
}

/**
 * Keeps the end of what grows in view. Who scrolls up is left where they are from then on, until they reach the end again; nothing else
 * moves the text.
 * @param content what grows in the scroller
 * @param fromStart whether the end is followed from the start on
 */
export function useFollowing(scroller: RefObject<HTMLElement>, content: RefObject<HTMLElement>, fromStart: boolean): Following {
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
      // The work waits for a consent: its beginning must not be out of sight.
      const consent = content.current?.querySelector<HTMLElement>('.consent');
      view.scrollTop = Math.min(view.scrollHeight, consent ? consent.offsetTop - 8 : Infinity);
      lastTop.current = view.scrollTop;
    }
    look();
  }

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
      keep();
    },
  };
}
