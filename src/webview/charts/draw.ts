import * as vega from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile, type TopLevelSpec } from 'vega-lite';
import { inlineOnly } from '../../core/text/inlineOnly.ts';
import { language } from '../../core/text/language.ts';
import { localeOf } from './locale.ts';
import type { Brushed, Spec } from './spec.ts';
import { themeOf } from './theme.ts';

export interface Drawn {
  png(): Promise<string>;
  svg(): Promise<string>;
  end(): void;
}

export interface Watch {
  /** What is marked in a chart with a selection named `brush`. */
  brushed?(brushed: Brushed): void;
  /** It asked for something that is not in it. */
  refused?(address: string): void;
}

/** While one drags, the table waits. In milliseconds. */
const DRAGGED_MS = 200;

/** Draws a chart into a box, in the theme’s colours. Expressions are read by an interpreter: the page lets none be compiled. */
export async function draw(box: HTMLElement, tip: HTMLElement, spec: Spec, { brushed, refused }: Watch): Promise<Drawn> {
  const { spec: compiled } = compile(spec as unknown as TopLevelSpec, { config: { ...themeOf(box), ...localeOf(language()) } });
  const view = new vega.View(vega.parse(compiled, undefined, { ast: true }), {
    renderer: 'canvas',
    expr: expressionInterpreter,
    container: box,
    // What can be seen is said above the chart, and drawn nowhere else.
    hover: true,
    logLevel: vega.Error,
    loader: inlineOnly((address) => refused?.(address)),
  });
  view.tooltip((_, event, __, value) => showTip(tip, box, event, value));
  let timer: number | undefined;
  const tell = (_: string, value: unknown) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => brushed?.(brushedOf(value)), DRAGGED_MS);
  };
  if (brushed) view.addSignalListener('brush', tell);
  await view.runAsync();
  // Before anybody has marked anything, nothing is told.
  clearTimeout(timer);
  const resized = new ResizeObserver(() => void view.resize().runAsync());
  resized.observe(box);
  return {
    png: async () => (await view.toCanvas(2)).toDataURL('image/png').replace(/^data:[^,]*,/, ''),
    svg: () => view.toSVG(),
    end() {
      clearTimeout(timer);
      resized.disconnect();
      view.finalize();
    },
  };
}

function brushedOf(value: unknown): Brushed {
  const isList = (each: unknown): each is readonly (number | string)[] => Array.isArray(each);
  const entries = Object.entries((value ?? {}) as Record<string, unknown>).filter(([field]) => !field.startsWith('vlPoint'));
  return Object.fromEntries(entries.flatMap(([field, values]) => (isList(values) ? [[field === 'from' ? 'x' : field, values] as const] : [])));
}

function showTip(tip: HTMLElement, box: HTMLElement, event: MouseEvent, value: unknown): void {
  const isShown = typeof value === 'object' && value !== null && event.type !== 'mouseout';
  tip.hidden = !isShown;
  if (!isShown) return;
  tip.replaceChildren(
    ...Object.entries(value).map(([name, text]) => {
      const line = document.createElement('div');
      line.textContent = `${name}: ${String(text)}`;
      return line;
    }),
  );
  const { left, top, width } = box.getBoundingClientRect();
  const x = event.clientX - left;
  tip.style.left = `${Math.max(0, Math.min(x + 12, width - tip.offsetWidth))}px`;
  tip.style.top = `${event.clientY - top + 14}px`;
}
