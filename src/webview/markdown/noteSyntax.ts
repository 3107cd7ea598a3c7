import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';

/** What footnotes are known by their labels; the numbers that they have in a document, where these are known. */
export type Notes = Map<string, number>;

interface NoteEnv {
  readonly notes?: Notes;
}

const DEFINITION = /^\[\^([^\s\]]+)\]:/;
const REFERENCE = /\[\^([^\s\]]+)\]/y;

/**
 * Footnotes: `[^label]` where `[^label]: a note` stands somewhere, with blocks of the note indented by four. Their numbers are given by
 * whoever has the whole document; of a label without a note nothing is made.
 */
export function noteSyntax(md: MarkdownIt): void {
  md.block.ruler.before('reference', 'note', definitionRule, { alt: ['paragraph', 'reference'] });
  md.inline.ruler.before('link', 'note', referenceRule);
}

function definitionRule(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  const [marker = '', label = ''] = DEFINITION.exec(state.src.slice(start, state.eMarks[startLine])) ?? [];
  if (!marker || state.level >= (state.md.options.maxNesting ?? 0)) return false;
  if (silent) return true;
  const { notes } = state.env as NoteEnv;
  if (notes && !notes.has(label)) notes.set(label, 0);

  const token = state.push('note_open', 'div', 1);
  const map: [number, number] = [startLine, startLine];
  token.map = map;
  token.meta = { label };
  // The marker is as if it were part of the indentation: what stands behind it begins the note.
  const before = { bMark: state.bMarks[startLine] ?? 0, tShift: state.tShift[startLine] ?? 0, sCount: state.sCount[startLine] ?? 0 };
  const { blkIndent, parentType } = state;
  const text = state.skipSpaces(start + marker.length);
  state.blkIndent = blkIndent + 4;
  state.parentType = 'note';
  state.bMarks[startLine] = start + marker.length;
  state.tShift[startLine] = text - start - marker.length;
  state.sCount[startLine] = state.blkIndent;
  state.md.block.tokenize(state, startLine, endLine);
  state.blkIndent = blkIndent;
  state.parentType = parentType;
  state.bMarks[startLine] = before.bMark;
  state.tShift[startLine] = before.tShift;
  state.sCount[startLine] = before.sCount;
  // Where nothing stands behind the marker, nothing was read.
  state.line = Math.max(state.line, startLine + 1);
  map[1] = state.line;
  state.push('note_close', 'div', -1);
  return true;
}

function referenceRule(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x5b) return false;
  REFERENCE.lastIndex = state.pos;
  const [written = '', label = ''] = REFERENCE.exec(state.src) ?? [];
  const { notes } = state.env as NoteEnv;
  if (!written || state.pos + written.length > state.posMax || !notes?.has(label)) return false;
  if (!silent) state.push('note', 'sup', 0).meta = { label };
  state.pos += written.length;
  return true;
}

/** The labels of the footnotes that a text may refer to, in their order. */
export function referredNotes(source: string): readonly string[] {
  if (!source.includes('[^')) return [];
  return [...source.replace(/(`+)[^`]+\1/g, '').matchAll(/\[\^([^\s\]]+)\]/g)].map(([, label = '']) => label);
}
