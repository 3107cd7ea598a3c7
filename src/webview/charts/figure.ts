import { Plots, purge, react, toImage } from 'plotly.js-cartesian-dist-min';
import { onTheme, themeOf } from './theme.ts';

/** A figure of Plotly's, as it comes from Python. */
export interface Figure {
  readonly data: readonly object[];
  readonly layout: Readonly<Record<string, unknown>>;
}

export interface FigureTold {
  /** What gives it as SVG; null where it is gone. */
  drawn(svg: (() => Promise<string>) | null): void;
  /** Why it can't be drawn. */
  trouble(sentence: string): void;
}

/** Where the figure names no height. In pixels. */
const HEIGHT = 400;

/** Draws a figure, and again when the theme changes. Returns what ends that. */
export function keepFigure(box: HTMLElement, figure: Figure, told: FigureTold): () => void {
  let isEnded = false;
  async function draw(): Promise<void> {
    try {
      await react(box, figure.data, themed(figure.layout, box), { displayModeBar: false, displaylogo: false, responsive: false, scrollZoom: false, doubleClick: 'reset' });
      if (isEnded) return purge(box);
      // Pictures of pixels are made of addresses that the page's policy refuses.
      told.drawn(async () => decodeURIComponent((await toImage(box, { format: 'svg', width: box.clientWidth, height: box.clientHeight })).replace(/^data:[^,]*,/, '')));
    } catch (error) {
      told.trouble(error instanceof Error ? error.message : String(error));
    }
  }
  void draw();
  const resized = new ResizeObserver(() => void Plots.resize(box).catch(() => undefined));
  resized.observe(box);
  const end = onTheme(() => void draw());
  return () => {
    isEnded = true;
    end();
    resized.disconnect();
    purge(box);
    told.drawn(null);
  };
}

/** The figure's own choices before those of the theme. */
function themed(layout: Figure['layout'], box: Element): object {
  const { axis, range, font } = themeOf(box);
  const lines = { gridcolor: faint(String(axis?.gridColor), Number(axis?.gridOpacity)), linecolor: axis?.domainColor, zerolinecolor: axis?.domainColor, automargin: true };
  const paper = {
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { color: axis?.labelColor, family: font },
    colorway: range?.category,
    xaxis: lines,
    yaxis: lines,
    margin: { l: 50, r: 20, t: 'title' in layout ? 50 : 20, b: 40 },
  };
  // Its width is that of its place.
  return { height: HEIGHT, template: { layout: paper }, ...layout, width: undefined, autosize: true };
}

/** Plotly draws its grid in one colour, without an opacity of its own. @param colour any of CSS */
function faint(colour: string, opacity: number): string {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return colour;
  context.fillStyle = colour;
  // As the canvas gives it back: opaque, or with an opacity that it keeps.
  return /^#[0-9a-f]{6}$/.test(context.fillStyle) ? `${context.fillStyle}${Math.round(opacity * 255).toString(16).padStart(2, '0')}` : context.fillStyle;
}
