/** Puts what is selected into the clipboard with each formula as it was written, since a drawn one is no text. */
export function copyFormulas(event: ClipboardEvent): void {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !event.clipboardData || !(event.currentTarget instanceof Element)) return;
  const range = selection.getRangeAt(0).cloneRange();
  const [first, last] = [formulaOf(range.startContainer), formulaOf(range.endContainer)];
  if (first) range.setStartBefore(first);
  if (last) range.setEndAfter(last);
  const copy = document.createElement('div');
  copy.append(range.cloneContents());
  const formulas = [...copy.querySelectorAll<HTMLElement>('[data-source]')];
  if (formulas.length === 0) return;
  for (const formula of formulas) {
    formula.style.whiteSpace = 'pre-wrap';
    formula.textContent = formula.dataset['source'] ?? '';
  }
  // What is laid out has its line breaks.
  event.currentTarget.append(copy);
  event.clipboardData.setData('text/plain', copy.innerText);
  event.clipboardData.setData('text/html', copy.innerHTML);
  copy.remove();
  event.preventDefault();
}

function formulaOf(node: Node): Element | null {
  return (node instanceof Element ? node : node.parentElement)?.closest('[data-source]') ?? null;
}
