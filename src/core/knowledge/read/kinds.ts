import type { Extracted } from './extracted.ts';
import type { DocumentKind } from './kind.ts';
import { docx, pptx } from './office.ts';
import { pdf } from './pdf.ts';
import { table } from './table.ts';
import { text, uploadedText } from './text.ts';

const DOCUMENTS: Readonly<Record<Extracted, DocumentKind>> = { '.docx': docx, '.pdf': pdf, '.pptx': pptx };
const BY_EXTENSION: ReadonlyMap<string, DocumentKind> = new Map(Object.entries(DOCUMENTS));
const TABLES: ReadonlySet<string> = new Set(['.csv', '.tsv']);

/** The kind of a folder's file. */
export function kindOf(extension: string): DocumentKind {
  return BY_EXTENSION.get(extension.toLowerCase()) ?? (TABLES.has(extension.toLowerCase()) ? table : text);
}

/** The kind of a file that was put into a store by itself. */
export function uploadedKindOf(extension: string): DocumentKind {
  return BY_EXTENSION.get(extension.toLowerCase()) ?? uploadedText;
}
