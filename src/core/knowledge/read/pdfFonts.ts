import type { PDFPageProxy } from 'unpdf/pdfjs';

/** A page with so little text may have more, in a font that gives none. In characters. */
const LITTLE_TEXT = 40;
/** So many pages without text are looked at for such fonts: what has none of them there is a scan, whose pictures take long. */
const MAX_LOOKS = 3;
/** pdf.js's number for choosing a font. */
const SET_FONT = 37;

/** Fonts that give no characters: they name their glyphs by numbers alone, or by a map that is not to be had. */
export interface LostFonts {
  /** Looks for them on a page, where that is worth it. @returns whether the page has any */
  look(page: PDFPageProxy, fonts: readonly string[], characters: number): Promise<boolean>;
  has(font: string): boolean;
}

/** Finds the fonts of one PDF that don't tell their characters. It looks at few pages, since that takes long. */
export function lostFonts(): LostFonts {
  const seen = new Map<string, boolean>();
  let looks = 0;
  return {
    async look(page, fonts, characters) {
      const worth = fonts.some((font) => !seen.has(font)) || (characters < LITTLE_TEXT && looks++ < MAX_LOOKS);
      if (!worth) return fonts.some((font) => seen.get(font));
      const { fnArray, argsArray } = await page.getOperatorList();
      const used = fnArray.flatMap((operation, index) => (operation === SET_FONT ? [String(argsArray[index]?.[0])] : []));
      for (const font of used) seen.set(font, isLost(page.commonObjs.has(font) ? page.commonObjs.get(font) : null));
      for (const font of fonts) seen.set(font, seen.get(font) ?? false);
      return used.some((font) => seen.get(font));
    },
    has: (font) => seen.get(font) ?? false,
  };
}

/** What pdf.js keeps of a font: its fault, or its facts. Where no map says otherwise, a glyph's number stands for its character. */
function isLost(font: unknown): boolean {
  if (typeof font === 'string') return true;
  if (typeof font !== 'object' || font === null) return false;
  const { composite, toUnicode } = font as { readonly composite?: boolean; readonly toUnicode?: object };
  return composite === true && toUnicode !== undefined && 'firstChar' in toUnicode;
}
