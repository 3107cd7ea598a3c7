/**
 * What is seen of Markdown, in short: elements by their names, formulas as ⟦TeX⟧, links to files as «text → place», others as
 * ‹text → address›, code blocks as {language: code}. Runs in the page.
 */
export function shapeOf(root: Element): string {
  const within = (node: Node) => [...node.childNodes].map(shape).join('');
  const shape = (node: Node): string => {
    if (!(node instanceof Element)) return node.textContent ?? '';
    if (node.matches('.math')) return `${node.matches('.wrong') ? '✗' : ''}⟦${node.matches('.display') ? '!' : ''}${(node as HTMLElement).dataset['tex']?.trim()}⟧`;
    if (node.matches('a.mention')) return `«${node.textContent} → ${node.getAttribute('title')}»`;
    if (node.matches('sup:has(> a[data-note])')) return `^${node.textContent}`;
    if (node.matches('a')) return `‹${node.textContent} → ${node.getAttribute('href')}›`;
    if (node.matches('figure')) return `{${node.querySelector('figcaption span')?.textContent ?? ''}: ${node.querySelector('pre')?.textContent}}${node.querySelector('p')?.textContent ?? ''}`;
    if (node instanceof HTMLInputElement) return node.checked ? '☑' : '☐';
    if (node.matches('button, .scroll')) return node.matches('button') ? '' : within(node);
    const tag = node.tagName.toLowerCase();
    if (tag === 'br') return '⏎';
    if (tag === 'span') return within(node);
    const kind = [...node.classList].filter((name) => name.startsWith('alert') || name === 'number' || name === 'centered' || name === 'notes').join('.');
    return `<${tag}${kind && `.${kind}`}${node.hasAttribute('start') ? ` ${node.getAttribute('start')}` : ''}>${within(node)}</>`;
  };
  return within(root);
}
