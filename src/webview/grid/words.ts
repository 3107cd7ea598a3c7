import type { GridBin, GridColumn, GridFilter } from '../../core/types/grid.ts';
import type { ColumnRole, ColumnType } from '../../core/types/tableChoice.ts';

export const ROLES: Readonly<Record<ColumnRole, string>> = {
  add: 'Measure to add',
  average: 'Measure to average',
  identifier: 'Identifier',
  category: 'Category',
  date: 'Date',
  text: 'Text',
};
/** In the width of a column’s head. */
export const SHORT_ROLES: Readonly<Record<ColumnRole, string>> = { add: 'add', average: 'average', identifier: 'identifier', category: 'category', date: 'date', text: 'text' };

export const TYPES: Readonly<Record<ColumnType, string>> = {
  number: 'Number (1,234.5)',
  number_comma: 'Number (1.234,5)',
  date: 'Date',
  day_first: 'Date (day/month)',
  month_first: 'Date (month/day)',
  text: 'Text',
};

export const DELIMITERS: readonly (readonly [value: string, label: string])[] = [
  [',', 'Comma'],
  [';', 'Semicolon'],
  ['\t', 'Tab'],
  ['|', 'Pipe |'],
  ['blanks', 'Spaces'],
  [':', 'Colon'],
  ['^', 'Caret ^'],
  ['~', 'Tilde ~'],
];

export const ENCODINGS: readonly (readonly [value: string, label: string])[] = [
  ['utf-8', 'UTF-8'],
  ['utf-16', 'UTF-16'],
  ['cp1252', 'Western (Windows-1252)'],
  ['cp1250', 'Central European (1250)'],
  ['cp1251', 'Cyrillic (1251)'],
  ['koi8-r', 'Cyrillic (KOI8-R)'],
  ['cp1253', 'Greek (1253)'],
  ['cp1254', 'Turkish (1254)'],
  ['cp1255', 'Hebrew (1255)'],
  ['cp1256', 'Arabic (1256)'],
  ['shift_jis', 'Japanese (Shift JIS)'],
  ['euc_jp', 'Japanese (EUC-JP)'],
  ['gb18030', 'Chinese (GB 18030)'],
  ['big5', 'Chinese (Big5)'],
  ['cp949', 'Korean (949)'],
  ['cp437', 'DOS (437)'],
  ['cp850', 'DOS (850)'],
  ['mac_roman', 'Mac Roman'],
];

export function missingLine({ missing, unreadable }: GridColumn, rows: number): string {
  const share = percent(missing, rows);
  const other = unreadable > 0 ? `, ${unreadable.toLocaleString('en')} not read` : '';
  return `${missing === 0 ? 'none' : share} missing${other}`;
}

export function distinctLine({ distinct, hasMore }: GridColumn): string {
  return `${distinct.toLocaleString('en')}${hasMore ? '+' : ''} distinct`;
}

function percent(part: number, whole: number): string {
  const share = (100 * part) / Math.max(1, whole);
  return share < 0.1 ? '<0.1%' : `${share < 10 ? share.toFixed(1).replace('.0', '') : share.toFixed(0)}%`;
}

/** A filter as it is read: `price from 3 to 5`. */
export function filterLine(filter: GridFilter, columns: readonly GridColumn[]): string {
  const column = columns[filter.column];
  const name = column?.name ?? '';
  switch (filter.kind) {
    case 'contains':
      return `${name} contains “${filter.text}”`;
    case 'equals':
      return filter.values.length <= 2 ? `${name} is ${filter.values.map((value) => value || '(empty)').join(' or ')}` : `${name} is one of ${filter.values.length}`;
    case 'missing':
      return `${name} is ${filter.missing ? 'missing' : 'there'}`;
    case 'range':
      return rangeLine(name, filter.min, filter.max, column);
  }
}

function rangeLine(name: string, min: number | null, max: number | null, column: GridColumn | undefined): string {
  const show = (value: number) => (column && isMoment(column) ? momentText(value) : Number(value.toPrecision(6)).toString());
  if (min === null) return `${name} up to ${max === null ? '' : show(max)}`;
  return max === null ? `${name} from ${show(min)} on` : `${name} from ${show(min)} to ${show(max)}`;
}

export function isMoment({ type }: Pick<GridColumn, 'type'>): boolean {
  return type === 'date' || type === 'day_first' || type === 'month_first';
}

/** Whether its values lie along an axis. */
export function isValue(column: Pick<GridColumn, 'type'>): boolean {
  return column.type !== 'text';
}

/** Seconds since 1970 as `2024-03-01`, with the time where there is one. */
export function momentText(seconds: number): string {
  const iso = new Date(seconds * 1_000).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
}

/** What a distribution shows, in words. */
export function distributionLine(bins: readonly GridBin[], frequent: GridColumn['frequent']): string {
  const [first, last] = [bins[0], bins.at(-1)];
  if (first && last) {
    const most = bins.reduce((a, b) => (b.rows > a.rows ? b : a));
    return `Distribution from ${first.from} to ${last.to}, most between ${most.from} and ${most.to}`;
  }
  return frequent.length === 0 ? 'No value occurs twice' : `Most frequent: ${frequent.slice(0, 3).map(([text, rows]) => `${text} (${rows.toLocaleString('en')})`).join(', ')}`;
}
