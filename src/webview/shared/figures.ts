import { language } from '../../core/text/language.ts';

/** A number in few characters: `850`, `1.2k`, `1M`. */
export function shortFigure(value: number): string {
  return value.toLocaleString(language(), { notation: 'compact', maximumFractionDigits: 1 }).replace('K', 'k');
}

/** A part in a hundred: `<0.1%`, `2.5%`, `64%`, `99.5%`. */
export function percent(part: number, whole: number): string {
  const share = part / Math.max(1, whole);
  // Only all of it is 100%, and only nothing 0%.
  const written = (of: number) => of.toLocaleString(language(), { style: 'percent', maximumFractionDigits: of < 0.1 || of > 0.99 ? 1 : 0 });
  if (share > 0.999 && share < 1) return `>${written(0.999)}`;
  return share < 0.001 ? `<${written(0.001)}` : written(share);
}
