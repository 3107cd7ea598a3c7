import { Fragment, type ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { NO_USAGE } from '../../core/types/usage.ts';
import type { ViewState } from '../../protocol/view.ts';
import { Icon } from '../shared/icon.tsx';
import { ConsentItem, isAbout } from './consent.tsx';
import { ItemView } from './item.tsx';
import { RunEnd } from './runEnd.tsx';
import { ThreadUsage, UsageLine } from './usageLine.tsx';

/** Nearer to the end than this (in pixels), the reader is at the end. */
const AT_END = 40;

/**
 * The items of a thread. As an answer grows it comes into view, but never so far that its beginning leaves the top: one
 * reads from there. Who scrolls up is left where they are, and who has read on is not pulled back.
 * @param children the items, where they don't stand in their order
 */
export function Thread({ state, running, children }: { state: ViewState; running: boolean; children?: ComponentChildren }) {
  const scroller = useRef<HTMLElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const lastTop = useRef(0);
  const [away, setAway] = useState(false);
  const questions = state.items.filter((item) => item.type === 'message' && item.role === 'user').length;

  const counted = Object.values(state.usage).filter(({ inputTokens, outputTokens }) => inputTokens + outputTokens > 0);

  function follow(): void {
    const view = scroller.current;
    const question = [...(list.current?.querySelectorAll<HTMLElement>('article.user') ?? [])].at(-1);
    // The work waits for a consent: that must not happen out of sight.
    const beginning = list.current?.querySelector<HTMLElement>('.consent') ?? question;
    if (view && following.current) view.scrollTop = Math.max(view.scrollTop, Math.min(view.scrollHeight, beginning ? beginning.offsetTop - 8 : Infinity));
    look();
  }

  function look(): void {
    const view = scroller.current;
    if (!view) return;
    const below = view.scrollHeight - view.clientHeight - view.scrollTop;
    if (view.scrollTop < lastTop.current && below > AT_END) following.current = false;
    lastTop.current = view.scrollTop;
    setAway(below > AT_END);
  }

  useEffect(() => {
    if (!list.current) return;
    const observer = new ResizeObserver(follow);
    observer.observe(list.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    lastTop.current = 0;
    scroller.current?.scrollTo({ top: 0 });
  }, [state.thread?.id]);
  useEffect(() => {
    following.current = true;
    follow();
  }, [state.thread?.id, questions]);

  return (
    <main class="thread" ref={scroller} onScroll={look} tabIndex={0} aria-label="Conversation">
      <h1 class="visually-hidden">{state.thread?.title || 'Conversation'}</h1>
      <div class="items" ref={list}>
        {children ?? <Items state={state} />}
        {state.consents.map((consent) => (
          <ConsentItem key={consent.id} consent={consent} place={state.place} />
        ))}
        {state.run && <RunEnd run={state.run} items={state.items} running={running} asking={state.consents.length > 0} waiting={state.waiting} />}
        {!running && counted.length > 1 && <ThreadUsage runs={counted} />}
      </div>
      {away && (
        <button class="jump" onClick={() => scroller.current?.scrollTo({ top: scroller.current.scrollHeight })}>
          <Icon name="arrow-down" /> Jump to latest
        </button>
      )}
    </main>
  );
}

function Items({ state }: { state: ViewState }) {
  return state.items.map((item, index) => (
    <Fragment key={item.id}>
      <ItemView item={item} asked={state.consents.some((consent) => isAbout(consent, item))} />
      {isLastOfEarlierRun(state, index) && <UsageLine usage={state.usage[item.runId ?? ''] ?? NO_USAGE} runId={item.runId ?? ''} />}
    </Fragment>
  ));
}

/** Below the answer of the newest run stands how it ended, and what it took with it. */
function isLastOfEarlierRun({ items, run }: ViewState, index: number): boolean {
  const runId = items[index]?.runId ?? null;
  return runId !== null && runId !== run?.id && items[index + 1]?.runId !== runId;
}
