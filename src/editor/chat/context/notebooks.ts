import { parsedJson } from '../../../core/text/json.ts';

interface Cell {
  readonly cell_type?: unknown;
  readonly source?: unknown;
}

/** The cells of a Jupyter notebook as one reads them, in their order, each with its number; what is no notebook stays as it is. */
export function notebookText(json: string): string {
  const cells = (parsedJson(json) as { readonly cells?: unknown } | null | undefined)?.cells;
  if (!Array.isArray(cells)) return json;
  return (cells as readonly Cell[]).map((cell, index) => `# cell ${index + 1}, ${String(cell.cell_type)}\n${sourceOf(cell)}`).join('\n\n');
}

/** Notebooks keep a text as it is, or as a list of its lines. */
function sourceOf({ source }: Cell): string {
  return Array.isArray(source) ? source.join('') : String(source ?? '');
}
