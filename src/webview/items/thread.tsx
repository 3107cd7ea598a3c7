import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ViewState } from '../../protocol/view.ts';
import { focusField } from '../shared/focusField.ts';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';
import { ConsentItem, isAbout } from './consent.tsx';
import { useThreadItems } from './earlier.ts';
import { useFollowing } from './following.ts';
import { ItemView } from './item.tsx';
import { Rows, type Start } from './rows.tsx';
import { RunEnd } from './runEnd.tsx';
import { ThreadUsage, UsageLine } from './usageLine.tsx';

interface Props {
  readonly state: ViewState;
  readonly running: boolean;
  /** The items, where they don't stand in their order. */
  readonly children?: ComponentChildren;
}

/** A thread, from wherever it is opened: at what is under way, else at its newest question. */
export function Thread(props: Props) {
  return <OpenThread key={props.state.thread?.id ?? ''} {...props} />;
}

function OpenThread({ state, running, children }: Props) {
  const { asks } = useHost();
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const all = useThreadItems(state);
  const [start] = useState<Start | null>(() => (running ? null : newestQuestion(state)));
  const { isAway, toEnd } = useFollowing(scroller, content, running);
  const first = useRef(asks);
  useEffect(() => {
    if (asks !== first.current) toEnd();
  }, [asks]);

  const runs = useMemo(() => Object.values(state.usage), [state.usage]);
  const row = (place: number) => {
    const item = all.at(place);
    if (!item) return <p class="quiet">…</p>;
    const { runId } = item;
    // Below the answer of the newest run stands how it ended, and what it took with it.
    const isLast = runId !== null && runId !== state.run?.id && all.at(place + 1)?.runId !== runId;
    return (
      <>
        <ItemView item={item} asked={state.consents.some((consent) => isAbout(consent, item))} />
        {isLast && <UsageLine usage={all.usageOf(runId)} runId={runId} />}
      </>
    );
  };

  return (
    <>
      <main class="thread" ref={scroller} tabIndex={0} aria-label="Conversation">
        <h1 class="visually-hidden">{state.thread?.title || 'Conversation'}</h1>
        <div class="items" ref={content}>
          {children ?? <Rows count={all.count} scroller={scroller} start={start} row={row} onRange={all.want} />}
          {state.consents.map((consent) => (
            <ConsentItem key={consent.id} consent={consent} place={state.place} />
          ))}
          {state.run && <RunEnd run={state.run} items={state.items} running={running} asking={state.consents.length > 0} waiting={state.waiting} />}
          {!running && <ThreadUsage runs={runs} others={state.others} />}
        </div>
      </main>
      {isAway && (
        <p class="jump">
          <button
            onClick={() => {
              toEnd();
              focusField();
            }}
          >
            <Icon name="arrow-down" /> Jump to latest
          </button>
        </p>
      )}
    </>
  );
}

/** One reads an answer from its question on. */
function newestQuestion({ items, earlier }: ViewState): Start | null {
  const index = items.findLastIndex((item) => item.type === 'message' && item.role === 'user');
  return index < 0 ? null : { place: earlier + index };
}
