import type { Item, Message, Reasoning } from '../../core/types/item.ts';
import type { Speaker, Unnumbered } from './speaker.ts';
import { madeBefore, responseText, type TextPiece, type WireAnnotation } from './text.ts';

/** A message has one part, its text. */
const PART = 0;

/** @param thread the items before the message */
export function messageSpeaker({ id, ...message }: Item<Message>, output_index: number, thread: readonly Item[]): Speaker {
  const writer = responseText(madeBefore({ id, ...message }, thread.filter((item) => item.id !== id)));
  const place = { item_id: id, output_index, content_index: PART } as const;
  const annotations: WireAnnotation[] = [];
  let text = '';
  let hasBegun = false;

  const part = () => ({ type: 'output_text' as const, text, annotations: [...annotations], logprobs: [] });

  function open(): readonly Unnumbered[] {
    if (hasBegun) return [];
    hasBegun = true;
    return [{ ...place, type: 'response.content_part.added', part: part() }];
  }

  function told(pieces: readonly TextPiece<WireAnnotation>[]): readonly Unnumbered[] {
    const begun = pieces.length > 0 ? open() : [];
    const events = pieces.flatMap(({ value, annotations: own }): Unnumbered[] => {
      text += value;
      const said: Unnumbered[] = value === '' ? [] : [{ ...place, type: 'response.output_text.delta', delta: value, logprobs: [] }];
      return [...said, ...own.map((annotation): Unnumbered => ({ ...place, type: 'response.output_text.annotation.added', annotation_index: annotations.push(annotation) - 1, annotation }))];
    });
    return [...begun, ...events];
  }

  return {
    begin: () => [],
    grow(event) {
      if (event.type === 'annotation') return told(writer.cite(event.annotation));
      return event.type === 'text.delta' ? told(writer.push(event.delta)) : [];
    },
    end() {
      const rest = told(writer.end());
      if (!hasBegun) return rest;
      return [
        ...rest,
        { ...place, type: 'response.output_text.done', text, logprobs: [] },
        { ...place, type: 'response.content_part.done', part: part() },
      ];
    },
  };
}

/** @param summarises whether it is told as a summary */
export function reasoningSpeaker({ id: item_id }: Item<Reasoning>, output_index: number, summarises: boolean): Speaker {
  let text = '';
  let hasBegun = false;

  function open(): readonly Unnumbered[] {
    if (hasBegun) return [];
    hasBegun = true;
    if (summarises) return [{ type: 'response.reasoning_summary_part.added', item_id, output_index, summary_index: 0, part: { type: 'summary_text', text: '' } }];
    return [{ type: 'response.content_part.added', item_id, output_index, content_index: 0, part: { type: 'reasoning_text', text: '' } }];
  }

  function said(delta: string): Unnumbered {
    text += delta;
    if (summarises) return { type: 'response.reasoning_summary_text.delta', item_id, output_index, summary_index: 0, delta };
    return { type: 'response.reasoning_text.delta', item_id, output_index, content_index: 0, delta };
  }

  return {
    begin: () => [],
    grow: (event) => (event.type === 'reasoning.delta' ? [...open(), said(event.delta)] : []),
    end() {
      if (!hasBegun) return [];
      if (summarises) {
        return [
          { type: 'response.reasoning_summary_text.done', item_id, output_index, summary_index: 0, text },
          { type: 'response.reasoning_summary_part.done', item_id, output_index, summary_index: 0, part: { type: 'summary_text', text } },
        ];
      }
      return [
        { type: 'response.reasoning_text.done', item_id, output_index, content_index: 0, text },
        { type: 'response.content_part.done', item_id, output_index, content_index: 0, part: { type: 'reasoning_text', text } },
      ];
    },
  };
}
