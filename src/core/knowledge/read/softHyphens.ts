import type { DocumentKind } from './kind.ts';

/** Says where a word may be broken. Nobody sees it, and to a search it would part the word. */
const SOFT_HYPHEN = '\u00ad';

/** A kind of document whose text comes without them. */
export function withoutSoftHyphens(kind: DocumentKind): DocumentKind {
  return {
    ...kind,
    async extract(bytes, stopped) {
      const sections = await kind.extract(bytes, stopped);
      return sections.map((section) => (section.lines.some((line) => line.includes(SOFT_HYPHEN)) ? { ...section, lines: section.lines.map((line) => line.replaceAll(SOFT_HYPHEN, '')) } : section));
    },
  };
}
