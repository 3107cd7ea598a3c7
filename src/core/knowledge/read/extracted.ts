import { extname } from 'node:path';

/** Documents that are not text themselves, by the end of the file's name. Apart from their readers, which are large. */
export const EXTRACTED = {
  word: ['.docx', '.docm', '.dotx', '.dotm'],
  presentation: ['.pptx', '.pptm', '.ppsx', '.ppsm', '.potx', '.potm'],
  workbook: ['.xlsx', '.xlsm', '.xltx', '.xltm'],
  pdf: ['.pdf'],
  text: ['.odt', '.ott'],
  slides: ['.odp', '.otp'],
  sheets: ['.ods', '.ots'],
  epub: ['.epub'],
  rtf: ['.rtf'],
  mail: ['.eml', '.mht', '.mhtml'],
  mailbox: ['.mbox'],
} as const;

const ALL: ReadonlySet<string> = new Set(Object.values(EXTRACTED).flat());

/** Whether a file's text is taken out of something that editors can't show as text. */
export function isExtracted(name: string): boolean {
  return ALL.has(extname(name).toLowerCase());
}

/** Whether a file is shown cell by cell. */
export function isNotebook(name: string): boolean {
  return extname(name).toLowerCase() === '.ipynb';
}
