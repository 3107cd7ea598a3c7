import { toCitation, type NumberedPassage } from '../types/citation.ts';
import type { Annotation } from '../types/item.ts';
import { MARKER_CHARS, mayCite, readMarker, type Marker } from './markers.ts';
import { createProse } from './prose.ts';

export type CitedText = { readonly type: 'text'; readonly text: string } | { readonly type: 'annotation'; readonly annotation: Annotation };

/**
 * Finds the citations in a streamed text. A number in brackets is one where a search of the thread returned that passage; it is
 * written as `【3】` then, each in brackets of its own, with an annotation after it. All else stays as it was written. What may become
 * one is held back until it is whole.
 */
export interface CitationStream {
  push(delta: string): CitedText[];
  /** What was held back, at the end of the text; the next push begins a new text. */
  end(): CitedText[];
}

/** @param passages what may be cited; none where the text has to stay as it is */
export function citationStream(passages: readonly NumberedPassage[]): CitationStream {
  const known = new Map(passages.map((passage) => [passage.number, passage]));
  let held = '';
  let length = 0;
  let prose = createProse();
  let afterCitation = false;

  /** The marker that cites at this place; `open` where more of the text decides. */
  function cited(text: string, at: number, isWhole: boolean): Marker | 'open' | null {
    if (!prose.isProse(text.charAt(at))) return null;
    const marker = readMarker(text.slice(at, at + MARKER_CHARS));
    if (marker === null) return null;
    if (marker === 'begun') return isWhole ? null : 'open';
    const isKnown = (numbers: readonly number[]) => numbers.length > 0 && numbers.every((number) => known.has(number));
    const hits = marker.entries.filter(({ numbers }) => isKnown(numbers)).length;
    // Brackets that are made for citing may name a wrong number, too; usual ones are then no citation.
    if (hits === 0 || (hits < marker.entries.length && !marker.text.startsWith('【'))) return null;
    const end = at + marker.text.length;
    const may = mayCite(marker, { before: prose.before, atLineStart: prose.atLineStart, afterCitation, after: text.slice(end, end + 2) });
    if (may === null && !isWhole) return 'open';
    return may === false ? null : marker;
  }

  function take(text: string, isWhole: boolean): CitedText[] {
    const out: CitedText[] = [];
    const say = (piece: string) => {
      if (piece === '') return;
      length += piece.length;
      out.push({ type: 'text', text: piece });
    };
    const cite = (number: number) => {
      const passage = known.get(number);
      if (!passage) return;
      const start = length;
      say(`【${number}】`);
      out.push({ type: 'annotation', annotation: { start, end: length, citation: toCitation(passage) } });
    };

    let from = 0;
    let at = 0;
    while (at < text.length) {
      const marker = '【［['.includes(text.charAt(at)) ? cited(text, at, isWhole) : null;
      if (marker === 'open') break;
      const end = at + (marker?.text.length ?? 1);
      if (marker) {
        say(text.slice(from, at));
        for (const entry of marker.entries) {
          if (entry.numbers.length > 0 && entry.numbers.every((number) => known.has(number))) entry.numbers.forEach(cite);
          else say(`【${entry.text}】`);
        }
        from = end;
      }
      for (; at < end; at++) prose.push(text.charAt(at));
      afterCitation = marker !== null;
    }
    say(text.slice(from, at));
    held = text.slice(at);
    return out;
  }

  return {
    push(delta) {
      // Where nothing can be cited, nothing is held back.
      if (known.size === 0) return delta === '' ? [] : [{ type: 'text', text: delta }];
      return take(held + delta, false);
    },
    end() {
      const rest = take(held, true);
      length = 0;
      prose = createProse();
      afterCitation = false;
      return rest;
    },
  };
}
