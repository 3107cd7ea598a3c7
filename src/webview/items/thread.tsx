import { t } from '@vscode/l10n';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Item } from '../../core/types/item.ts';
import type { Sought, ViewState } from '../../protocol/view.ts';
import { focusField } from '../shared/focusField.ts';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';
import { ConsentItem, isAbout } from './consent.tsx';
import { Find } from './find/find.tsx';
import { useThreadItems, type ThreadItems } from './earlier.ts';
import { FollowUps } from './followUps.tsx';
import { useFollowing } from './following.ts';
import { ItemView } from './item.tsx';
import { useMessageKeys } from './messageKeys.ts';
import { Rows, type Start } from './rows.tsx';
import { RunEnd } from './runEnd.tsx';
import { ThreadUsage, UsageLine } from './usageLine.tsx';

interface Props {
  readonly state: ViewState;
  readonly running: boolean;
  /** What is to be looked for in it. */
  readonly find?: Sought | null;
  /** The items, where they don't stand in their order. */
  readonly children?: ComponentChildren;
}

/** A thread, from wherever it is opened: at what is under way, else at its newest question. */
export function Thread(props: Props) {
  return <OpenThread key={props.state.thread?.id ?? ''} {...props} />;
}

function OpenThread({ state, running, find = null, children }: Props) {
  const { asks, shownBranch } = useHost();
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useMessageKeys();
  const all = useThreadItems(state);
  const [start, setStart] = useState<Start | null>(() => {
    const branch = shownBranch();
    if (running) return null;
    // Of two branches one compares what stands where they part.
    return branch && branch.threadId === state.thread?.id ? branch : newestQuestion(state);
  });
  // While a consent is waited for, its beginning must not be out of sight; an analysis is read from its beginning.
  const { isAway, toEnd, leave } = useFollowing(scroller, content, running, state.kind === 'chat' ? '.consent' : '.consent, article.user');
  const go = (row: Start) => {
    leave();
    setStart(row);
  };
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
        <ItemView
          item={item}
          asked={state.consents.some((consent) => isAbout(consent, item))}
          branch={state.branches.find((branch) => branch.place === place) ?? null}
          questionId={isAnswer(item) ? questionAbove(all, place) : null}
          isEnd={!running && place === all.count - 1}
        />
        {isLast && <UsageLine usage={all.usageOf(runId)} runId={runId} />}
      </>
    );
  };

  return (
    <>
      <Find find={find} threadId={state.thread?.id ?? ''} count={all.count} scroller={scroller} go={go} />
      <main class="thread" ref={scroller} tabIndex={0} aria-label={t('Conversation')} aria-keyshortcuts="Control+ArrowUp Control+ArrowDown">
        <h1 class="visually-hidden">{state.thread?.title || t('Conversation')}</h1>
        <div class="items" ref={content}>
          {children ?? (
            <Rows count={all.count} scroller={scroller} start={start} kept={newestQuestion(state)?.place ?? null} row={row} onRange={all.want} />
          )}
          {state.consents.map((consent) => (
            <ConsentItem key={consent.id} consent={consent} place={state.place} />
          ))}
          {state.run && <RunEnd run={state.run} items={state.items} running={running} asking={state.consents.length > 0} waiting={state.waiting} />}
          {!running && <ThreadUsage runs={runs} others={state.others} />}
          {!running && <FollowUps state={state} />}
        </div>
      </main>
      {isAway && (state.kind === 'chat' || running) && (
        <p class="jump">
          <button
            onClick={() => {
              toEnd();
              focusField();
            }}
          >
            <Icon name="arrow-down" /> {t('Jump to latest')}
          </button>
        </p>
      )}
    </>
  );
}

const isQuestion = (item: Item) => item.type === 'message' && item.role === 'user';
const isAnswer = (item: Item) => item.type === 'message' && item.role === 'assistant';

/** Its id; null where there is none, or it has not come yet. */
function questionAbove(all: ThreadItems, place: number): string | null {
  for (let above = place - 1; above >= 0; above--) {
    const item = all.at(above);
    if (!item) return null;
    if (isQuestion(item)) return item.id;
  }
  return null;
}

/** One reads an answer from its question on. */
function newestQuestion({ items, earlier }: ViewState): Start | null {
  const index = items.findLastIndex(isQuestion);
  return index < 0 ? null : { place: earlier + index };
}
