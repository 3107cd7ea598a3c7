import type { Token } from 'markdown-it';
import type { Annotation } from '../../core/types/item.ts';
import { spokenPlace } from '../shared/place.ts';
import { blockTokens, type Definitions, type Env, type References } from './markdown.ts';
import { nodesOf, shared, type Container, type Node, type Note } from './node.ts';
import { numbersOf, orderedNotes } from './notes.ts';
import type { Notes } from './noteSyntax.ts';
import { growingParts, isLoose, joined, lastBegun, loosened, onlyLast, partsOf, withoutLast, type Part } from './parts.ts';
import { withPlaceholders } from './placeholders.ts';

/** A text as it is shown; blocks that have not changed are the same objects as before. */
export interface Document {
  readonly blocks: readonly Node[];
  readonly notes: readonly Note[];
  readonly env: Env;
}

/** Reads a text that grows: what no later text can change is read once, and only what comes after it is read again. */
export interface Reader {
  read(text: string, annotations: readonly Annotation[]): Document;
}

/** What has been read for good. */
interface Read {
  /** Where what is still open begins in the text. */
  readonly from: number;
  /** What the open part needs above it to be read alone: a table's head, or how its list or quote might begin. */
  readonly head: string;
  readonly closed: readonly Node[];
  /** The parts of the open block that are whole. */
  readonly kept: Container | null;
  /** Whether the open block is a list with gaps; its kept items may have no paragraph in which that shows. */
  readonly loose: boolean;
  readonly references: References;
  readonly notes: Notes;
}

const NO_NOTES: readonly Note[] = [];
const NOTHING: Read = { from: 0, head: '', closed: [], kept: null, loose: false, references: {}, notes: new Map() };

/** @param id what the ids of the document's elements begin with */
export function createReader(id = ''): Reader {
  let text = '';
  let annotations: readonly Annotation[] = [];
  let done = NOTHING;
  let open: readonly Node[] = [];
  let env: Env = { id, references: {}, notes: new Map(), annotations };

  function read(): Document {
    const source = done.head + withPlaceholders(text, annotations, done.from).replace(/\r\n?/g, '\n');
    const lines = source.split('\n');
    const references = { ...done.references };
    const definitions: Definitions = { references, notes: new Map(done.notes) };
    const tokens = blockTokens(source, definitions);
    const settled = Math.min(lines.length - 1, definitions.unsettled ?? Infinity);
    const read = nodesOf(tokens);
    const loose = done.loose || isLoose(read[0]);
    open = read.map((node, index) => shared(open[index], index === 0 && done.kept ? withoutBeginning(node) : node));
    const nodes = [...continued(open[0], loose), ...open.slice(1)];
    const blocks = [...done.closed, ...nodes];
    leaveBehind(tokens, lines, settled, nodes, loose);
    const notes = definitions.notes.size > 0 ? orderedNotes(blocks) : NO_NOTES;
    const numbers = numbersOf(notes);
    if (JSON.stringify([references, [...numbers]]) !== JSON.stringify([env.references, [...env.notes]])) env = { id, references, notes: numbers, annotations };
    else env.annotations = annotations;
    return { blocks, notes, env };
  }

  /**
   * Puts aside the blocks, and the parts of the open block, that no later text can change.
   * @param settledLines how many lines are what they are, whatever comes
   */
  function leaveBehind(tokens: readonly Token[], lines: readonly string[], settledLines: number, nodes: readonly Node[], firstIsLoose: boolean): void {
    const isBlank = (line: number) => /^[\s>]*$/.test(lines[line] ?? '');
    const begun = (parts: readonly Part[]) => Math.max(0, lastBegun(tokens, parts, settledLines, isBlank));
    const blocks = partsOf(tokens, 0);
    const last = begun(blocks);
    const block = blocks[last];
    const node = nodes[last];
    if (!block || !node) return;
    const parts = growingParts(tokens, block).slice(last === 0 && done.kept && done.kept.tag !== 'table' ? 1 : 0);
    const lastPart = begun(parts);
    const part = parts[lastPart];
    const closed = last > 0 ? [...done.closed, ...nodes.slice(0, last)] : done.closed;
    open = open.slice(last);
    // An item in a line that is not whole may be the reason for which the list has gaps, and then turn out to be none.
    const settled = (parts.at(-1)?.line ?? 0) < settledLines;
    if (lastPart > 0 && part && settled && node.type === 'container' && open[0]?.type === 'container') {
      const more = parts.length - lastPart;
      const head = headOf(tokens[block.from], lines.slice(block.line));
      open = [onlyLast(open[0], more), ...open.slice(1)];
      done = { ...upTo(part.line, lines), head, closed, kept: withoutLast(node, more), loose: last === 0 ? firstIsLoose : isLoose(node) };
    } else if (last > 0) {
      done = { ...upTo(block.line, lines), head: '', closed, kept: null, loose: false };
    }
  }

  /** Where this line of what was read just now begins in the text, and what is defined above it. */
  function upTo(line: number, lines: readonly string[]): Pick<Read, 'from' | 'references' | 'notes'> {
    const headLines = done.head.split('\n').length - 1;
    const references = { ...done.references };
    const above = lines.slice(headLines, line).join('\n');
    const notes = new Map(done.notes);
    if (above.includes(']:')) blockTokens(above, { references, notes });
    const ends = /\r\n?|\n/g;
    ends.lastIndex = done.from;
    for (let passed = headLines; passed < line; passed++) ends.exec(text);
    return { from: ends.lastIndex, references, notes };
  }

  /** The block that was open, with its kept parts, as it goes on. */
  function continued(node: Node | undefined, loose: boolean): readonly Node[] {
    if (!node || !done.kept || node.type !== 'container') return node ? [node] : [];
    return [loose ? joined(loosened(done.kept), loosened(node)) : joined(done.kept, node)];
  }

  return {
    read(nextText, nextAnnotations) {
      const goesOn = nextText.startsWith(text) && sameBeginning(annotations, nextAnnotations, done.from);
      if (!goesOn) {
        done = NOTHING;
        open = [];
        env = { id, references: {}, notes: new Map(), annotations: nextAnnotations };
      }
      text = nextText;
      annotations = nextAnnotations;
      return read();
    },
  };
}

/**
 * What makes the next part of a block part of one again: alone, `- | a |` above `|---|` would be a table. A list's marker
 * stands so far from its text that no item's indentation makes it one of a list within.
 */
function headOf(block: Token | undefined, lines: readonly string[]): string {
  switch (block?.type) {
    case 'table_open':
      return `${lines.slice(0, 2).join('\n')}\n`;
    case 'blockquote_open':
      return '> x\n>\n';
    case 'ordered_list_open':
      return `1${block.markup}   x\n`;
    default:
      return `${block?.markup ?? ''}    x\n`;
  }
}

/** The block without what its head put there; a table's head has been kept with its rows. */
function withoutBeginning(node: Node): Node {
  return node.type === 'container' && node.tag !== 'table' ? { ...node, children: node.children.slice(1) } : node;
}

/** Whether the citations known before are the same still, and new ones stand where all is open. */
function sameBeginning(before: readonly Annotation[], now: readonly Annotation[], from: number): boolean {
  if (before === now) return true;
  if (now.length < before.length) return false;
  return now.every((annotation, index) => {
    const known = before[index];
    return known ? known === annotation || isSame(known, annotation) : annotation.start >= from;
  });
}

const isSame = (a: Annotation, b: Annotation) =>
  a.start === b.start && a.end === b.end && a.citation.number === b.citation.number && spokenPlace(a.citation) === spokenPlace(b.citation);
