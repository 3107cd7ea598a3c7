import type { Config } from 'vega-lite';

/** VS Code’s colours of charts, in the order in which they are taken. Orange is left out: it is translucent in some themes, and in high contrast there is none. */
const COLOURS = ['blue', 'yellow', 'purple', 'green', 'red', 'foreground'];

/** The theme’s paper and ink, as they are where the chart stands. */
export function themeOf(place: Element): Config {
  const style = getComputedStyle(place);
  const colour = (name: string, instead: string) => style.getPropertyValue(`--vscode-${name}`).trim() || instead;
  const ink = colour('foreground', style.color);
  const quiet = colour('descriptionForeground', ink);
  const font = colour('font-family', 'sans-serif');
  const first = colour('charts-blue', ink);
  return {
    background: 'transparent',
    font,
    axis: { labelColor: ink, titleColor: quiet, gridColor: ink, domainColor: quiet, tickColor: quiet, titleFontWeight: 'normal', gridOpacity: 0.16 },
    legend: { labelColor: ink, titleColor: quiet, titleFontWeight: 'normal' },
    view: { stroke: 'transparent' },
    mark: { color: first },
    range: { category: COLOURS.map((name) => colour(`charts-${name}`, ink)) },
  };
}

/** Calls back when the theme changes. Returns what ends that. */
export function onTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  return () => observer.disconnect();
}
