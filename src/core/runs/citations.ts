import { toCitation, type NumberedPassage } from '../types/citation.ts';
import type { Annotation } from '../types/item.ts';

/** The one way in which a model cites: the number of a passage in these brackets, e.g. `【3】`; some put several into one pair. */
const MARKER = /【\s*(\d{1,4}(?:\s*[,;]\s*\d{1,4}){0,20})\s*(?:[†:][^】\n]{0,200})?】/g;
/** A marker that has begun but not ended; longer than this it is just text. */
const OPEN_MARKER = /【[^】\n]{0,210}$/;

export type CitedText = { readonly type: 'text'; readonly text: string } | { readonly type: 'annotation'; readonly annotation: Annotation };

/**
 * Finds the markers in a streamed text. A marker split over pieces is held back until it is whole; one whose number was
 * never returned by a search is left out, since it would point nowhere.
 */
export interface CitationStream {
  push(delta: string): CitedText[];
  /** What was held back, at the end of the text; the next push begins a new text. */
  end(): CitedText[];
}

/** @param passage finds the passage with a number; null if no search of the thread returned it */
export function citationStream(passage: (number: number) => NumberedPassage | null): CitationStream {
  let held = '';
  let length = 0;

  function emit(text: string): CitedText[] {
    const out: CitedText[] = [];
    const say = (piece: string) => {
      if (piece === '') return;
      length += piece.length;
      out.push({ type: 'text', text: piece });
    };
    let from = 0;
    for (const match of text.matchAll(MARKER)) {
      say(text.slice(from, match.index));
      from = match.index + match[0].length;
      for (const number of match[1]?.match(/\d+/g) ?? []) {
        const cited = passage(Number(number));
        if (!cited) continue;
        const start = length;
        say(`【${cited.number}】`);
        out.push({ type: 'annotation', annotation: { start, end: length, citation: toCitation(cited) } });
      }
    }
    say(text.slice(from));
    return out;
  }

  return {
    push(delta) {
      const text = held + delta;
      held = OPEN_MARKER.exec(text)?.[0] ?? '';
      return emit(text.slice(0, text.length - held.length));
    },
    end() {
      const rest = emit(held);
      held = '';
      length = 0;
      return rest;
    },
  };
}
