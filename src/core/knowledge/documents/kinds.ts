import type { DocumentKind } from './kind.ts';
import { pdf } from './pdf.ts';
import { table } from './table.ts';
import { text } from './text.ts';

/** What is not plain text, by the end of the file's name. */
const KINDS: ReadonlyMap<string, DocumentKind> = new Map([
  ['.pdf', pdf],
  ['.csv', table],
  ['.tsv', table],
]);

export function kindOf(extension: string): DocumentKind {
  return KINDS.get(extension.toLowerCase()) ?? text;
}
