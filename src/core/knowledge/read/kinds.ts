import type { Extracted } from './extracted.ts';
import type { DocumentKind } from './kind.ts';
import { docx, pptx } from './office.ts';
import { pdf } from './pdf.ts';
import { table } from './table.ts';
import { prose, text, uploadedText } from './text.ts';

const DOCUMENTS: Readonly<Record<Extracted, DocumentKind>> = { '.docx': docx, '.pdf': pdf, '.pptx': pptx };
const BY_EXTENSION: ReadonlyMap<string, DocumentKind> = new Map(Object.entries(DOCUMENTS));
const TABLES = ['.csv', '.tsv'];
const PROSE = ['.adoc', '.ipynb', '.markdown', '.md', '.mdx', '.org', '.rst', '.tex', '.txt'];
const TEMPLATES = ['.ejs', '.erb', '.hbs', '.j2', '.jinja', '.jinja2', '.liquid', '.mustache', '.njk', '.template', '.tmpl', '.tpl'];
const TEXTS: ReadonlyMap<string, DocumentKind> = new Map([
  ...TABLES.map((extension) => [extension, table] as const),
  ...[...PROSE, ...TEMPLATES].map((extension) => [extension, prose] as const),
]);

/** The kind of a folder's file. */
export function kindOf(extension: string): DocumentKind {
  return BY_EXTENSION.get(extension.toLowerCase()) ?? TEXTS.get(extension.toLowerCase()) ?? text;
}

/** The kind of a file that was put into a store by itself. */
export function uploadedKindOf(extension: string): DocumentKind {
  return BY_EXTENSION.get(extension.toLowerCase()) ?? uploadedText;
}
