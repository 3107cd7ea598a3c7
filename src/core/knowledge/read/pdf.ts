import { t } from '@vscode/l10n';
import type { PDFDocumentProxy } from 'unpdf/pdfjs';
import { cmapFolder } from './cmaps.ts';
import { withWholeWords } from './hyphens.ts';
import { besidePage } from './pdfBeside.ts';
import { lostFonts, type LostFonts } from './pdfFonts.ts';
import { MEGABYTE, Unfit, type DocumentKind, type Section } from './kind.ts';

/** A PDF of this size is a scan or a catalogue; reading it would take longer than its few words are worth. */
const MAX_BYTES = 50 * MEGABYTE;
/** Lines further apart than this, in heights of a line, are paragraphs. Text is commonly set at 1.2 to 1.5. */
const PARAGRAPH = 1.7;
/** Where all of a page is set wider, as drafts are, paragraphs are so much further apart than its lines. */
const WIDER = 1.2;
/** A page of fewer lines may have each for itself. */
const MANY_LINES = 8;
/** One page may be broken where the others are whole. */
const BROKEN = t('has pages that can’t be read: print it to a new PDF');
/** As TeX sets them, and as they belong to a letter; not `It´s` and `/˜anna/`. */
const ACCENTS: Readonly<Record<string, string>> = { '´': '\u0301', '¨': '\u0308', 'ˆ': '\u0302', '˜': '\u0303', '˝': '\u030b', 'ˇ': '\u030c', '˘': '\u0306', '˚': '\u030a', '˙': '\u0307' };
const ACCENTED = new RegExp(`(?<!/)(?!´s(?!\\p{L}))([${Object.keys(ACCENTS).join('')}])(\\p{L})`, 'gu');
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
      const pages: Section[] = [];
      const fonts = lostFonts();
      for (let number = 1; number <= document.numPages && !stopped(); number++) pages.push(await readPage(document, number, fonts).catch(() => ({ page: number, lines: [], lost: BROKEN })));
      const whole = withWholeWords(pages.map(({ lines }) => lines));
      const sections = pages.map((page, index) => ({ ...page, lines: whole[index] ?? [] }));
      if (sections.every(({ lines }) => lines.length === 0)) throw new Unfit(sections.find(({ lost }) => lost)?.lost ?? t('has pages without text, as scans have'));
      return sections;
    } catch (error) {
      throw error instanceof Unfit ? error : new Unfit(t('is a damaged PDF'), { cause: error });
    } finally {
      await document.loadingTask.destroy();
    }
  },
};

async function readPage(document: PDFDocumentProxy, number: number, fonts: LostFonts): Promise<Section> {
  const page = await document.getPage(number);
  const { items, styles } = await page.getTextContent();
  const texts = items.filter((item) => 'str' in item);
  const characters = texts.reduce((sum, { str }) => sum + str.length, 0);
  const isLost = await fonts.look(page, Object.keys(styles), characters);
  const lines = toLines(texts.filter(({ fontName }) => !fonts.has(fontName)));
  const beside = besidePage(await page.getAnnotations());
  page.cleanup();
  const all = [...lines, ...(lines.length > 0 && beside.length > 0 ? [''] : []), ...beside];
  return isLost ? { page: number, lines: all, lost: LOST } : { page: number, lines: all };
}

/** Puts the pieces of a page together again as the lines that are seen, with an empty line between paragraphs. */
function toLines(items: readonly TextItem[]): readonly string[] {
  const lines = splitAtLineEnds(items).flatMap((pieces) => {
    const printed = pieces.filter(({ str }) => str.trim());
    const baseline = printed[0]?.transform[5];
    if (baseline === undefined) return [];
    return { text: composed(pieces.map(({ str }) => str).join('')).trimEnd(), baseline, height: Math.max(...printed.map((piece) => piece.height)) };
  });
  const gaps = lines.slice(1).map(({ baseline }, index) => (lines[index]?.baseline ?? 0) - baseline);
  const down = gaps.filter((gap) => gap > 0).toSorted((a, b) => a - b);
  const usual = down.length < MANY_LINES ? 0 : (down[Math.floor(down.length / 2)] ?? 0);
  return lines.flatMap(({ text, height }, index) => ((gaps[index - 1] ?? 0) > Math.max(PARAGRAPH * height, WIDER * usual) ? ['', text] : [text]));
}

/** Letters with accents as one character, where the accent was set by itself before its letter. */
function composed(line: string): string {
  return line.replace(ACCENTED, (both, accent: string, letter: string) => {
    const one = `${letter === 'ı' ? 'i' : letter}${ACCENTS[accent]}`.normalize('NFC');
    return one.length === 1 ? one : both;
  });
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
