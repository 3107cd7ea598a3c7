import { t } from '@vscode/l10n';
import type { ChartFigures, ChartQuery, GridFilter, GridTable } from '../../../core/types/grid.ts';
import type { Brushed, Spec } from '../../charts/spec.ts';
import { isMoment } from '../words.ts';

/** The stretches of time that a point stands for, and what docent_grid calls what stands in no cell. */
const PERIODS = { hour: t('by hour'), day: t('by day'), week: t('by week'), month: t('by month'), year: t('by year') };
const MADE = { '(missing)': t('(missing)'), '(others)': t('(others)') };
/** Drag marks, the wheel zooms, and with Shift a drag moves what is seen. */
const MARK = '[pointerdown[!event.shiftKey], window:pointerup] > window:pointermove!';
const MOVE = '[pointerdown[event.shiftKey], window:pointerup] > window:pointermove!';

/** The chart of what was asked for. */
export function specOf(table: GridTable, { chart, x, y, colour }: ChartQuery, { by, rows, period }: ChartFigures): Spec {
  const [xColumn, yColumn, colourColumn] = [table.columns[x], y === null ? null : table.columns[y], colour === null ? null : table.columns[colour]];
  if (!xColumn) return {};
  const yTitle = titleOf(by, yColumn?.name ?? '');
  const isTime = isMoment(xColumn);
  const xTitle = isTime && period ? `${xColumn.name}, ${PERIODS[period]}` : xColumn.name;
  const xScale = isTime ? { type: 'temporal', scale: { type: 'utc' } } : { type: 'quantitative', scale: { zero: false, nice: chart !== 'histogram' } };
  const encodings = {
    histogram: {
      x: { field: 'from', ...xScale, title: xTitle },
      x2: { field: 'to' },
      y: { field: 'y', type: 'quantitative', title: yTitle, scale: { zero: true } },
      y2: { datum: 0 },
    },
    bar: {
      x: { field: 'x', type: 'nominal', sort: '-y', title: xTitle, axis: { labelAngle: -35, labelLimit: 120 } },
      y: { field: 'y', type: 'quantitative', title: yTitle },
    },
    line: { x: { field: 'x', ...xScale, title: xTitle }, y: { field: 'y', type: 'quantitative', title: yTitle, scale: { zero: by !== 'mean' } } },
    scatter: {
      x: { field: 'x', ...xScale, title: xTitle },
      y: { field: 'y', type: yColumn && isMoment(yColumn) ? 'temporal' : 'quantitative', title: yColumn?.name ?? '', scale: { zero: false } },
    },
  }[chart];
  const marks = { histogram: { type: 'rect' }, bar: { type: 'bar' }, line: { type: 'line', point: rows.length <= 100 }, scatter: { type: 'point', filled: true, size: 24 } };
  const isOfColours = colourColumn && chart !== 'histogram';
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: t('{0} by {1}', yTitle, xTitle),
    data: { values: rows.map((row) => timed(named(row), isTime, chart === 'scatter' && yColumn !== null && yColumn !== undefined && isMoment(yColumn))) },
    width: 'container',
    height: 'container',
    autosize: { type: 'fit', contains: 'padding' },
    mark: { ...marks[chart], tooltip: true },
    params: paramsOf(chart),
    encoding: {
      ...encodings,
      ...(isOfColours && { color: { field: 'colour', type: 'nominal', title: colourColumn.name } }),
      opacity: { condition: { param: 'brush', value: 1 }, value: 0.35 },
    },
  };
}

function titleOf(by: ChartFigures['by'], column: string): string {
  switch (by) {
    case 'rows':
      return t('Rows');
    case 'total':
      return t('Total of {0}', column);
    case 'mean':
      return t('Mean of {0}', column);
    case 'values':
      return column;
  }
}

/** With our own words for what stands in no cell. */
function named(row: Row): Row {
  const word = (text: string) => (Object.hasOwn(MADE, text) ? MADE[text as keyof typeof MADE] : text);
  return { ...row, ...(typeof row.x === 'string' && { x: word(row.x) }), ...(typeof row.colour === 'string' && { colour: word(row.colour) }) };
}

function paramsOf(chart: ChartQuery['chart']): readonly Spec[] {
  if (chart === 'bar') return [{ name: 'brush', select: { type: 'point', encodings: ['x'], toggle: 'true' } }];
  const encodings = chart === 'scatter' ? ['x', 'y'] : ['x'];
  return [
    { name: 'brush', select: { type: 'interval', encodings, on: MARK, translate: MARK, zoom: false } },
    { name: 'view', select: { type: 'interval', encodings, on: MOVE, translate: MOVE, zoom: 'wheel!' }, bind: 'scales' },
  ];
}

/** What values of such columns are multiples of: a day in seconds, or one. */
const STEPS = new Map([['date', 86_400], ['integer', 1]]);

type Row = ChartFigures['rows'][number];

/** Vega counts milliseconds. */
function timed(row: Row, isTime: boolean, isYTime: boolean): Row {
  const moment = (value: number) => value * 1_000;
  if (!isTime && !isYTime) return row;
  return {
    ...row,
    ...(isTime && typeof row.x === 'number' && { x: moment(row.x) }),
    ...(isTime && row.from !== undefined && row.to !== undefined && { from: moment(row.from), to: moment(row.to) }),
    ...(isYTime && { y: moment(row.y) }),
  };
}

/** The rows that what is marked stands for. */
export function filtersOf(table: GridTable, { chart, x, y }: ChartQuery, brushed: Brushed): readonly GridFilter[] {
  const ranges = Object.entries(brushed).flatMap(([field, values]): readonly GridFilter[] => {
    const column = field === 'y' ? y : x;
    if (column === null || values.length === 0) return [];
    if (chart === 'bar') return [{ kind: 'equals', column, values: values.map((value) => (value === MADE['(missing)'] ? '' : String(value))) }];
    const { type, label } = table.columns[column] ?? { type: 'text', label: '' };
    const factor = isMoment({ type }) ? 1_000 : 1;
    const numbers = values.map((value) => Number(value) / factor);
    // Between whole values there are none, and nobody wants to read of them.
    const step = STEPS.get(label) ?? 0;
    const [min, max] = [Math.min(...numbers), Math.max(...numbers)];
    return [{ kind: 'range', column, min: step ? Math.ceil(min / step) * step : min, max: step ? Math.floor(max / step) * step : max }];
  });
  return ranges;
}
