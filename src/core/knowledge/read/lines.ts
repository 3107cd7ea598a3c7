/** The lines of a text, as editors count them; the line end at the end of the text begins no further line. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n?|\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
