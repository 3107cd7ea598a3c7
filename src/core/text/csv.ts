/** One line of CSV (RFC 4180), without its end. */
export function csvLine(cells: readonly (string | number | boolean | null)[]): string {
  return cells.map(quoted).join(',');
}

function quoted(cell: string | number | boolean | null): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
