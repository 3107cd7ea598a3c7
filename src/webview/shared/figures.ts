/** Figures are written as the page's language writes them. */
const LANGUAGE = document.documentElement.lang;
const SHORT = new Intl.NumberFormat(LANGUAGE, { notation: 'compact', maximumFractionDigits: 1 });

/** `1,234` */
export function count(figure: number): string {
  return figure.toLocaleString(LANGUAGE);
}

/** `850`, `1.2k`, `1M` */
export function shortCount(figure: number): string {
  return SHORT.format(figure).replace('K', 'k');
}

/** `<0.1%`, `2.5%`, `64%` */
export function percent(part: number, whole: number): string {
  const share = part / Math.max(1, whole);
  const written = (of: number) => of.toLocaleString(LANGUAGE, { style: 'percent', maximumFractionDigits: of < 0.1 ? 1 : 0 });
  return share < 0.001 ? `<${written(0.001)}` : written(share);
}

/** A moment, by its day and time. */
export function moment(ms: number): string {
  return new Date(ms).toLocaleString(LANGUAGE);
}
