import { t } from '@vscode/l10n';
import { isOld, isZip } from './office.ts';
import { Unsupported, type DocumentKind } from './kind.ts';
import { text } from './text.ts';

/** How Office saves the same today. */
const NEWER: Readonly<Record<string, string>> = { '.doc': '.docx', '.dot': '.docx', '.xls': '.xlsx', '.xlt': '.xlsx', '.ppt': '.pptx', '.pps': '.pptx', '.pot': '.pptx' };
/** What else is known by its name alone, and what can be done. */
const OTHERS: Readonly<Record<string, string>> = {
  '.msg': t('is a message of Outlook: save it as .eml'),
  '.xlsb': t('is a binary workbook: save it as .xlsx'),
  '.pages': t('is a document of Pages: export it as .docx'),
  '.numbers': t('is a table of Numbers: export it as .xlsx'),
  '.key': t('is a presentation of Keynote: export it as .pptx'),
  '.mobi': t('is a book for Kindle: convert it to .epub'),
  '.vsdx': t('is a drawing of Visio: export it as .pdf'),
  '.vsd': t('is a drawing of Visio: export it as .pdf'),
  '.one': t('is a notebook of OneNote: export it as .docx'),
  '.hwp': t('is a document of Hangul: save it as .docx'),
  '.azw3': t('is a book for Kindle: convert it to .epub'),
};

const ARCHIVES = ['.zip', '.7z', '.rar', '.tar', '.gz', '.tgz', '.bz2', '.xz', '.zst'];

/** Formats from which no text is got, by the end of the file's name; some files that are called so are text all the same. */
export const UNREAD: ReadonlyMap<string, DocumentKind> = new Map([
  ...Object.entries(NEWER).map(([extension, newer]) => [extension, old(newer)] as const),
  ...Object.entries(OTHERS).map(([extension, reason]) => [extension, named(reason, (head) => head.includes(0))] as const),
  ...ARCHIVES.map((extension) => [extension, named(t('is an archive: unpack it so that its files are read'), (head) => head.includes(0) || isZip(head))] as const),
]);

/** What is called so may be in any format that Office opens. */
function old(newer: string): DocumentKind {
  const kind = named(t('is in the format of before 2007: save it as {0}', newer), isOld);
  return {
    ...kind,
    check(head) {
      const beginning = head.toString('latin1', 0, 5);
      if (beginning === '{\\rtf') throw new Unsupported(t('is in another format than its name says: rename it to {0}', '.rtf'));
      if (isZip(head)) throw new Unsupported(t('is in another format than its name says: rename it to {0}', newer));
      kind.check(head);
    },
  };
}

function named(reason: string, applies: (head: Buffer) => boolean): DocumentKind {
  return {
    ...text,
    // What is called so is told whatever its size.
    maxBytes: Infinity,
    check(head) {
      if (applies(head)) throw new Unsupported(reason);
      text.check(head);
    },
  };
}
