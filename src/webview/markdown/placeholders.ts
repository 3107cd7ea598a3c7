import type { Annotation } from '../../core/types/item.ts';

/**
 * What stands around a citation's index while Markdown is read: control characters, which end a web address, and which a
 * text's own may not be; and punctuation, since in `**so.**1` the stars would close nothing.
 */
const OPEN = '!\u0001';
const CLOSE = '\u0002!';
const PLACEHOLDER = new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'g');
const WHOLE = new RegExp(`(${OPEN}\\d+${CLOSE})`);

/** The text from this place on, with an index in place of each citation's marker. */
export function withPlaceholders(text: string, annotations: readonly Annotation[], from: number): string {
  let out = '';
  annotations.forEach(({ start, end }, index) => {
    if (start < from) return;
    out += clean(text.slice(from, start)) + OPEN + String(index) + CLOSE;
    from = end;
  });
  return out + clean(text.slice(from));
}

const clean = (text: string) => text.replaceAll('\u0001', '').replaceAll('\u0002', '');

export const withoutPlaceholders = (text: string): string => text.replace(PLACEHOLDER, '');

/** The text in pieces, each placeholder one of them. */
export const atPlaceholders = (text: string): readonly string[] => text.split(WHOLE).filter((piece) => piece !== '');

export const hasPlaceholder = (text: string): boolean => text.includes(OPEN);

/** @param show what stands in place of a citation, by its index */
export const replacePlaceholders = (text: string, show: (index: number) => string): string =>
  text.replace(PLACEHOLDER, (_, index: string) => show(Number(index)));
