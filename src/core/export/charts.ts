import { t } from '@vscode/l10n';
import { fenced } from '../text/fence.ts';
import { vegaLiteOf } from '../text/vegaLite.ts';
import type { VegaChart } from '../types/output.ts';
import { escapeHtml, escapeMarkdown } from './tables.ts';

/** The major version that a specification names; Altair's of 2022 where it names none. */
const VERSION = /vega-lite\/v(\d+)/;

/** Many renderers of Markdown draw a block of this language. */
export function chartMarkdown({ title, spec }: VegaChart): string {
  return [...(title ? [`**${escapeMarkdown(title)}**`] : []), fenced(spec, 'vega-lite')].join('\n\n');
}

/** Its picture; where it could not be drawn, what draws it elsewhere. @param svg null for no picture */
export function chartHtml({ title, spec }: VegaChart, svg: string | null): string {
  if (svg !== null) {
    // Its title stands in it.
    return `<figure><img alt="${escapeHtml(title || t('Chart'))}" src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}"></figure>`;
  }
  return `<figure><figcaption>${escapeHtml(t('{0}: an interactive chart, which the notebook and Docent draw.', title || t('Chart')))}</figcaption><details><summary>Vega-Lite</summary><pre><code>${escapeHtml(spec)}</code></pre></details></figure>`;
}

/** As notebooks keep it, under the MIME type of its version. */
export function chartBundle({ title, spec }: VegaChart): Readonly<Record<string, unknown>> {
  const version = VERSION.exec(String(vegaLiteOf(spec)?.['$schema'] ?? ''))?.[1] ?? '4';
  return { [`application/vnd.vegalite.v${version}+json`]: JSON.parse(spec) as unknown, 'text/plain': title || t('Chart') };
}
