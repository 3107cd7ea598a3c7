import { t } from '@vscode/l10n';
import { useEffect, useState } from 'preact/hooks';
import type { ChartPanel, ChartPanelProps } from './chart/panel.tsx';

/** A chart; what draws it is loaded when the first one is asked for. */
export function LazyChart(props: ChartPanelProps) {
  const [Loaded, setLoaded] = useState<{ readonly Panel: typeof ChartPanel } | null>(null);
  useEffect(() => {
    void import('./chart/panel.tsx').then((loaded) => setLoaded({ Panel: loaded.ChartPanel }));
  }, []);
  if (!Loaded) return <p class="quiet reading">{t('Loading the chart')}</p>;
  return <Loaded.Panel {...props} />;
}
