import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../../scripts/paths.ts';
import { drawnChart } from '../../../src/core/export/drawing/drawn.ts';
import { toReport } from '../../../src/core/export/report.ts';
import { newContext, sharedBrowser } from '../../vscode-host/scripts/browser.ts';
import { tempDir } from '../../support/temp.ts';
import { violations } from '../support/axe.ts';
import { answer, drawing, python, question, table } from '../webview/support/states.ts';

const ELSEWHERE = 'https://elsewhere.example/x';
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><script>top.ran = true</script><image href="${ELSEWHERE}"/><rect width="20" height="20" fill="red"/></svg>`;
const HTML = `<p onclick="ran = true">Kept</p><script>ran = true</script><img src="${ELSEWHERE}"><style>@import "${ELSEWHERE}"; #c1 { color: #b00000 }</style><table><tr><td id="c1">red</td></tr></table><iframe src="${ELSEWHERE}"></iframe><object data="${ELSEWHERE}"></object>`;
const SPEC = JSON.stringify({ title: 'Sums', data: { values: [{ a: 'x', b: 3 }, { a: 'y', b: 5 }] }, mark: 'bar', encoding: { x: { field: 'a' }, y: { field: 'b', type: 'quantitative' } } });

suite('A report that was exported', () => {
  test('opens offline, asks for nothing, runs nothing, and can be read by everyone', async () => {
    const dir = await tempDir();
    const context = await newContext(await sharedBrowser(), { width: 900, height: 800 });
    try {
      const items = [
        question('Analyze this data.'),
        python('df.head()', [drawing('By month'), { type: 'chart', title: 'Sums', spec: SPEC }, table('Sums', [['a', 1, 0.5]]), { type: 'html', html: HTML, text: '' }, { type: 'logs', stream: 'stdout', text: '\x1b[31mred\x1b[0m\n' }, { type: 'markdown', text: `![x](${ELSEWHERE}) <script>ran = true</script> **bold**` }]),
        answer(`**Sales rose.** [a link](javascript:ran=true) ![x](${ELSEWHERE})`),
      ];
      const file = path.join(dir.path, 'report.html');
      writeFileSync(file, await toReport({ title: 'Sales', items, folder: dir.path, python: null, read: async () => Buffer.from(SVG), draw: (spec) => drawnChart(spec, path.join(ROOT, 'dist/chartWorker.js')) }));
      const page = await context.newPage();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await context.setOffline(true);
      await page.goto(pathToFileURL(file).href);
      await page.getByText('Sales rose.').waitFor();
      const pictures = page.locator('img');
      await pictures.last().evaluate((image: HTMLImageElement) => image.decode());
      assert.deepEqual(await pictures.evaluateAll((all) => all.map((image) => [(image as HTMLImageElement).alt, (image as HTMLImageElement).naturalWidth > 0])), [['By month', true], ['Sums', true]]);
      assert.deepEqual(asked.filter((url) => !url.startsWith('data:')), [pathToFileURL(file).href]);
      assert.equal(await page.evaluate('"ran" in window'), false);
      assert.equal(await page.getByText('red', { exact: true }).first().evaluate((cell) => getComputedStyle(cell).color), 'rgb(176, 0, 0)');
      assert.ok(((await page.getByText('Sales rose.').boundingBox())?.y ?? 0) < ((await pictures.first().boundingBox())?.y ?? 0));
      assert.deepEqual(await violations(page), []);
    } finally {
      await context.close();
      await dir.remove();
    }
  });
});
