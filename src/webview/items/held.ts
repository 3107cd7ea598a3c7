/** A selection over more rows keeps only its ends in the page. */
const MAX_SELECTED = 200;

/** The places of the rows in which the focus is, and from where to where the selection goes: they must not leave the page. */
export function held(list: Element | null): readonly number[] {
  if (!list) return [];
  const focused = placeOf(document.activeElement, list);
  const selection = getSelection();
  const ends = selection && !selection.isCollapsed ? [placeOf(selection.anchorNode, list), placeOf(selection.focusNode, list)] : [];
  const selected = ends.filter((place) => place !== null);
  const [from, to] = [Math.min(...selected), Math.max(...selected)];
  const between = selected.length === 2 && to - from <= MAX_SELECTED ? Array.from({ length: to - from + 1 }, (_, index) => from + index) : selected;
  return focused === null ? between : [...between, focused];
}

function placeOf(node: Node | null, list: Element): number | null {
  if (!node || !list.contains(node)) return null;
  const element = node instanceof Element ? node : node.parentElement;
  const place = element?.closest<HTMLElement>('.row')?.dataset['place'];
  return place === undefined ? null : Number(place);
}
