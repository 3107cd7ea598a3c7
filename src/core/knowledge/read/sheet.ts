import type { Section } from './kind.ts';

/** The names and enough rows to recognise a table by, as of other tables; its figures are for Analyze File, and would only drown other words. */
export const MAX_ROWS = 2000;
/** Empty rows that a table has within; more part two tables. */
const MAX_GAP = 5;

/** A sheet's rows as sections: a row a line, beginning where there is something, so that the lines say which rows they are. */
export function sheet(name: string, rows: readonly (readonly string[])[]): readonly Section[] {
  const sections: Section[] = [];
  let lines: string[] = [];
  let begin = 0;
  let empty = 0;
  const close = () => {
    if (lines.length > 0) sections.push({ page: null, part: { kind: 'sheet', name, row: begin + 1 }, lines });
    lines = [];
    empty = 0;
  };
  rows.slice(0, MAX_ROWS).forEach((cells, index) => {
    const line = cells.map((cell) => cell.replace(/\s+/g, ' ').trim()).join(' | ').replace(/(?: \| )+$/, '');
    if (!line.trim()) {
      empty++;
      return;
    }
    if (empty > MAX_GAP) close();
    if (lines.length === 0) begin = index;
    else lines.push(...Array.from({ length: empty }, () => ''));
    lines.push(line);
    empty = 0;
  });
  close();
  return sections;
}
