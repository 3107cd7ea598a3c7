import { parseDocument, type Document } from 'yaml';

export interface ParsedYaml {
  readonly document: Document;
  /** What makes it no YAML; where `isMended`, it was read all the same. */
  readonly error: { readonly message: string; readonly start: number; readonly end: number } | null;
  readonly isMended: boolean;
  /** A place of the document in the text that was given. */
  place(offset: number): number;
}

/** A line with a key and what stands after it, as plain text. */
const PLAIN = /^([A-Za-z][\w-]*:[ \t]+)([^"'[{|>\s#].*)$/;
/** What YAML takes for something else than text: a further key, a comment, an alias, a tag, a directive. */
const MISREAD = /: |:$| #|^[*&!%@`]/;

/**
 * Reads YAML as other programs do that take each line for a key with a text: `globs: *.ts`, `description: Use it when: …`. Only what
 * is no YAML as it stands is read so.
 */
export function parseYaml(text: string): ParsedYaml {
  const document = parseDocument(text);
  const [malformed] = document.errors;
  if (!malformed) return { document, error: null, isMended: false, place: (offset) => offset };
  const [start, end] = malformed.pos;
  const error = { message: malformed.message, start, end };
  const lines = text.split('\n').map((line) => ({ line, mended: mended(line) }));
  const again = parseDocument(lines.map((each) => each.mended).join('\n'));
  if (again.errors.length > 0) return { document, error, isMended: false, place: (offset) => offset };
  return { document: again, error, isMended: true, place: (offset) => placeIn(lines, offset) };
}

function mended(line: string): string {
  const [, key = '', value = ''] = PLAIN.exec(line.replace(/\r$/, '')) ?? [];
  return key && MISREAD.test(value.trim()) ? `${key}${JSON.stringify(value.trim())}` : line;
}

function placeIn(lines: readonly { readonly line: string; readonly mended: string }[], offset: number): number {
  let [before, mendedBefore] = [0, 0];
  for (const { line, mended: now } of lines) {
    if (offset <= mendedBefore + now.length) return before + Math.min(offset - mendedBefore, line.length);
    before += line.length + 1;
    mendedBefore += now.length + 1;
  }
  return before;
}
