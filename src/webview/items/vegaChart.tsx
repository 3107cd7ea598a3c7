import { t } from '@vscode/l10n';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { titleOf, vegaLiteOf } from '../../core/text/vegaLite.ts';
import type { VegaChart } from '../../core/types/output.ts';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';
import { lazy, useLazy } from '../shared/lazy.ts';

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

  const file = name.replace(/[^\p{L}\p{N}._ -]+/gu, '').trim() || 'chart';
  const save = async (extension: 'png' | 'svg') =>
    drawn && send('saveChart', { name: `${file}.${extension}`, content: await drawn[extension](), encoding: extension === 'png' ? 'base64' : 'utf8' });
  return (
    <figure class="vega-chart">
      {trouble && <p class="quiet">{trouble}</p>}
      <div class="chart-box" hidden={trouble !== ''}>
        <div class="wide" role="img" tabIndex={0} aria-label={name} aria-busy={!drawn}>
          <div class="drawing" ref={box} />
        </div>
        <div class="tip" ref={tip} hidden />
      </div>
      <figcaption>
        <span>{title}</span>
        <button disabled={!drawn} onClick={() => void save('png')} aria-label={t('Save Chart as PNG: {0}', name)}>
          <Icon name="save" /> PNG
        </button>
        <button disabled={!drawn} onClick={() => void save('svg')} aria-label={t('Save Chart as SVG: {0}', name)}>
          SVG
        </button>
        <button onClick={() => send('saveChart', { name: `${file}.vl.json`, content: json, encoding: 'utf8' })} aria-label={t('Save Chart as Vega-Lite: {0}', name)}>
          Vega-Lite
        </button>
      </figcaption>
    </figure>
  );
}
