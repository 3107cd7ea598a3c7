import assert from 'node:assert/strict';
import { violations } from '../support/axe.ts';
import { eventually } from '../support/eventually.ts';
import { cell, head, LONG, says } from './support/gridParts.ts';
import { useGrids } from './support/gridView.ts';

suite('a table in a view', function () {
  this.timeout(40_000);
  const open = useGrids();

  test('rows are fetched as one scrolls, and only those that are seen are in the page', async () => {
    const view = await open('long.csv', LONG);
    const { page, fetched } = view;
    await says(cell(view, 0, 3), '0');
    assert.equal(await page.getByRole('grid').getAttribute('aria-rowcount'), '5001');
    assert.ok((await page.getByRole('row').count()) < 50);
    await page.getByRole('grid').evaluate((grid) => grid.scrollTo({ top: 4_000 * 22 }));
    await says(cell(view, 4_005, 3), '4005');
    assert.deepEqual(fetched.filter((offset) => offset > 100 && offset < 3_900), []);
    await page.getByText('5,000 rows').waitFor();
    assert.match((await head(view, 'price').textContent()) ?? '', /integer · average.*1,000 distinctnone missing/);
    await head(view, 'price').getByRole('img', { name: /^Distribution from 0 to 999/ }).waitFor();
    assert.deepEqual(view.violated, []);
  });

  test('a click sorts, filters leave rows out, and both are there after the view was hidden', async () => {
    const view = await open('long.csv', LONG);
    const { page } = view;
    await head(view, 'price').getByRole('button', { name: 'price', exact: true }).click();
    await head(view, 'price').getByRole('button', { name: 'price', exact: true }).click();
    await says(cell(view, 0, 2), '999');
    assert.equal(await head(view, 'price').getAttribute('aria-sort'), 'descending');
    await head(view, 'shop').getByRole('button', { name: 'Filter and settings of shop' }).click();
    const panel = page.getByRole('dialog', { name: 'Column shop' });
    await panel.getByRole('checkbox', { name: /Mill/ }).check();
    await page.getByText('1,667 of 5,000 rows').waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await page.getByRole('searchbox', { name: 'Search all columns' }).fill('2024-01-07');
    await page.getByText(/^\d\d of 5,000 rows$/).waitFor();
    await view.reopen();
    await page.getByText(/^\d\d of 5,000 rows$/).waitFor();
    await page.getByRole('button', { name: 'Remove filter: shop is Mill' }).click();
    await page.getByText(/^1\d\d of 5,000 rows$/).waitFor();
    assert.equal(await head(view, 'price').getAttribute('aria-sort'), 'descending');
  });

  test('the header row, a type and a role are changed in place, and remembered', async () => {
    const view = await open('odd.csv', 'Report of May,\nname,when\na,03/04/2024\nb,01/02/2024\n');
    const { page } = view;
    await cell(view, 0, 0).waitFor();
    const header = page.getByLabel('Header');
    await header.selectOption('0');
    await head(view, 'Column 1').waitFor();
    await header.selectOption('2');
    await head(view, 'when').waitFor();
    await head(view, 'when').getByRole('button', { name: /^Change type or role/ }).click();
    const panel = page.getByRole('dialog', { name: 'Column when' });
    await panel.getByLabel('Type').selectOption('day_first');
    await eventually(async () => assert.ok(await head(view, 'when').locator('.kind.chosen').isVisible()));
    await panel.getByLabel('Role').selectOption('category');
    await head(view, 'when').getByText('category', { exact: true }).waitFor();
    await view.reopen();
    await head(view, 'when').getByText('category', { exact: true }).waitFor();
    assert.equal(await header.inputValue(), '2');
    await page.getByRole('button', { name: 'Guess All Again' }).click();
    await head(view, 'when').getByText('date', { exact: true }).waitFor();
  });

  test('what is selected is copied as CSV, TSV with headers and Markdown; all of it where nothing is', async () => {
    const view = await open('small.csv', 'name,n\na|b,1\nc,2\n');
    const { page } = view;
    await cell(view, 0, 0).waitFor();
    for (const form of ['As CSV', 'As TSV with Headers', 'As Markdown']) {
      await page.getByRole('button', { name: 'Copy' }).click();
      await page.getByRole('menuitem', { name: form }).click();
    }
    await eventually(() => assert.deepEqual(view.copied, ['name,n\na|b,1\nc,2\n', 'name\tn\na|b\t1\nc\t2\n', '| name | n |\n| --- | ---: |\n| a\\|b | 1 |\n| c | 2 |\n']));
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('menuitem', { name: 'As XLSX' }).click();
    await eventually(() => assert.deepEqual(view.saved, ['xlsx']));
  });

  test('frozen columns stay while others are scrolled', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `c${index}`);
    const view = await open('wide.csv', `${names.join(',')}\n${names.map((_, index) => index).join(',')}\n${names.map((_, index) => index * 2).join(',')}\n`);
    const { page } = view;
    await cell(view, 0, 0).waitFor();
    assert.ok((await page.getByRole('columnheader').count()) < 20);
    await head(view, 'c1').getByRole('button', { name: /^Filter and settings/ }).click();
    await page.getByRole('button', { name: 'Freeze up to Here' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('grid').evaluate((grid) => grid.scrollTo({ left: 5_000 }));
    await head(view, 'c40').waitFor();
    const left = async (name: string) => (await head(view, name).boundingBox())?.x;
    assert.deepEqual([await left('c0'), await left('c1')], [64, 64 + 136]);
    assert.equal(await head(view, 'c5').count(), 0);
  });

  test('what can’t be read as a table says so, and can be read all the same', async () => {
    const view = await open('prose.csv', 'One.\nTwo~three.\nFour~five.\nSix.\n');
    const { page } = view;
    await page.getByRole('alert').getByText(/does not look like a table/).waitFor();
    await page.getByLabel('Delimiter').selectOption('~');
    await page.getByRole('grid').waitFor();
  });

  test('a chart shows what is seen; what is marked in it filters the grid, and it is saved', async () => {
    const view = await open('long.csv', LONG);
    const { page } = view;
    await cell(view, 0, 0).waitFor();
    await page.getByRole('button', { name: 'Chart', exact: true }).click();
    const chart = page.getByRole('region', { name: 'Chart' });
    await chart.getByLabel('Kind').selectOption('histogram');
    await chart.getByLabel('Across').selectOption('qty');
    await chart.getByRole('img', { name: /Rows by qty: 30 marks/ }).locator('canvas').waitFor();
    const box = await chart.locator('canvas').boundingBox();
    assert.ok(box);
    const [y, from, to] = [box.y + box.height / 2, box.x + box.width * 0.3, box.x + box.width * 0.6];
    await page.mouse.move(from, y);
    await page.mouse.down();
    await page.mouse.move((from + to) / 2, y, { steps: 4 });
    await page.mouse.move(to, y, { steps: 4 });
    await page.mouse.up();
    await page.getByText(/^In the chart: qty from \d+ to \d+$/).waitFor();
    await page.getByText(/^1,[4-7]\d\d of 5,000 rows$/).waitFor();
    await chart.getByRole('img', { name: /30 marks/ }).waitFor();
    for (const form of ['As PNG', 'As SVG', 'As Vega-Lite']) {
      await chart.getByRole('button', { name: 'Save Chart' }).click();
      await chart.getByRole('menuitem', { name: form }).click();
    }
    await eventually(() => assert.deepEqual(view.charts.map(({ name }) => name), ['qty.png', 'qty.svg', 'qty.vl.json']));
    const [png, svg, spec] = view.charts.map(({ content }) => content);
    assert.ok(Buffer.from(png ?? '', 'base64').subarray(1, 4).toString() === 'PNG' && svg?.startsWith('<svg'));
    assert.equal((JSON.parse(spec ?? '') as { readonly data: { readonly values: readonly unknown[] } }).data.values.length, 30);
    await page.getByRole('button', { name: /^Remove filter: In the chart/ }).click();
    await page.getByText('5,000 rows', { exact: true }).waitFor();
    // What is let through is drawn, and not what was before.
    await chart.getByLabel('Kind').selectOption('bar');
    await chart.getByLabel('Across').selectOption('shop');
    await chart.getByRole('img', { name: /by shop: 3 marks/ }).waitFor();
    await page.getByRole('searchbox', { name: 'Search all columns' }).fill('mill');
    await chart.getByRole('img', { name: /by shop: 1 marks/ }).waitFor();
    assert.deepEqual(view.violated, []);
  });

  test('nobody stumbles over it', async () => {
    const view = await open('long.csv', LONG);
    const { page } = view;
    await cell(view, 0, 0).waitFor();
    await page.getByRole('button', { name: 'Chart', exact: true }).click();
    await page.locator('canvas').waitFor();
    await head(view, 'price').getByRole('button', { name: /^Filter and settings/ }).click();
    await page.getByRole('checkbox').first().waitFor();
    assert.deepEqual(await violations(page), []);
  });
});
