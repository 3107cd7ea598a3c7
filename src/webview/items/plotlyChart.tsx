import { t } from '@vscode/l10n';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { fileStem } from '../../core/text/fileStem.ts';
import { isRecord, parsedJson } from '../../core/text/json.ts';
import type { StoredFile } from '../../core/types/output.ts';
import type { Figure } from '../charts/figure.ts';
import { useHost } from '../shared/host.ts';
import { lazy, useLazy } from '../shared/lazy.ts';
import { Chart } from './chart.tsx';
import { DrawnChart, type ChartSave } from './drawnChart.tsx';

/** Plotly is larger than Vega. */
const drawing = lazy(() => {
  withoutStyles();
  return import('../charts/figure.ts');
});

/** As Plotly is told to put no styles into the page: plotly.css has them. */
function withoutStyles(): void {
  const mark = document.createElement('div');
  mark.id = 'plotly.js-style-global';
  mark.className = 'no-inline-styles';
  mark.hidden = true;
  document.body.append(mark);
}

interface Props {
  readonly file: StoredFile;
  readonly title: string;
  /** The figure as JSON. */
  readonly figure: string;
}

/** A figure of Plotly's, drawn here: one can point at its marks, zoom by dragging, and go back by a double click. Its picture where it can't be drawn. */
export function PlotlyChart({ file, title, figure: json }: Props) {
  const { send } = useHost();
  const figure = useMemo(() => figureOf(json), [json]);
  const library = useLazy(drawing, figure !== null);
  const box = useRef<HTMLDivElement>(null);
  const [trouble, setTrouble] = useState('');
  const [drawn, setDrawn] = useState<(() => Promise<string>) | null>(null);

  useEffect(() => {
    if (!library || !figure || !box.current) return;
    return library.keepFigure(box.current, figure, { drawn: (svg) => setDrawn(() => svg), trouble: setTrouble });
  }, [library, figure]);

  if (!figure || trouble) return <Chart file={file} title={title} />;
  const name = title || t('Chart');
  const save = async () => drawn && send('saveChart', { name: `${fileStem(name) || 'chart'}.svg`, content: await drawn(), encoding: 'utf8' });
  const asPng: ChartSave = { form: 'PNG', isReady: true, run: () => send('saveFile', file) };
  return (
    <DrawnChart title={title} name={name} saves={[{ form: 'SVG', isReady: drawn !== null, run: save }, ...(file.mime === 'image/png' ? [asPng] : [])]}>
      <div class="chart-box">
        <div class="plotly-box" role="img" tabIndex={0} aria-label={name} aria-busy={!drawn} ref={box} />
      </div>
    </DrawnChart>
  );
}

function figureOf(json: string): Figure | null {
  const figure = parsedJson(json);
  if (!isRecord(figure) || !Array.isArray(figure['data'])) return null;
  return { data: figure['data'].filter(isRecord), layout: isRecord(figure['layout']) ? figure['layout'] : {} };
}
