import { isOnePanel } from '../../core/text/vegaLite.ts';

/** A specification in Vega-Lite’s form, as it is saved: with its data, and without the colours of a theme. */
export type Spec = Readonly<Record<string, unknown>>;

/** What is marked in a chart, as Vega tells it: ends of ranges, or values. */
export type Brushed = Readonly<Record<string, readonly (number | string)[]>>;

/** A chart of one panel that names no width takes that of its place. */
export function fitted(spec: Spec): Spec {
  if (!isOnePanel(spec) || 'width' in spec) return spec;
  return { ...spec, width: 'container', autosize: { type: 'fit-x', contains: 'padding' } };
}
