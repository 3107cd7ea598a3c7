import type { OpenAI } from 'openai';
import type { Annotation } from '../../core/types/item.ts';

export type WireAnnotation = OpenAI.Beta.Threads.Annotation;

/** A piece of a message's text, and what annotates it; indices count from the text's beginning. */
export interface TextPiece<A = WireAnnotation> {
  readonly value: string;
  readonly annotations: readonly A[];
}

/** How an API words what is annotated. `F` is what it has of a file. */
export interface TextStyle<A, F> {
  /** What stands in the text in the place of a citation, and its annotation. @param start of it in the text */
  cite(annotation: Annotation, start: number): TextPiece<A>;
  /** The annotation of a link to a file, which stays in the text. */
  link(text: string, file: F, start: number): A;
}

/** Where code keeps its files; models link to them with this in front. */
export const SANDBOX = 'sandbox:/mnt/data/';
/** How a run marks a citation, always as a text by itself; its annotation comes next. */
const MARKER = /^【\d{1,4}】$/;
export const isMarker = (text: string) => MARKER.test(text);

/**
 * Turns the text of a message into the API's, piece by piece: citations get its form, and links to files that code made are
 * annotated. What may become either is held back until it is whole.
 */
export interface TextWriter<A = WireAnnotation> {
  push(delta: string): readonly TextPiece<A>[];
  /** What the newest text cites. */
  cite(annotation: Annotation): readonly TextPiece<A>[];
  /** What was held back. */
  end(): readonly TextPiece<A>[];
}

/**
 * The text of the Assistants API.
 * @param turn the first number in the markers
 * @param files ids of the files that may be linked to, by name
 */
export function textWriter(turn: number, files: ReadonlyMap<string, string>): TextWriter {
  return styledText<WireAnnotation, string>(
    {
      cite({ citation: { number, file } }, start) {
        const label = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/[【】†]/g, '');
        const value = `【${turn}:${number - 1}†${label}】`;
        const annotation: WireAnnotation = { type: 'file_citation', file_citation: { file_id: file.id }, text: value, start_index: start, end_index: start + value.length };
        return { value, annotations: [annotation] };
      },
      link: (text, fileId, start) => ({ type: 'file_path', file_path: { file_id: fileId }, text, start_index: start, end_index: start + text.length }),
    },
    files,
  );
}

/** @param files those that may be linked to, by name */
export function styledText<A, F>(style: TextStyle<A, F>, files: ReadonlyMap<string, F>): TextWriter<A> {
  const links = linksOf(files);
  let length = 0;
  let held = '';

  function plain(value: string): readonly TextPiece<A>[] {
    length += value.length;
    return value === '' ? [] : [{ value, annotations: [] }];
  }

  /** @param whole whether nothing follows that could make a link of its end */
  function scan(text: string, whole: boolean): readonly TextPiece<A>[] {
    const pieces: TextPiece<A>[] = [];
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
      pieces.push({ value: link.text, annotations: [style.link(link.text, link.file, length)] });
      length += link.text.length;
      from = at + link.text.length;
    }
    return [...pieces, ...plain(text.slice(from))];
  }

  function end(): readonly TextPiece<A>[] {
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
    cite(annotation) {
      held = '';
      const piece = style.cite(annotation, length);
      length += piece.value.length;
      return [piece];
    },
  };
}

/** Longest first, so that `data.csv` is not taken for the beginning of `data.csv.gz`. */
function linksOf<F>(files: ReadonlyMap<string, F>) {
  const forms = [...files].flatMap(([name, file]) => [...new Set([name, encodeURI(name)])].map((form) => ({ text: SANDBOX + form, file })));
  return forms.toSorted((a, b) => b.text.length - a.text.length);
}

/** The same for a text that is whole. */
export function wholeText<A>(text: string, annotations: readonly Annotation[], writer: TextWriter<A>): TextPiece<A> {
  const pieces: TextPiece<A>[] = [];
  let from = 0;
  for (const annotation of annotations) {
    pieces.push(...writer.push(text.slice(from, annotation.start)), ...writer.push(text.slice(annotation.start, annotation.end)));
    pieces.push(...writer.cite(annotation));
    from = annotation.end;
  }
  pieces.push(...writer.push(text.slice(from)), ...writer.end());
  return { value: pieces.map(({ value }) => value).join(''), annotations: pieces.flatMap((piece) => piece.annotations) };
}
