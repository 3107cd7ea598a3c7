import { JSON_TEXT } from './limits.ts';

/** So much can't become much, whatever is in it; most lines are shorter, and are not looked through. In characters. */
const SMALL = 100_000;

const [QUOTE, BACKSLASH, COMMA] = [34, 92, 44];
const OPENS = new Set([91, 123]);
const CLOSES = new Set([93, 125]);

/** Whether a text of JSON is neither deeper nor of more parts than anything of use: one of 16 MB could take half a gigabyte when it is read. */
export function isModestJson(text: string): boolean {
  if (text.length <= SMALL) return true;
  let depth = 0;
  let parts = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
    } else if (OPENS.has(code)) {
      parts++;
      if (++depth > JSON_TEXT.depth.max) return false;
    } else if (CLOSES.has(code)) {
      depth--;
    } else if (code === COMMA) {
      parts++;
    }
    if (parts > JSON_TEXT.parts.max) return false;
  }
  return true;
}

/** Where the string that begins at `start` ends. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before--;
  return (at - before) % 2 === 0;
}
