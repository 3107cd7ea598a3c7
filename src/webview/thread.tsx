import { useEffect, useRef, useState } from 'preact/hooks';
import type { ViewState } from '../protocol/view.ts';
import { Icon } from './icon.tsx';
import { ConsentItem } from './items/consent.tsx';
import { ItemView } from './items/item.tsx';
import { RunEnd } from './items/runEnd.tsx';

/** The items of a thread; it stays at the end as it grows, unless the reader has gone up. */
export function Thread({ state, running }: { state: ViewState; running: boolean }) {
  const end = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const toEnd = () => end.current?.scrollIntoView({ block: 'end' });

  useEffect(() => {
    if (!end.current) return;
    const observer = new IntersectionObserver(([entry]) => setAtEnd(entry?.isIntersecting ?? true), {
      root: scroller.current,
      rootMargin: '0px 0px 40px 0px',
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (atEnd) toEnd();
  });
  useEffect(toEnd, [state.thread?.id]);

  return (
    <main class="thread" ref={scroller} tabIndex={0} aria-label="Conversation">
      {state.items.map((item) => (
        <ItemView key={item.id} item={item} />
      ))}
      {state.consents.map((consent) => (
        <ConsentItem key={consent.id} consent={consent} />
      ))}
      {state.run && <RunEnd run={state.run} running={running} waiting={state.consents.length > 0} />}
      <div ref={end} class="end" />
      {!atEnd && (
        <button class="jump" onClick={toEnd}>
          <Icon name="arrow-down" /> Jump to latest
        </button>
      )}
    </main>
  );
}
