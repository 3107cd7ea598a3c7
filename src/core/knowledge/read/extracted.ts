import { extname } from 'node:path';

/** Documents that are not text themselves, by the end of the file's name. Apart from their readers, which are large. */
export type Extracted = '.docx' | '.pdf' | '.pptx';

const ALL: ReadonlySet<string> = new Set<Extracted>(['.docx', '.pdf', '.pptx']);

/** Whether a file's text is taken out of something that editors can't show as text. */
export function isExtracted(name: string): boolean {
  return ALL.has(extname(name).toLowerCase());
}
