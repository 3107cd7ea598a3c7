import { extname } from 'node:path';
import { UNREAD } from './before2007.ts';
import { EXTRACTED } from './extracted.ts';
import type { DocumentKind } from './kind.ts';
import { mail, mailbox } from './mail.ts';
import { notebook } from './notebook.ts';
import { office } from './office.ts';
import { pdf } from './pdf.ts';
import { pptx } from './presentation.ts';
import { rtf } from './rtf.ts';
import { table } from './table.ts';
import { withoutSoftHyphens } from './softHyphens.ts';
import { prose, text, uploadedText } from './text.ts';
import { webPage } from './webPage.ts';
import { docx } from './word.ts';
import { xlsx } from './workbook.ts';

const EXTRACTORS: Readonly<Record<keyof typeof EXTRACTED, DocumentKind>> = {
  word: docx,
  presentation: pptx,
  workbook: xlsx,
  pdf,
  // What needs a library that is seldom needed is loaded then.
  text: office('.odt', async (zip) => (await import('./openDocument.ts')).odt(zip)),
  slides: office('.odp', async (zip) => (await import('./openDocument.ts')).odp(zip)),
  sheets: office('.ods', async (zip) => (await import('./openDocument.ts')).ods(zip)),
  epub: office('.epub', async (zip) => (await import('./epub.ts')).epub(zip)),
  rtf,
  mail,
  mailbox,
};
const PAGES = ['.html', '.htm', '.xhtml'];
const DOCUMENTS: ReadonlyMap<string, DocumentKind> = new Map([
  ...each(EXTRACTED, EXTRACTORS),
  ...UNREAD,
  ...PAGES.map((extension) => [extension, withoutSoftHyphens(webPage)] as const),
  ['.ipynb', notebook] as const,
]);
const TABLES = ['.csv', '.tsv'];
const PROSE = ['.adoc', '.markdown', '.md', '.mdx', '.org', '.rst', '.tex', '.txt'];
const TEMPLATES = ['.ejs', '.erb', '.hbs', '.j2', '.jinja', '.jinja2', '.liquid', '.mustache', '.njk', '.template', '.tmpl', '.tpl'];
const TEXTS: ReadonlyMap<string, DocumentKind> = new Map([
  ...TABLES.map((extension) => [extension, table] as const),
  ...[...PROSE, ...TEMPLATES].map((extension) => [extension, prose] as const),
]);

/** The kind of a folder's file. */
export function kindOf(extension: string): DocumentKind {
  return DOCUMENTS.get(extension.toLowerCase()) ?? TEXTS.get(extension.toLowerCase()) ?? text;
}

/** Whether a file is shown as it is written, and indexed as it is read. */
export function isWebPage(name: string): boolean {
  return PAGES.includes(extname(name).toLowerCase());
}

/** The kind of a file that was put into a store by itself. */
export function uploadedKindOf(extension: string): DocumentKind {
  return DOCUMENTS.get(extension.toLowerCase()) ?? uploadedText;
}

function each(extensions: typeof EXTRACTED, kinds: typeof EXTRACTORS): readonly (readonly [string, DocumentKind])[] {
  return (Object.keys(extensions) as (keyof typeof EXTRACTED)[]).flatMap((name) => extensions[name].map((extension) => [extension, withoutSoftHyphens(kinds[name])] as const));
}
