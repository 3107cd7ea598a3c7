/** A text as it is compared with what somebody looks for: as one sees it, without Markdown's marks, in lower case, with single spaces. */
function seen(text: string): string {
  return text
    .replace(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/【\d+】|[*_`~]/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

/** How often something is said in a text in Markdown. */
export function saidIn(text: string, sought: string): number {
  const words = seen(sought).trim();
  return words === '' ? 0 : seen(text).split(words).length - 1;
}
