import { t } from '@vscode/l10n';
import { cmapFolder } from './cmaps.ts';
import { lostFonts } from './pdfFonts.ts';
import { MEGABYTE, Unfit, type DocumentKind, type Section } from './kind.ts';

/** A PDF of this size is a scan or a catalogue; reading it would take longer than its few words are worth. */
const MAX_BYTES = 50 * MEGABYTE;
/** Lines further apart than this, in heights of a line, are paragraphs. Text is commonly set at 1.2 to 1.5. */
const PARAGRAPH = 1.7;
const LOST = t('has text in a font that does not tell its characters: print it to a new PDF, or save it as .docx');

/** What is used of pdf.js's text item; its other items mark structure and have no text. */
interface TextItem {
  readonly str: string;
  readonly hasEOL: boolean;
  readonly height: number;
  readonly fontName: string;
  /** The last of the six numbers is the height of the baseline above the page's bottom. */
  readonly transform: readonly number[];
}

export const pdf: DocumentKind = {
  maxBytes: MAX_BYTES,
  readBytes: MAX_BYTES,
  check(head) {
    if (!head.includes('%PDF-')) throw new Unfit(t('is not a PDF, whatever its name says'));
  },
  async extract(bytes, stopped) {
    // Loaded here because it is large, and most work needs none of it.
    const { getDocumentProxy } = await import('unpdf');
    const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, cMapUrl: cmapFolder(), cMapPacked: true, fontExtraProperties: true }).catch((error: unknown) => {
      const locked = error instanceof Error && error.name === 'PasswordException';
      throw new Unfit(locked ? t('is protected with a password') : t('is a damaged PDF'), { cause: error });
    });
    try {
      const sections: Section[] = [];
      const fonts = lostFonts();
      for (let number = 1; number <= document.numPages && !stopped(); number++) {
        const page = await document.getPage(number);
        const { items, styles } = await page.getTextContent();
        const texts = items.filter((item) => 'str' in item);
        const characters = texts.reduce((sum, { str }) => sum + str.length, 0);
        const isLost = await fonts.look(page, Object.keys(styles), characters);
        const lines = toLines(texts.filter(({ fontName }) => !fonts.has(fontName)));
        sections.push(isLost ? { page: number, lines, lost: LOST } : { page: number, lines });
        page.cleanup();
      }
      if (sections.every(({ lines }) => lines.length === 0)) throw new Unfit(sections.find(({ lost }) => lost)?.lost ?? t('has pages without text, as scans have'));
      return sections;
    } catch (error) {
      throw error instanceof Unfit ? error : new Unfit(t('is a damaged PDF'), { cause: error });
    } finally {
      await document.loadingTask.destroy();
    }
  },
};

/** Puts the pieces of a page together again as the lines that are seen, with an empty line between paragraphs. */
function toLines(items: readonly TextItem[]): readonly string[] {
  const lines: string[] = [];
  let above: number | undefined;
  for (const pieces of splitAtLineEnds(items)) {
    const printed = pieces.filter(({ str }) => str.trim());
    const baseline = printed[0]?.transform[5];
    if (baseline === undefined) continue;
    const height = Math.max(...printed.map((piece) => piece.height));
    if (above !== undefined && above - baseline > PARAGRAPH * height) lines.push('');
    lines.push(pieces.map(({ str }) => str).join('').trimEnd());
    above = baseline;
  }
  return lines;
}

function splitAtLineEnds(items: readonly TextItem[]): readonly (readonly TextItem[])[] {
  const lines: TextItem[][] = [];
  let line: TextItem[] = [];
  for (const item of items) {
    line.push(item);
    if (!item.hasEOL) continue;
    lines.push(line);
    line = [];
  }
  return [...lines, line];
}
