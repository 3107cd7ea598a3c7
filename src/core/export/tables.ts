import { t } from '@vscode/l10n';
import type { Cell, Table } from '../types/output.ts';
import { figure } from '../text/figure.ts';

/** So many rows are exported: the rest is in the data. */
const MAX_ROWS = 100;
/** A column in plain text is no wider, in characters. */
const MAX_WIDTH = 60;

const cellText = (cell: Cell | undefined): string => (cell === null || cell === undefined ? '' : String(cell));

/** Text as HTML shows it, in an element or an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** How much of a table is shown; '' where it is all of it. */
function rest({ rows, totalRows }: Table): string {
  const shown = Math.min(rows.length, MAX_ROWS);
  return shown < totalRows ? t('{0} of {1} rows', figure(shown), figure(totalRows)) : '';
}

/** A table as HTML: its first `MAX_ROWS` rows, and how many there are where there are more. Columns of numbers are aligned to the right. */
export function tableHtml(table: Table): string {
  const { title, columns, rows } = table;
  const numeric = columns.map((_, column) => rows.every((row) => row[column] === null || typeof row[column] === 'number'));
  const cells = (tag: 'th' | 'td', values: readonly (Cell | undefined)[]) =>
    values.map((value, column) => `<${tag}${numeric[column] ? ' align="right"' : ''}>${escapeHtml(cellText(value))}</${tag}>`).join('');
  const body = rows.slice(0, MAX_ROWS).map((row) => `<tr>${cells('td', columns.map((_, column) => row[column]))}</tr>`).join('\n');
  const caption = title ? `<caption>${escapeHtml(title)}</caption>\n` : '';
  const note = rest(table) && `\n<p>${rest(table)}</p>`;
  return `<table border="1">\n${caption}<thead><tr>${cells('th', columns)}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>${note}`;
}

/** The same as a table of Markdown, in which no cell is markup. */
export function tableMarkdown(table: Table): string {
  const { title, columns, rows } = table;
  const line = (cells: readonly (Cell | undefined)[]) => `| ${cells.map((cell) => escapeMarkdown(cellText(cell))).join(' | ')} |`;
  const numeric = columns.map((_, column) => rows.length > 0 && rows.every((row) => row[column] === null || typeof row[column] === 'number'));
  const lines = [line(columns), `| ${numeric.map((isNumber) => (isNumber ? '---:' : '---')).join(' | ')} |`, ...rows.slice(0, MAX_ROWS).map((row) => line(columns.map((_, column) => row[column])))];
  return [...(title ? [`**${escapeMarkdown(title)}**`] : []), lines.join('\n'), ...(rest(table) ? [`*${rest(table)}*`] : [])].join('\n\n');
}

/** The same as columns of plain text, each at most `MAX_WIDTH` characters wide. */
export function tableText(table: Table): string {
  const { title, columns, rows } = table;
  const lines = [columns.map(String), ...rows.slice(0, MAX_ROWS).map((row) => columns.map((_, column) => cellText(row[column]).replace(/\s+/g, ' ').slice(0, MAX_WIDTH)))];
  const widths = columns.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const text = lines.map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
  return [...(title ? [title] : []), ...text, ...(rest(table) ? [rest(table)] : [])].join('\n');
}

/** Text in which every character stands for itself, on one line. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|~$&]/g, '\\$&');
}
