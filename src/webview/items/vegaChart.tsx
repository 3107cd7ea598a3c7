import { t } from '@vscode/l10n';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { fileStem } from '../../core/text/fileStem.ts';
import { titleOf, vegaLiteOf } from '../../core/text/vegaLite.ts';
import type { VegaChart } from '../../core/types/output.ts';
import { useHost } from '../shared/host.ts';
import { lazy, useLazy } from '../shared/lazy.ts';
import { DrawnChart } from './drawnChart.tsx';

/** Vega is larger than all the rest of the view. */
const drawing = lazy(() => import('../charts/panel.ts'));

/** A chart of code's, drawn here: one can point at its marks, and move and zoom where it says so. */
export function VegaChartView({ chart }: { chart: VegaChart }) {
  const { send } = useHost();
  const { title, spec: json } = chart;
  const spec = useMemo(() => vegaLiteOf(json), [json]);
  const panel = useLazy(drawing);
  const box = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const [trouble, setTrouble] = useState('');
  const [drawn, setDrawn] = useState<{ svg(): Promise<string>; png(): Promise<string> } | null>(null);
  const name = title || (spec && titleOf(spec)) || t('Chart');

  useEffect(() => {
    if (!panel || !spec || !box.current || !tip.current) return;
    return panel.keepDrawn(box.current, tip.current, spec, { drawn: setDrawn, trouble: setTrouble });
  }, [panel, spec]);

  const file = fileStem(name) || 'chart';
  const save = async (extension: 'png' | 'svg') =>
    drawn && send('saveChart', { name: `${file}.${extension}`, content: await drawn[extension](), encoding: extension === 'png' ? 'base64' : 'utf8' });
  return (
    <DrawnChart
      title={title}
      name={name}
      saves={[
        { form: 'PNG', isReady: drawn !== null, run: () => save('png') },
        { form: 'SVG', isReady: drawn !== null, run: () => save('svg') },
        { form: 'Vega-Lite', isReady: true, run: () => send('saveChart', { name: `${file}.vl.json`, content: json, encoding: 'utf8' }) },
      ]}
    >
      {trouble && <p class="quiet">{trouble}</p>}
      <div class="chart-box" hidden={trouble !== ''}>
        <div class="wide" role="img" tabIndex={0} aria-label={name} aria-busy={!drawn}>
          <div class="drawing" ref={box} />
        </div>
        <div class="tip" ref={tip} hidden />
      </div>
    </DrawnChart>
  );
}
