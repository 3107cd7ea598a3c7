import { useRef, useState } from 'preact/hooks';
import type { Item } from '../../core/types/item.ts';
import { NO_USAGE, type Usage } from '../../core/types/usage.ts';
import type { Stretch } from '../../protocol/turns.ts';
import type { ViewState } from '../../protocol/view.ts';
import { useHost } from '../shared/host.ts';
import type { Range } from './rows.tsx';

/** Items that are asked for at once: some screens full. */
const PAGE = 50;
/** More pages are not kept: what one has left far behind is asked for again. */
const MAX_PAGES = 20;

type Pages = ReadonlyMap<number, Stretch>;

/** A thread's items by their places: its end is here, and what stands above comes as it is looked at. */
export interface ThreadItems {
  readonly count: number;
  /** Null until it has come. */
  at(place: number): Item | null;
  usageOf(runId: string): Usage;
  /** What is near to being seen. */
  want(range: Range): void;
}

export function useThreadItems({ thread, items, earlier, usage }: ViewState): ThreadItems {
  const { request } = useHost();
  const [pages, setPages] = useState<Pages>(new Map());
  const asked = useRef(new Set<number>());
  const known = useRef(earlier);
  if (known.current !== earlier) {
    // The thread was read anew: what stood above may stand elsewhere.
    known.current = earlier;
    asked.current.clear();
    setPages(new Map());
  }

  async function ask(page: number): Promise<void> {
    asked.current.add(page);
    const stretch = thread && (await request('stretch', { threadId: thread.id, from: page * PAGE, to: Math.min((page + 1) * PAGE, earlier) }));
    if (!stretch || known.current !== earlier) return void asked.current.delete(page);
    setPages((before) => {
      const now = new Map([...before.entries()].slice(1 - MAX_PAGES)).set(page, stretch);
      for (const left of before.keys()) if (!now.has(left)) asked.current.delete(left);
      return now;
    });
  }

  return {
    count: earlier + items.length,
    at: (place) => (place >= earlier ? items[place - earlier] : pages.get(Math.floor(place / PAGE))?.items[place % PAGE]) ?? null,
    usageOf(runId) {
      const page = [...pages.values()].find((stretch) => runId in stretch.usage);
      return usage[runId] ?? page?.usage[runId] ?? NO_USAGE;
    },
    want({ from, to }) {
      for (let page = Math.floor(from / PAGE); page * PAGE < Math.min(to, earlier); page++) if (!asked.current.has(page)) void ask(page);
    },
  };
}
