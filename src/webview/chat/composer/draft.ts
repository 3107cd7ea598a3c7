import { useEffect, useRef, useState } from 'preact/hooks';
import type { ViewState } from '../../../protocol/view.ts';
import { useHost } from '../../shared/host.ts';
import type { Incoming } from './incoming.ts';
import { MAX_TYPED } from './limits.ts';

/** What is being typed. The editor keeps it: each thread has its own, and none is lost. */
export interface Draft {
  readonly text: string;
  write(text: string): void;
  /** Empties the field and asks; what could not be asked stands there again. @param send resolves to whether it went well */
  ask(send: (text: string) => Promise<boolean>): Promise<void>;
}

/** @param receive takes what is too long for the field */
export function useDraft({ thread, composer }: ViewState, receive: Incoming['receive']): Draft {
  const { request } = useHost();
  const [text, setText] = useState(composer.draft);
  const latest = useRef(text);
  const shown = useRef(thread?.id ?? null);
  const asking = useRef(false);

  const put = (next: string) => {
    latest.current = next;
    setText(next);
  };
  function write(next: string): void {
    if (next.length > MAX_TYPED) {
      put('');
      void receive({ kind: 'text', text: next });
    } else put(next);
    void request('keepDraft', { text: latest.current });
  }

  useEffect(() => {
    const id = thread?.id ?? null;
    if (id === shown.current) return;
    // A thread that begins with the question that is being asked goes on with what is typed meanwhile.
    const isBeginning = shown.current === null && asking.current;
    shown.current = id;
    if (!isBeginning) put(composer.draft);
  }, [thread?.id]);

  return {
    text,
    write,
    async ask(ask) {
      const asked = latest.current;
      put('');
      asking.current = true;
      const isAsked = await ask(asked);
      asking.current = false;
      if (!isAsked) write(latest.current || asked);
    },
  };
}
