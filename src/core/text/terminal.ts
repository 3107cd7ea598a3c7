/** A stretch of what a program printed, with the colour and weight that its codes ask for. */
export interface Span {
  readonly text: string;
  /** One of the eight that terminals have, by their order; null for the text's own. */
  readonly colour: number | null;
  readonly isBold: boolean;
}

/** Codes of terminals: CSI with its end, OSC (titles, links) with its end, and single ones. */
// eslint-disable-next-line no-control-regex -- These codes are what it looks for.
const CODES = /\x1b(?:\[([0-9;:?]*)[ -/]*([@-~])|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])/g;
const COLOUR = 30;
const BRIGHT = 90;
const COLOURS = 8;

/** What a terminal would show in the end, as text alone: progress bars in their last state, and no codes. */
export function plainText(printed: string): string {
  return spans(printed).map(({ text }) => text).join('');
}

/** What a terminal would show in the end. */
export function spans(printed: string): readonly Span[] {
  const text = lastStates(printed);
  if (!text.includes('\x1b')) return text ? [{ text, colour: null, isBold: false }] : [];
  const found: Span[] = [];
  let style: Omit<Span, 'text'> = { colour: null, isBold: false };
  let end = 0;
  const add = (part: string) => void (part && found.push({ text: part, colour: style.colour, isBold: style.isBold }));
  for (const match of text.matchAll(CODES)) {
    add(text.slice(end, match.index));
    end = match.index + match[0].length;
    if (match[2] === 'm') style = codesOf(match[1] || '0').reduce(styled, style);
  }
  add(text.slice(end));
  return found;
}

/** Without those of a background, and of colours from a larger palette: their figures are no codes of their own. */
function codesOf(text: string): readonly number[] {
  return text.replace(/(?:^|(?<=;))[34]8[;:](?:5[;:]\d+|2(?:[;:]\d*){3,4})/g, '').split(/[;:]/).filter(Boolean).map(Number);
}

function styled(style: Omit<Span, 'text'>, code: number): Omit<Span, 'text'> {
  if (code === 0) return { colour: null, isBold: false };
  if (code === 1) return { colour: style.colour, isBold: true };
  if (code === 22) return { colour: style.colour, isBold: false };
  if (code === 39) return { colour: null, isBold: style.isBold };
  for (const first of [COLOUR, BRIGHT]) {
    if (code >= first && code < first + COLOURS) return { colour: code - first, isBold: style.isBold };
  }
  return style;
}

/** What moves about: ends of lines, returns to a line's beginning, and lines up (A, F) or down (B, E). */
// eslint-disable-next-line no-control-regex -- These codes are what it looks for.
const MOVES = /(\r?\n|\r|\x1b\[\d*[ABEF])/;

/**
 * A carriage return goes back to the line's beginning, and what follows is written over it; erasing codes wipe what was there. Bars below
 * each other go back up by lines.
 */
function lastStates(printed: string): string {
  if (!printed.includes('\r')) return printed;
  const lines = [''];
  let row = 0;
  let isAtBegin = true;
  for (const [place, part] of printed.split(MOVES).entries()) {
    if (place % 2 === 0) {
      if (part === '') continue;
      lines[row] = isAtBegin ? over(lines[row] ?? '', part) : `${lines[row] ?? ''}${part}`;
      isAtBegin = false;
      continue;
    }
    const move = part.at(-1) ?? '';
    if (move !== 'A' && move !== 'B') isAtBegin = true;
    if (move === '\r') continue;
    const rows = Number(/\d+/.exec(part)?.[0] ?? 1);
    row = Math.max(0, row + (move === 'A' || move === 'F' ? -rows : rows));
    while (lines.length <= row) lines.push('');
  }
  return lines.join('\n');
}

/** A line over which something is written, and what was wiped by blanks is nothing. */
function over(line: string, state: string): string {
  // Where codes stand in it, nobody knows how wide it is.
  const isWhole = state.includes('\x1b') || line.includes('\x1b') || state.length >= line.length;
  const shown = isWhole ? state : state + line.slice(state.length);
  return line !== '' && shown.trim() === '' ? '' : shown;
}
