import { t } from '@vscode/l10n';
import { useEffect, useRef, useState } from 'preact/hooks';
import { figure } from '../../../core/text/figure.ts';
import { fileStem } from '../../../core/text/fileStem.ts';
import type { ChartFigures, ChartKind, ChartQuery, GridFilter, GridTable } from '../../../core/types/grid.ts';
import { Icon } from '../../shared/icon.tsx';
import type { Ask } from '../connection.ts';
import { Menu } from '../menu.tsx';
import { Options, type Choices } from '../options.tsx';
import { isValue } from '../words.ts';
import { draw, type Drawn } from '../../charts/draw.ts';
import { filtersOf, specOf } from './spec.ts';
import type { Through } from './through.ts';
import { onTheme } from '../../charts/theme.ts';

export interface ChartPanelProps {
  readonly table: GridTable;
  readonly query: ChartQuery;
  /** Another object whenever other rows are let through; null before any are. */
  readonly through: Through | null;
  readonly ask: Ask;
  onQuery(query: ChartQuery): void;
  onClose(): void;
  onBrush(brush: readonly GridFilter[]): void;
}

const KINDS: Readonly<Record<ChartKind, string>> = { histogram: t('Histogram'), bar: t('Bars'), line: t('Line'), scatter: t('Points') };

/** A chart of the rows that the filters let through. What is marked in it filters the grid, and the chart goes on showing all. */
export function ChartPanel({ table, query, through, ask, onQuery, onClose, onBrush }: ChartPanelProps) {
  const box = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const [figures, setFigures] = useState<{ readonly query: ChartQuery; readonly figures: ChartFigures } | null>(null);
  const [themes, setThemes] = useState(0);
  useEffect(() => onTheme(() => setThemes((times) => times + 1)), []);

  // Figures are asked for again where other rows are let through, not where some of them are marked.
  useEffect(() => {
    let isCurrent = true;
    if (through) void ask('figures', query).then((found) => isCurrent && found && setFigures({ query, figures: found }));
    return () => {
      isCurrent = false;
    };
  }, [query, through]);
  useEffect(() => {
    const [into, beside] = [box.current, tip.current];
    if (!into || !beside || !figures) return;
    let isOver = false;
    const drawing = draw(into, beside, specOf(table, figures.query, figures.figures), { brushed: (brushed) => onBrushRef.current(filtersOf(table, figures.query, brushed)) });
    void drawing.then((done) => {
      if (isOver) done.end();
      else drawn.current = done;
    });
    return () => {
      isOver = true;
      drawn.current?.end();
      drawn.current = null;
    };
  }, [figures, themes]);
  const onBrushRef = useRef(onBrush);
  onBrushRef.current = onBrush;

  const { chart, x, y, colour } = query;
  const name = fileStem(table.columns[x]?.name ?? '') || 'chart';
  async function save(form: 'png' | 'svg' | 'vl.json'): Promise<void> {
    if (!figures || !drawn.current) return;
    const spec = specOf(table, figures.query, figures.figures);
    const content = form === 'png' ? await drawn.current.png() : form === 'svg' ? await drawn.current.svg() : `${JSON.stringify({ ...spec, width: 600, height: 360 }, null, 2)}\n`;
    await ask('saveChart', { name: `${name}.${form}`, content, encoding: form === 'png' ? 'base64' : 'utf8' });
  }
  const left = figures?.figures.left ?? 0;
  const values = table.columns.filter(isValue);
  const xs = chart === 'bar' ? table.columns : values;
  const colours = table.columns.filter(({ role }) => role === 'category');
  const change = (part: Partial<ChartQuery>) => onQuery(suited(table, { ...query, ...part }));
  return (
    <section class="chart-panel" aria-label={t('Chart')}>
      <div class="chart-bar">
        <Pick label={t('Kind')} value={chart} options={Object.entries(KINDS)} onChange={(kind) => change({ chart: kind as ChartKind })} />
        <Pick label={t('Across')} value={String(x)} options={xs.map(({ place, name: each }) => [String(place), each])} onChange={(place) => change({ x: Number(place) })} />
        {chart !== 'histogram' && (
          <Pick label={t('Up')} value={y === null ? '' : String(y)} options={[...(chart === 'scatter' ? [] : [['', t('Number of rows')] as const]), ...values.map(({ place, name: each }) => [String(place), each] as const)]} onChange={(place) => change({ y: place === '' ? null : Number(place) })} />
        )}
        {chart !== 'histogram' && colours.length > 0 && (
          <Pick label={t('Colour')} value={colour === null ? '' : String(colour)} options={[['', t('None')], ...colours.map(({ place, name: each }) => [String(place), each] as const)]} onChange={(place) => change({ colour: place === '' ? null : Number(place) })} />
        )}
        <Menu
          icon="save"
          label={t('Save Chart')}
          items={[
            { label: t('As PNG'), run: () => void save('png') },
            { label: t('As SVG'), run: () => void save('svg') },
            { label: t('As Vega-Lite'), run: () => void save('vl.json') },
          ]}
        />
        <button class="icon" aria-label={t('Close chart')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div class="chart-box">
        {/* Vega names its own box, by the chart's title alone. */}
        <div class="drawing" role="img" aria-label={figures ? described(figures.figures, specOf(table, figures.query, figures.figures)['description']) : t('Chart')}>
          <div class="drawing" ref={box} />
        </div>
        <div class="tip" ref={tip} hidden />
      </div>
      {figures && figures.figures.rows.length === 0 && <p class="quiet">{t('There is nothing to draw: no row that is seen has a value.')}</p>}
      {left > 0 && <p class="quiet">{left === 1 ? t('1 smaller bar is left out.') : t('{0} smaller bars are left out.', left)}</p>}
    </section>
  );
}

function described({ rows }: ChartFigures, what: unknown): string {
  return t('{0}: {1} marks', String(what), figure(rows.length));
}

/** Columns that the kind of chart can’t draw give way to some that it can. */
function suited(table: GridTable, query: ChartQuery): ChartQuery {
  const values = table.columns.filter(isValue);
  const isDrawable = (place: number | null) => values.some((column) => column.place === place);
  const x = query.chart === 'bar' || isDrawable(query.x) ? query.x : (values[0]?.place ?? query.x);
  const other = values.find(({ place }) => place !== x)?.place ?? x;
  const y = query.chart === 'scatter' && !isDrawable(query.y) ? other : query.y;
  return { ...query, x, y };
}

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly options: Choices;
  onChange(value: string): void;
}

function Pick({ label, value, options, onChange }: PickProps) {
  return (
    <label>
      {label}
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        <Options of={options} />
      </select>
    </label>
  );
}
