/** How often `part` is in `text`. */
export function countOf(text: string, part: string): number {
  return text.split(part).length - 1;
}
