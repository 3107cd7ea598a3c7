/** Puts what is selected into the clipboard with each formula as it was written, since a drawn one is no text. */
export function copyFormulas(event: ClipboardEvent): void {
  if (!event.clipboardData || !(event.currentTarget instanceof Element)) return;
  const written = asWritten(event.currentTarget);
  if (!written) return;
  event.clipboardData.setData('text/plain', written.text);
  event.clipboardData.setData('text/html', written.html);
  event.preventDefault();
}

/** What is selected within an element, with each formula as it was written; '' where nothing is. */
export function selectedText(element: Element): string {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !element.contains(selection.anchorNode)) return '';
  return asWritten(element)?.text ?? selection.toString();
}

/** Null where there are no formulas in what is selected. @param place to lay it out, for a moment */
function asWritten(place: Element): { readonly text: string; readonly html: string } | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const [first, last] = [formulaOf(range.startContainer), formulaOf(range.endContainer)];
  if (first) range.setStartBefore(first);
  if (last) range.setEndAfter(last);
  const copy = document.createElement('div');
  copy.append(range.cloneContents());
  const formulas = [...copy.querySelectorAll<HTMLElement>('[data-source]')];
  if (formulas.length === 0) return null;
  for (const formula of formulas) {
    formula.style.whiteSpace = 'pre-wrap';
    formula.textContent = formula.dataset['source'] ?? '';
  }
  // What is laid out has its line breaks.
  place.append(copy);
  const text = copy.innerText;
  copy.remove();
  return { text, html: copy.innerHTML };
}

function formulaOf(node: Node): Element | null {
  return (node instanceof Element ? node : node.parentElement)?.closest('[data-source]') ?? null;
}
