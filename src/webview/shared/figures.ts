import { language } from '../../core/text/language.ts';

/** A number in few characters: `850`, `1.2k`, `1M`. */
export function shortFigure(value: number): string {
  return value.toLocaleString(language(), { notation: 'compact', maximumFractionDigits: 1 }).replace('K', 'k');
}

/** A part in a hundred: `<0.1%`, `2.5%`, `64%`. */
export function percent(part: number, whole: number): string {
  const share = part / Math.max(1, whole);
  const written = (of: number) => of.toLocaleString(language(), { style: 'percent', maximumFractionDigits: of < 0.1 ? 1 : 0 });
  return share < 0.001 ? `<${written(0.001)}` : written(share);
}
