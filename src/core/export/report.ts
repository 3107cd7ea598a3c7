import { t } from '@vscode/l10n';
import markdownIt from 'markdown-it';
import { spans } from '../text/terminal.ts';
import type { Output } from '../types/output.ts';
import { chartHtml } from './charts.ts';
import { about, type Exported } from './notebook.ts';
import { REPORT_STYLES } from './reportStyles.ts';
import { safeHtml } from './safeHtml.ts';
import { chapters, type Chapter } from './story.ts';
import { escapeHtml, tableHtml } from './tables.ts';
import { language } from '../text/language.ts';

/** Nothing is loaded and nothing runs, whatever came into the report. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** HTML stays text, and pictures from elsewhere are not asked for. */
const markdown = markdownIt({ html: false, linkify: false }).disable('image');

/** A thread as one page of HTML that needs nothing else: what was found first, then results with the code that made them, folded. */
export async function toReport(exported: Exported): Promise<string> {
  const parts: string[] = [];
  for (const section of sections(chapters(exported.items))) {
    for (const chapter of section) parts.push(chapter.kind === 'code' ? await code(chapter, exported) : `<section class="${chapter.kind}">${markdown.render(chapter.text)}</section>`);
  }
  return `<!DOCTYPE html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(exported.title || t('Analysis'))}</title>
<style>${REPORT_STYLES}</style>
</head>
<body>
<main>
${markdown.render(about(exported))}
${parts.join('\n')}
</main>
</body>
</html>
`;
}

/** Of each question what was found comes before what it was found by. */
function sections(all: readonly Chapter[]): readonly (readonly Chapter[])[] {
  const groups: Chapter[][] = [];
  for (const chapter of all) {
    if (chapter.kind === 'question' || groups.length === 0) groups.push([]);
    groups.at(-1)?.push(chapter);
  }
  const ofKind = (group: readonly Chapter[], kind: Chapter['kind']) => group.filter((chapter) => chapter.kind === kind);
  return groups.map((group) => [...ofKind(group, 'question'), ...ofKind(group, 'answer'), ...ofKind(group, 'code')]);
}

async function code({ call, isDocents }: Extract<Chapter, { kind: 'code' }>, exported: Exported): Promise<string> {
  const shown: string[] = [];
  const hasResults = call.outputs.some(({ type }) => type === 'table' || type === 'image' || type === 'chart');
  for (const output of call.outputs) {
    // What Docent's own scripts print is the text above.
    if (output.type === 'logs' && isDocents && hasResults) continue;
    shown.push(await result(output, exported));
  }
  const error = call.error ? `<p class="notice">${escapeHtml(call.error.message)}</p>` : '';
  return `<section class="code">${shown.join('\n')}${error}<details><summary>Python</summary><pre><code>${escapeHtml(call.code)}</code></pre></details></section>`;
}

async function result(output: Output, { read, draw }: Exported): Promise<string> {
  switch (output.type) {
    case 'logs':
      return `<pre class="${output.stream}">${spans(output.text).map(({ text, colour, isBold }) => printed(text, colour, isBold)).join('')}</pre>`;
    case 'image': {
      const name = escapeHtml(output.title || output.file.name);
      const data = Buffer.from(await read(output.file)).toString('base64');
      return `<figure><img alt="${name}" src="data:${escapeHtml(output.file.mime)};base64,${data}">${output.title ? `<figcaption>${name}</figcaption>` : ''}</figure>`;
    }
    case 'table':
      return `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(output.title || t('Table'))}">${tableHtml(output)}</div>`;
    case 'chart':
      return chartHtml(output, await draw(output.spec));
    case 'markdown':
      return markdown.render(output.text);
    case 'html':
      return `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(t('Output'))}">${safeHtml(output.html)}</div>`;
    case 'text':
      return `<pre>${escapeHtml(output.text)}</pre>`;
    case 'file':
      return `<p class="notice">${escapeHtml(t('File: {0}', output.file.name))}</p>`;
    case 'notice':
      return `<p class="notice">${escapeHtml(output.notice.message)}</p>`;
    case 'exception':
      return `<pre class="stderr">${escapeHtml(output.traceback)}</pre>`;
    default:
      return '';
  }
}

function printed(text: string, colour: number | null, isBold: boolean): string {
  const classes = [...(colour === null ? [] : [`ansi-${colour}`]), ...(isBold ? ['bold'] : [])];
  return classes.length > 0 ? `<span class="${classes.join(' ')}">${escapeHtml(text)}</span>` : escapeHtml(text);
}
