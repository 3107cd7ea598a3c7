/** A piece of an element's content: plain text, or HTML that stands for itself. */
export type Piece = { readonly text: string } | { readonly html: string };

/** A piece as it stands in the page. */
export interface Shown {
  readonly piece: Piece;
  readonly nodes: readonly ChildNode[];
}

/**
 * In characters. A browser breaks a text into lines anew from where it has changed, and a text is changed as a whole: beyond this
 * length, what comes goes into one of its own. Many short ones would cost more than they save.
 */
const LONG = 10_000;

/**
 * Makes an element's content what the pieces say. What has not changed stays as it is, with what is selected in it, and a
 * text that has become longer gets only what is new.
 * @param shown what this function returned for the element last
 * @param nodesOf the safe nodes of pieces of HTML, for each piece
 */
export function grow(host: Element, shown: readonly Shown[], pieces: readonly Piece[], nodesOf: (html: readonly string[]) => readonly (readonly ChildNode[])[]): readonly Shown[] {
  let same = 0;
  while (same < pieces.length && isSame(shown[same]?.piece, pieces[same])) same++;
  const kept = shown.slice(0, same);
  const longer = lengthened(shown[same], pieces[same]);
  if (longer) kept.push(longer);
  for (const { nodes } of shown.slice(kept.length)) for (const node of nodes) node.remove();
  const added = pieces.slice(kept.length);
  const made = nodesOf(added.flatMap((piece) => ('html' in piece ? [piece.html] : []))).values();
  for (const piece of added) {
    const nodes = 'text' in piece ? [document.createTextNode(piece.text)] : (made.next().value ?? []);
    host.append(...nodes);
    kept.push({ piece, nodes });
  }
  return kept;
}

function isSame(a: Piece | undefined, b: Piece | undefined): boolean {
  if (!a || !b) return false;
  return 'text' in a ? 'text' in b && a.text === b.text : 'html' in b && a.html === b.html;
}

function lengthened(shown: Shown | undefined, piece: Piece | undefined): Shown | null {
  if (!shown || !piece || !('text' in shown.piece) || !('text' in piece) || !piece.text.startsWith(shown.piece.text)) return null;
  const last = shown.nodes.at(-1);
  if (!(last instanceof Text)) return null;
  const added = piece.text.slice(shown.piece.text.length);
  // What is one letter to the reader stays in one text.
  const isBetweenWords = /^\s/.test(added) || /\s/.test(shown.piece.text.charAt(shown.piece.text.length - 1));
  if (last.length < LONG || !isBetweenWords) {
    last.appendData(added);
    return { piece, nodes: shown.nodes };
  }
  const next = document.createTextNode(added);
  last.after(next);
  return { piece, nodes: [...shown.nodes, next] };
}
