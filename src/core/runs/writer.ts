import { messageText, type Item, type ItemStatus, type Message, type Reasoning } from '../types/item.ts';
import type { NumberedPassage } from '../types/citation.ts';
import { citationStream, type CitedText } from './citations.ts';
import type { LiveRun } from './liveRun.ts';

type Provider = NonNullable<Item['provider']>;

/** Writes what a model says into items: one open at a time, a new one when it goes from thinking to speaking or back. */
export interface Writer {
  text(delta: string): void;
  reasoning(delta: string): void;
  /** Ends the reasoning; what its provider alone understands goes to the newest that has none of it yet, or stands alone. */
  endReasoning(provider: Provider): void;
  /** What was said so far was thought: the open message becomes reasoning. */
  textWasThought(): void;
  /** Ends the text with the same of it. */
  endText(provider: Provider): void;
  /** Ends the open item; something else begins, or nothing more comes. */
  end(status: ItemStatus): void;
}

/** @param passages what the text may cite */
export function createWriter(live: LiveRun, turn: number, passages: readonly NumberedPassage[]): Writer {
  const citations = citationStream(passages);
  let open: Item<Message | Reasoning> | null = null;
  /** The newest reasoning, until it is sealed. */
  let thought: string | null = null;

  function write(body: Message | Reasoning): string {
    if (open?.type !== body.type) {
      close('completed');
      open = live.open(body, turn);
    }
    return open.id;
  }

  function close(status: ItemStatus): void {
    if (open) live.close(live.item(open.id), status);
    open = null;
  }

  function say(pieces: readonly CitedText[]): void {
    for (const piece of pieces) {
      const itemId = write({ type: 'message', role: 'assistant', content: [] });
      if (piece.type === 'text') live.emit({ type: 'text.delta', itemId, delta: piece.text });
      else live.emit({ type: 'annotation', itemId, annotation: piece.annotation });
    }
  }

  return {
    text: (delta) => say(citations.push(delta)),
    reasoning(delta) {
      say(citations.end());
      thought = write({ type: 'reasoning', text: '' });
      live.emit({ type: 'reasoning.delta', itemId: thought, delta });
    },
    endReasoning(provider) {
      say(citations.end());
      live.emit({ type: 'sealed', itemId: thought ?? write({ type: 'reasoning', text: '' }), provider });
      thought = null;
      if (open?.type === 'reasoning') close('completed');
    },
    textWasThought() {
      say(citations.end());
      if (open?.type !== 'message') return;
      const { content: _, role: __, ...envelope } = live.item(open.id) as Item<Message>;
      const text = messageText(live.item(open.id) as Item<Message>).trim();
      live.close({ ...envelope, type: 'reasoning', text }, 'completed');
      thought = open.id;
      open = null;
    },
    endText(provider) {
      say(citations.end());
      if (open?.type !== 'message') return;
      live.emit({ type: 'sealed', itemId: open.id, provider });
      close('completed');
    },
    end(status) {
      say(citations.end());
      close(status);
    },
  };
}
