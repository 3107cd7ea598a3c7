import { t } from '@vscode/l10n';
import { figure } from '../../core/text/figure.ts';
import type { GridBin, GridColumn, GridFilter } from '../../core/types/grid.ts';
import type { ColumnRole, ColumnType } from '../../core/types/tableChoice.ts';
import { percent } from '../shared/figures.ts';

export const ROLES: Readonly<Record<ColumnRole, string>> = {
  add: t('Measure to add'),
  average: t('Measure to average'),
  identifier: t('Identifier'),
  category: t('Category'),
  date: t('Date'),
  text: t('Text'),
};
/** In the width of a column’s head. */
export const SHORT_ROLES: Readonly<Record<ColumnRole, string>> = {
  add: t('add'),
  average: t('average'),
  identifier: t('identifier'),
  category: t('category'),
  date: t('date'),
  text: t('text'),
};

/** What docent_profile calls the types of columns, as far as they are no amounts. */
const TYPE_LABELS = new Map([
  ['year', t('year')],
  ['quarter', t('quarter')],
  ['date', t('date')],
  ['date and time', t('date and time')],
  ['time of day', t('time of day')],
  ['duration', t('duration')],
  ['integer', t('integer')],
  ['decimal', t('decimal')],
  ['percentage', t('percentage')],
  ['yes/no', t('yes/no')],
  ['category', t('category')],
  ['identifier', t('identifier')],
  ['text', t('text')],
  ['empty', t('empty')],
]);

/** A column's type as it is read: `integer`, `amount (€)`. */
export function typeLabel({ label }: Pick<GridColumn, 'label'>): string {
  const [, unit] = /^amount \((.+)\)$/.exec(label) ?? [];
  return unit === undefined ? (TYPE_LABELS.get(label) ?? label) : t('amount ({0})', unit);
}

export const TYPES: Readonly<Record<ColumnType, string>> = {
  number: t('Number (1,234.5)'),
  number_comma: t('Number (1.234,5)'),
  date: t('Date'),
  day_first: t('Date (day/month)'),
  month_first: t('Date (month/day)'),
  text: t('Text'),
};

export const DELIMITERS: readonly (readonly [value: string, label: string])[] = [
  [',', t('Comma')],
  [';', t('Semicolon')],
  ['\t', t('Tab')],
  ['|', t('Pipe |')],
  ['blanks', t('Spaces')],
  [':', t('Colon')],
  ['^', t('Caret ^')],
  ['~', t('Tilde ~')],
];

export const ENCODINGS: readonly (readonly [value: string, label: string])[] = [
  ['utf-8', 'UTF-8'],
  ['utf-16', 'UTF-16'],
  ['cp1252', t('Western (Windows-1252)')],
  ['cp1250', t('Central European (1250)')],
  ['cp1251', t('Cyrillic (1251)')],
  ['koi8-r', t('Cyrillic (KOI8-R)')],
  ['cp1253', t('Greek (1253)')],
  ['cp1254', t('Turkish (1254)')],
  ['cp1255', t('Hebrew (1255)')],
  ['cp1256', t('Arabic (1256)')],
  ['shift_jis', t('Japanese (Shift JIS)')],
  ['euc_jp', t('Japanese (EUC-JP)')],
  ['gb18030', t('Chinese (GB 18030)')],
  ['big5', t('Chinese (Big5)')],
  ['cp949', t('Korean (949)')],
  ['cp437', 'DOS (437)'],
  ['cp850', 'DOS (850)'],
  ['mac_roman', 'Mac Roman'],
];

export function missingLine({ missing, unreadable }: GridColumn, rows: number): string {
  const absent = missing === 0 ? t('none missing') : t('{0} missing', percent(missing, rows));
  return unreadable > 0 ? `${absent}, ${t('{0} not read', figure(unreadable))}` : absent;
}

export function distinctLine({ distinct, hasMore }: GridColumn): string {
  return t('{0} distinct', `${figure(distinct)}${hasMore ? '+' : ''}`);
}

/** A filter as it is read: `price from 3 to 5`. */
export function filterLine(filter: GridFilter, columns: readonly GridColumn[]): string {
  const column = columns[filter.column];
  const name = column?.name ?? '';
  switch (filter.kind) {
    case 'contains':
      return t('{0} contains “{1}”', name, filter.text);
    case 'equals':
      return equalsLine(name, filter.values);
    case 'missing':
      return filter.missing ? t('{0} is missing', name) : t('{0} is there', name);
    case 'range':
      return rangeLine(name, filter.min, filter.max, column);
  }
}

function equalsLine(name: string, values: readonly string[]): string {
  const [first, second] = values.map((value) => value || t('(empty)'));
  if (values.length > 2 || first === undefined) return t('{0} is one of {1}', name, values.length);
  return second === undefined ? t('{0} is {1}', name, first) : t('{0} is {1} or {2}', name, first, second);
}

function rangeLine(name: string, min: number | null, max: number | null, column: GridColumn | undefined): string {
  const show = (value: number) => (column && isMoment(column) ? momentText(value) : Number(value.toPrecision(6)).toString());
  if (min === null) return t('{0} up to {1}', name, max === null ? '' : show(max));
  return max === null ? t('{0} from {1} on', name, show(min)) : t('{0} from {1} to {2}', name, show(min), show(max));
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
    return t('Distribution from {0} to {1}, most between {2} and {3}', first.from, last.to, most.from, most.to);
  }
  if (frequent.length === 0) return t('No value occurs twice');
  const most = frequent.slice(0, 3).map(([text, rows]) => `${text} (${figure(rows)})`);
  return t('Most frequent: {0}', most.join(', '));
}
