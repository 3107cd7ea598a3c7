import * as vega from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile, type TopLevelSpec } from 'vega-lite';
import { inlineOnly } from '../../text/inlineOnly.ts';
import { isOnePanel, type VegaLite } from '../../text/vegaLite.ts';

/** As wide as a page is that one reads. In pixels. */
const WIDTH = 640;

/**
 * A chart as SVG, on white paper. It is drawn of the data that it came with, and nothing that it says is compiled to code.
 * @throws Error where it asks for more than that, or is no chart
 */
export async function svgOf(spec: VegaLite): Promise<string> {
  let refused = '';
  const { spec: compiled } = compile({ background: 'white', ...(isOnePanel(spec) && { width: WIDTH }), ...spec } as unknown as TopLevelSpec);
  const view = new vega.View(vega.parse(compiled, undefined, { ast: true }), {
    renderer: 'none',
    expr: expressionInterpreter,
    logLevel: vega.None,
    loader: inlineOnly((address) => (refused = address)),
  });
  try {
    await view.runAsync();
    if (refused) throw new Error(`It asks for ${refused}`);
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
