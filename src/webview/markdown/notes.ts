import type { Node, Note } from './node.ts';
import { referredNotes, type Notes } from './noteSyntax.ts';

/** The footnotes among nodes, and the labels that their texts refer to, in their order. */
interface Found {
  readonly notes: readonly Note[];
  readonly referred: readonly string[];
}
const NOTHING: Found = { notes: [], referred: [] };

/** Each node once: it stays the same object. */
const known = new WeakMap<Node, Found>();

function foundIn(node: Node): Found {
  const before = known.get(node);
  if (before) return before;
  const found = search(node);
  known.set(node, found);
  return found;
}

function search(node: Node): Found {
  switch (node.type) {
    case 'text': {
      const referred = referredNotes(node.source);
      return referred.length > 0 ? { notes: [], referred } : NOTHING;
    }
    case 'note':
      return { notes: [node, ...allIn(node.children).notes], referred: [] };
    case 'container':
      return allIn(node.children);
    default:
      return NOTHING;
  }
}

function allIn(nodes: readonly Node[]): Found {
  const found = nodes.map(foundIn).filter((each) => each !== NOTHING);
  return found.length > 0 ? { notes: found.flatMap(({ notes }) => notes), referred: found.flatMap(({ referred }) => referred) } : NOTHING;
}

/** The footnotes of a document, those of one label as one, in the order in which the text refers to them; those it never refers to come last. */
export function orderedNotes(blocks: readonly Node[]): readonly Note[] {
  const { notes, referred } = allIn(blocks);
  const byLabel = new Map<string, Note>();
  for (const note of notes) byLabel.set(note.label, together(byLabel.get(note.label), note));
  const labels = new Set(referred);
  // A note may refer to others; a set grows while it is gone through.
  for (const label of labels) for (const next of allIn(byLabel.get(label)?.children ?? []).referred) labels.add(next);
  for (const { label } of notes) labels.add(label);
  return [...labels].flatMap((label) => byLabel.get(label) ?? []);
}

/** Each pair once, so that it stays the same object. */
const pairs = new WeakMap<Note, { readonly first: Note; readonly both: Note }>();

/** A label that is defined twice has both texts. */
function together(first: Note | undefined, second: Note): Note {
  if (!first) return second;
  const known = pairs.get(second);
  if (known?.first === first) return known.both;
  const both: Note = { ...first, children: [...first.children, ...second.children] };
  pairs.set(second, { first, both });
  return both;
}

export const numbersOf = (ordered: readonly Note[]): Notes => new Map(ordered.map(({ label }, index) => [label, index + 1]));
