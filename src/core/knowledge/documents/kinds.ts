import { extname } from 'node:path';
import type { DocumentKind } from './kind.ts';
import { docx, pptx } from './office.ts';
import { pdf } from './pdf.ts';
import { table } from './table.ts';
import { text, uploadedText } from './text.ts';

/** What is not plain text, by the end of the file's name. */
const DOCUMENTS: ReadonlyMap<string, DocumentKind> = new Map([
  ['.docx', docx],
  ['.pdf', pdf],
  ['.pptx', pptx],
]);
const TABLES: ReadonlySet<string> = new Set(['.csv', '.tsv']);

/** Whether a file's text is taken out of something that is not text itself: editors can't show it as it is. */
export function isExtracted(name: string): boolean {
  return DOCUMENTS.has(extname(name).toLowerCase());
}

/** The kind of a folder's file. */
export function kindOf(extension: string): DocumentKind {
  return DOCUMENTS.get(extension.toLowerCase()) ?? (TABLES.has(extension.toLowerCase()) ? table : text);
}

/** The kind of a file that was put into a store by itself. */
export function uploadedKindOf(extension: string): DocumentKind {
  return DOCUMENTS.get(extension.toLowerCase()) ?? uploadedText;
}
