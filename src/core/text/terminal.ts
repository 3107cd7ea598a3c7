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

/** A carriage return goes back to the line's beginning, and what follows is written over it; erasing codes wipe what was there. */
function lastStates(printed: string): string {
  if (!printed.includes('\r')) return printed;
  return printed.replaceAll('\r\n', '\n').split('\n').map(lastState).join('\n');
}

function lastState(line: string): string {
  const states = line.split('\r');
  if (states.length === 1) return line;
  let shown = '';
  for (const state of states) {
    if (state === '') continue;
    // Where codes stand in it, nobody knows how wide it is.
    const isWhole = state.includes('\x1b') || shown.includes('\x1b') || state.length >= shown.length;
    shown = isWhole ? state : state + shown.slice(state.length);
  }
  return shown;
}
