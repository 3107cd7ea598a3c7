import type { OpenAI } from 'openai';
import type { Annotation } from '../../core/types/item.ts';

export type WireAnnotation = OpenAI.Beta.Threads.Annotation;

type Target = Pick<OpenAI.Beta.Threads.FileCitationAnnotation, 'type' | 'file_citation'> | Pick<OpenAI.Beta.Threads.FilePathAnnotation, 'type' | 'file_path'>;

/** A piece of a message's text, and what annotates it; indices count from the text's beginning. */
export interface TextPiece {
  readonly value: string;
  readonly annotations: readonly WireAnnotation[];
}

/** Where code keeps its files; models link to them with this in front. */
export const SANDBOX = 'sandbox:/mnt/data/';
/** How a run marks a citation, always as a text by itself; its annotation comes next. */
const MARKER = /^【\d{1,4}】$/;

/**
 * Turns the text of a message into the API's, piece by piece: citations get its form, and links to files that code made are
 * annotated. What may become either is held back until it is whole.
 */
export interface TextWriter {
  push(delta: string): readonly TextPiece[];
  /** What the newest text cites. */
  cite(annotation: Annotation): readonly TextPiece[];
  /** What was held back. */
  end(): readonly TextPiece[];
}

/**
 * @param turn the first number in the markers
 * @param files ids of the files that may be linked to, by name
 */
export function textWriter(turn: number, files: ReadonlyMap<string, string>): TextWriter {
  const links = linksOf(files);
  let length = 0;
  let held = '';

  function plain(value: string): readonly TextPiece[] {
    length += value.length;
    return value === '' ? [] : [{ value, annotations: [] }];
  }

  function annotated(value: string, what: Target): TextPiece {
    const start_index = length;
    length += value.length;
    return { value, annotations: [{ ...what, text: value, start_index, end_index: length }] };
  }

  /** @param whole whether nothing follows that could make a link of its end */
  function scan(text: string, whole: boolean): readonly TextPiece[] {
    const pieces: TextPiece[] = [];
    let from = 0;
    for (let at = text.indexOf('s'); at >= 0; at = text.indexOf('s', at + 1)) {
      if (at < from) continue;
      const rest = text.slice(at, at + (links[0]?.text.length ?? 0));
      if (!whole && links.some((link) => link.text.length > rest.length && link.text.startsWith(rest))) {
        held = text.slice(at);
        return [...pieces, ...plain(text.slice(from, at))];
      }
      const link = links.find((each) => rest.startsWith(each.text));
      if (!link) continue;
      pieces.push(...plain(text.slice(from, at)));
      pieces.push(annotated(link.text, { type: 'file_path', file_path: { file_id: link.fileId } }));
      from = at + link.text.length;
    }
    return [...pieces, ...plain(text.slice(from))];
  }

  function end(): readonly TextPiece[] {
    const rest = held;
    held = '';
    return scan(rest, true);
  }

  return {
    end,
    push(delta) {
      const isMarker = MARKER.test(delta);
      if (isMarker || MARKER.test(held)) {
        const before = end();
        if (isMarker) held = delta;
        return isMarker ? before : [...before, ...scan(delta, false)];
      }
      const text = held + delta;
      held = '';
      return scan(text, false);
    },
    cite({ citation: { number, file } }) {
      held = '';
      const label = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/[【】†]/g, '');
      return [annotated(`【${turn}:${number - 1}†${label}】`, { type: 'file_citation', file_citation: { file_id: file.id } })];
    },
  };
}

/** Longest first, so that `data.csv` is not taken for the beginning of `data.csv.gz`. */
function linksOf(files: ReadonlyMap<string, string>) {
  const forms = [...files].flatMap(([name, fileId]) => [...new Set([name, encodeURI(name)])].map((form) => ({ text: SANDBOX + form, fileId })));
  return forms.toSorted((a, b) => b.text.length - a.text.length);
}

/** The same for a text that is whole. */
export function wholeText(text: string, annotations: readonly Annotation[], writer: TextWriter): TextPiece {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const annotation of annotations) {
    pieces.push(...writer.push(text.slice(from, annotation.start)), ...writer.push(text.slice(annotation.start, annotation.end)));
    pieces.push(...writer.cite(annotation));
    from = annotation.end;
  }
  pieces.push(...writer.push(text.slice(from)), ...writer.end());
  return { value: pieces.map(({ value }) => value).join(''), annotations: pieces.flatMap((piece) => piece.annotations) };
}
