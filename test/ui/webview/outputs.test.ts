import assert from 'node:assert/strict';
import type { Output, Picture } from '../../../src/core/types/output.ts';
import { answer, drawing, python, question, run, viewState } from './support/states.ts';
import { useViews } from './support/view.ts';

suite('outputs of code in a view', () => {
  const open = useViews();
  const show = (...outputs: readonly Output[]) =>
    open(viewState({ kind: 'analysis', items: [question('Run it'), python('df.style', outputs), answer('Done.')], run: run('completed') }));

  test('a styled frame has the colours of its cells, ink that can be read on them, and nothing else of its styles', async () => {
    const html =
      '<style>#T_1_row0_col0 { background-color: #023858; color: #f1f1f1; position: fixed; top: 0 } #T_1_row1_col0 { background-color: yellow } td { display: none }</style><table id="T_1"><tr><td id="T_1_row0_col0">dark</td></tr><tr><td id="T_1_row1_col0">bright</td></tr><tr><td style="color: rgb(1, 2, 3); background: url(https://elsewhere.example/a)" data-style="position: fixed">own</td></tr></table>';
    const { page } = await show({ type: 'html', html, text: '' });
    await page.getByText('bright').waitFor();
    const looks = await page.locator('td').evaluateAll((cells) => cells.map((cell) => [getComputedStyle(cell).backgroundColor, getComputedStyle(cell).color, getComputedStyle(cell).position]));
    assert.deepEqual(looks.slice(0, 2), [['rgb(2, 56, 88)', 'rgb(241, 241, 241)', 'static'], ['rgb(255, 255, 0)', 'rgb(0, 0, 0)', 'static']]);
    assert.deepEqual(looks[2]?.slice(1), ['rgb(1, 2, 3)', 'static']);
  });

  test('a warning is marked as one; other words on stderr are not', async () => {
    const { page } = await show({ type: 'logs', stream: 'stderr', text: '<cell 1>:2: UserWarning: old api\n  warnings.warn("old api")\n' });
    await page.getByRole('group', { name: 'Warning' }).getByText('UserWarning: old api').waitFor();
    const plain = await show({ type: 'logs', stream: 'stderr', text: '100%|██| 3/3\n' });
    await plain.page.getByText('3/3').waitFor();
    assert.equal(await plain.page.getByRole('group', { name: 'Warning' }).count(), 0);
  });

  const chart = (spec: object): Output => ({ type: 'chart', title: 'Sums', spec: JSON.stringify(spec) });
  // As Altair 4 writes it, with the selection of its days.
  const POINTS = {
    title: 'Sums',
    config: { view: { continuousWidth: 400, continuousHeight: 200 } },
    data: { name: 'd' },
    datasets: { d: [{ a: 'x', b: 3 }, { a: 'y', b: 5 }] },
    mark: 'bar',
    encoding: { x: { field: 'a', type: 'nominal' }, y: { field: 'b', type: 'quantitative' }, tooltip: [{ field: 'b', type: 'quantitative' }] },
    selection: { s1: { type: 'interval', bind: 'scales', encodings: ['y'] } },
    $schema: 'https://vega.github.io/schema/vega-lite/v4.17.0.json',
  };

  test('a chart of Vega-Lite is drawn under the policy of the page, tells its marks and is saved', async () => {
    const { page, asked } = await show(chart(POINTS));
    const drawing = page.getByRole('img', { name: 'Sums' }).locator('canvas');
    await drawing.waitFor();
    const box = await drawing.boundingBox();
    assert(box && box.width > 300);
    // The right bar.
    await page.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.6);
    await page.locator('.vega-chart .tip').getByText('b: 5').waitFor();
    await page.getByRole('button', { name: 'Save Chart as SVG: Sums' }).click();
    const saved = await asked('saveChart');
    assert.equal(saved.name, 'Sums.svg');
    assert.match(saved.content, /^<svg[^]*Sums/);
    await page.getByRole('button', { name: 'Save Chart as Vega-Lite: Sums' }).click();
    assert.deepEqual(JSON.parse((await asked('saveChart')).content), POINTS);
  });

  test('a chart whose data lies elsewhere loads nothing and says so; one that is none says why', async () => {
    const elsewhere = 'https://elsewhere.example/cars.json';
    const { page } = await show(chart({ ...POINTS, data: { url: elsewhere } }), chart({ mark: 'nonsense', data: { values: [] } }));
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.getByText(`This chart reads ${elsewhere}, which Docent does not load`).waitFor();
    await page.getByText('This chart can’t be drawn: ').waitFor();
    assert.deepEqual(requests.filter((url) => url.startsWith('https://elsewhere')), []);
  });

  test('a figure of plotly is drawn under the policy of the page, tells its marks and is saved; one that is none stays a picture', async () => {
    // As plotly writes numbers: packed, here the bytes 1, 3 and 2.
    const figure = { data: [{ type: 'scatter', mode: 'markers', name: 'a', marker: { size: 30 }, hovertemplate: 'y=%{y}<extra></extra>', x: [1, 2, 3], y: { dtype: 'i1', bdata: 'AQMC' } }], layout: { title: { text: 'Sums' } } };
    const picture = (json: string): Output => ({ ...(drawing('Sums') as Picture), figure: json });
    const view = await show({ type: 'text', text: 'first' });
    const { page } = view;
    await page.getByText('first').waitFor();
    await page.evaluate(() => document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile }) => document.body.append(`refused: ${violatedDirective} ${sourceFile}`)));
    await view.show(viewState({ kind: 'analysis', items: [question('Run it'), python('fig', [picture(JSON.stringify(figure)), picture('[]')]), answer('Done.')], run: run('completed') }));
    const chart = page.locator('.plotly-box');
    await chart.and(page.locator('[aria-busy=false]')).waitFor();
    assert.equal(await page.locator('img').count(), 1);
    const mark = await chart.locator('.point').nth(1).boundingBox();
    await page.mouse.move((mark?.x ?? 0) + 15, (mark?.y ?? 0) + 15);
    await chart.locator('.hoverlayer').getByText('y=3').waitFor();
    await page.getByRole('button', { name: 'Save Chart as SVG: Sums' }).click();
    const { content } = await view.asked('saveChart');
    assert.match(content, /^<svg[^]*Sums/);
    assert.doesNotMatch(await page.locator('body').innerText(), /refused:/);
  });

  test('Vega is loaded with the first chart, not before', async () => {
    const { page, show: change } = await show({ type: 'text', text: 'no chart' });
    await page.getByText('no chart').waitFor();
    const scripts = () => page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).length);
    const before = await scripts();
    await change(viewState({ kind: 'analysis', items: [question('Run it'), python('chart', [chart(POINTS)]), answer('Done.')], run: run('completed') }));
    await page.getByRole('img', { name: 'Sums' }).locator('canvas').waitFor();
    assert.ok((await scripts()) > before);
  });
});
