import type { LineRange } from '../../../types/citation.ts';

/** The lines of a text in which a piece of it stands; null where it is not there. @param piece as a service has cut it */
export function placeIn(lines: readonly string[], piece: string): LineRange | null {
  const text = lines.join('\n');
  const said = piece.trim();
  const at = text.indexOf(said);
  if (at >= 0) return linesAt(text, at, at + said.length);
  return respaced(text, said);
}

function linesAt(text: string, from: number, to: number): LineRange {
  const start = countLines(text, 0, from) + 1;
  return { start, end: start + countLines(text, from, to) };
}

/** The same with other white space: documents are read otherwise there. */
function respaced(text: string, piece: string): LineRange | null {
  const wanted = piece.replace(/\s+/g, '');
  if (wanted === '') return null;
  const places: number[] = [];
  let dense = '';
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    for (let offset = 0; offset < word.length; offset++) places.push(index + offset);
    dense += word;
  }
  const at = dense.indexOf(wanted);
  if (at < 0) return null;
  return linesAt(text, places[at] ?? 0, (places[at + wanted.length - 1] ?? 0) + 1);
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
