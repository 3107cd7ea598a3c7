import type { ResponseStreamEvent } from 'openai/resources/responses/responses';
import type { RunEvent } from '../../core/types/events.ts';
import type { Item } from '../../core/types/item.ts';

type WithoutNumber<Event> = Event extends { sequence_number: number } ? Omit<Event, 'sequence_number'> : never;

/** An event that has not got its place among the others yet. */
export type Unnumbered = WithoutNumber<ResponseStreamEvent>;

/** Tells of one item while it comes: what stands between its `output_item.added` and its `output_item.done`. */
export interface Speaker {
  begin(): readonly Unnumbered[];
  /** @param before the item before it has grown, and `after` it */
  grow(event: Extract<RunEvent, { itemId: string }>, before: Item, after: Item): readonly Unnumbered[];
  /** The item is as it will stay. */
  end(item: Item): readonly Unnumbered[];
}
