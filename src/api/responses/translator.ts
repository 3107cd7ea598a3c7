import type { ResponseOutputItem, ResponseStreamEvent } from 'openai/resources/responses/responses';
import type { RunEvent } from '../../core/types/events.ts';
import { isCall, type Item } from '../../core/types/item.ts';
import { grow } from '../../core/types/reducer.ts';
import { isActive, type Run } from '../../core/types/run.ts';
import type { KeptResponse } from '../../core/types/response.ts';
import { callSpeaker } from './callSpeaker.ts';
import { wireOutput, type ItemView } from './items.ts';
import { toResponse, type WireResponse } from './object.ts';
import { isShown } from './output.ts';
import type { Speaker, Unnumbered } from './speaker.ts';
import { messageSpeaker, reasoningSpeaker } from './textSpeakers.ts';

/** Turns the events of one run into those of a response. */
export interface ResponseTranslator {
  /** What the response begins with. */
  begin(): readonly ResponseStreamEvent[];
  /** What an event of the run's thread means; nothing for what is of no run, or of another. One after the other. */
  push(event: RunEvent): Promise<readonly ResponseStreamEvent[]>;
  /** Whether the run has ended: nothing more comes. */
  readonly ended: boolean;
}

interface OpenItem {
  readonly index: number;
  readonly speaker: Speaker;
}

/** @param before the items of the thread so far, with what came with the response */
export function responseTranslator(kept: KeptResponse, first: Run, before: readonly Item[], view: ItemView): ResponseTranslator {
  const thread = [...before];
  const shown = isShown(first);
  const open = new Map<string, OpenItem>();
  const output: ResponseOutputItem[] = [];
  let run = first;
  let number = 0;
  let hasBegun = false;

  function numbered(events: readonly Unnumbered[]): readonly ResponseStreamEvent[] {
    return events.map((event) => ({ ...event, sequence_number: number++ }) as ResponseStreamEvent);
  }

  const snapshot = () => toResponse(kept, run, output) as WireResponse & { readonly output_text: string };

  function speakerOf(item: Item, index: number): Speaker | null {
    switch (item.type) {
      case 'message':
        return messageSpeaker(item, index, thread);
      case 'reasoning':
        return reasoningSpeaker(item, index, view.summarises);
      case 'function_call_output':
        return null;
      default:
        return callSpeaker(item, index);
    }
  }

  async function added(item: Item): Promise<readonly Unnumbered[]> {
    const index = output.length;
    const speaker = shown(item) ? speakerOf(item, index) : null;
    if (!speaker) return [];
    open.set(item.id, { index, speaker });
    const begun = await wireOutput(item, thread, view);
    output.push(begun);
    return [{ type: 'response.output_item.added', output_index: index, item: begun }, ...speaker.begin()];
  }

  async function done(item: Item): Promise<readonly Unnumbered[]> {
    const known = open.get(item.id);
    if (!known) return [];
    open.delete(item.id);
    const place = thread.findIndex(({ id }) => id === item.id);
    const ended = await wireOutput(item, thread.slice(0, place < 0 ? thread.length : place), view);
    output[known.index] = ended;
    return [...known.speaker.end(item), { type: 'response.output_item.done', output_index: known.index, item: ended }];
  }

  function grown(event: Extract<RunEvent, { itemId: string }>): readonly Unnumbered[] {
    const place = thread.findLastIndex(({ id }) => id === event.itemId);
    const item = thread[place];
    if (!item) return [];
    const after = grow(item, event);
    // The text of a message is told in pieces, and counted by whoever tells it.
    if (isCall(item)) thread[place] = after;
    return open.get(event.itemId)?.speaker.grow(event, item, after) ?? [];
  }

  function upsert(item: Item): boolean {
    const place = thread.findLastIndex(({ id }) => id === item.id);
    if (place < 0) thread.push(item);
    else thread[place] = item;
    return place < 0;
  }

  function runChanged(changed: Run): readonly Unnumbered[] {
    run = changed;
    if (run.status === 'in_progress' && !hasBegun) {
      hasBegun = true;
      return [{ type: 'response.in_progress', response: snapshot() }];
    }
    switch (run.status) {
      case 'completed':
        return [{ type: 'response.completed', response: snapshot() }];
      case 'failed':
      case 'expired':
        return [{ type: 'response.failed', response: snapshot() }];
      case 'incomplete':
      case 'cancelled':
        return [{ type: 'response.incomplete', response: snapshot() }];
      default:
        return [];
    }
  }

  async function told(event: RunEvent): Promise<readonly Unnumbered[]> {
    switch (event.type) {
      case 'run':
        return event.run.id === run.id ? runChanged(event.run) : [];
      case 'item.added':
        upsert(event.item);
        return added(event.item);
      case 'item.done':
        // Some begin and end at once.
        return upsert(event.item) ? [...(await added(event.item)), ...(await done(event.item))] : done(event.item);
      case 'waiting':
      case 'consent':
        return [];
      default:
        return grown(event);
    }
  }

  return {
    begin() {
      const created: Unnumbered = { type: 'response.created', response: snapshot() };
      const isInBackground = kept.asked['background'] === true;
      return numbered(isInBackground ? [created, { type: 'response.queued', response: snapshot() }] : [created]);
    },
    async push(event) {
      return numbered(await told(event));
    },
    get ended() {
      return !isActive(run.status);
    },
  };
}
