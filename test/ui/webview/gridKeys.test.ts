import assert from 'node:assert/strict';
import { eventually } from '../support/eventually.ts';
import { cell, head, LONG, says } from './support/gridParts.ts';
import { useGrids } from './support/gridView.ts';

suite('a table by keys alone', function () {
  this.timeout(40_000);
  const open = useGrids();

  test('the keyboard suffices: it moves, selects, copies, sorts, and opens a column’s settings', async () => {
    const view = await open('long.csv', LONG);
    const { page } = view;
    await cell(view, 0, 0).waitFor();
    // By Tab alone, from the search on.
    await page.getByRole('searchbox', { name: 'Search all columns' }).focus();
    for (let presses = 0; presses < 12 && !(await page.locator('[role=gridcell]:focus').isVisible()); presses++) await page.keyboard.press('Tab');
    assert.equal(await page.locator(':focus').getAttribute('aria-colindex'), '2');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    assert.equal(await page.locator('[aria-selected=true]').count(), 4);
    await page.keyboard.press('Control+c');
    await eventually(() => assert.deepEqual(view.copied, ['Mill\t919\nStation\t838\n']));
    await page.keyboard.press('Control+End');
    await says(page.locator(':focus'), '4999');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await eventually(async () => assert.equal(await head(view, 'qty').getAttribute('aria-sort'), 'ascending'));
    await page.keyboard.press('Enter');
    await says(cell(view, 0, 3), '4999');
    const width = async () => (await head(view, 'qty').boundingBox())?.width ?? 0;
    const before = await width();
    await page.keyboard.press('Control+ArrowRight');
    await eventually(async () => assert.equal(await width(), before + 16));
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByRole('dialog', { name: 'Column qty' }).waitFor();
    await page.keyboard.press('Escape');
    await eventually(async () => assert.equal(await page.locator(':focus').getAttribute('role'), 'columnheader'));
  });

  test('what stands around the grid is used by keys alone: each has a name, is seen to have the focus, and Escape leads back into the grid', async () => {
    const view = await open('long.csv', LONG, undefined, "document.documentElement.style.setProperty('--vscode-focusBorder', 'blue')");
    const { page } = view;
    await cell(view, 0, 0).waitFor();
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    // Native as well as named ones, as a screen reader has them.
    const focused = () => page.locator(':focus').evaluate((part) => part.getAttribute('aria-label') ?? part.closest('label')?.firstChild?.textContent ?? part.textContent);
    const isOn = (name: string) => eventually(async () => assert.equal((await focused())?.trim(), name));
    const order: (string | null | undefined)[] = [];
    await isOn('2024-01-01');
    for (let presses = 0; presses < 8; presses++) {
      await press('Shift+Tab');
      order.push((await focused())?.trim());
      assert.notEqual(await page.locator(':focus').evaluate((part) => getComputedStyle(part).outlineStyle), 'none', String(order.at(-1)));
    }
    assert.deepEqual(order.reverse(), ['Delimiter', 'Encoding', 'Header', 'Search all columns', 'Copy', 'Save', 'Chart', 'Analyze']);
    await press('Escape');
    await isOn('2024-01-01');
    // A choice that has the file read again keeps the focus.
    await page.getByLabel('Delimiter').focus();
    await press('End');
    await page.locator('.head', { hasText: 'day,shop,price,qty' }).waitFor();
    await isOn('Delimiter');
    await press('Home');
    await cell(view, 0, 3).waitFor();
    await isOn('Delimiter');
    await press('Control+f');
    await isOn('Search all columns');
    await press('Tab', 'ArrowDown');
    await isOn('As CSV');
    await press('End', 'ArrowDown', 'ArrowUp', 'Home', 'ArrowDown', 'Enter');
    await eventually(() => assert.equal(view.copied.length, 1));
    await isOn('Copy');
    await press('Enter');
    await isOn('As CSV');
    await press('Tab');
    await isOn('Copy');
    assert.equal(await page.getByRole('menu').count(), 0);
    await press('Escape', 'Control+Home', 'ArrowRight', 'ArrowUp', 'Alt+ArrowDown');
    await isOn('Role');
    await press('Shift+Tab', 'Tab');
    await isOn('Role');
    await page.getByRole('checkbox', { name: /Mill/ }).focus();
    await press('Space', 'Escape');
    await page.getByText('1,667 of 5,000 rows').waitFor();
    await page.getByRole('button', { name: 'Remove filter: shop is Mill' }).focus();
    await press('Enter');
    await page.getByText('5,000 rows', { exact: true }).waitFor();
    assert.equal(await page.locator(':focus').getAttribute('role'), 'columnheader');
    await page.getByRole('button', { name: 'Chart', exact: true }).press('Enter');
    await page.getByRole('region', { name: 'Chart' }).getByLabel('Kind').focus();
    for (const name of ['Across', 'Up', 'Colour', 'Save Chart', 'Close chart']) await press('Tab').then(() => isOn(name));
    await press('Enter');
    await isOn('Chart');
  });

  test('a cell that is out of sight, or is no more, still leads on by keys', async () => {
    const view = await open('long.csv', LONG);
    const { page } = view;
    await cell(view, 0, 0).click();
    await page.keyboard.press('Control+End');
    await says(page.locator('[role=gridcell]:focus'), '4999');
    await page.getByRole('grid').evaluate((grid) => grid.scrollTo({ top: 0, left: 0 }));
    await cell(view, 3, 3).waitFor();
    await page.locator('[role=grid]:focus').waitFor();
    await page.keyboard.press('ArrowUp');
    await says(page.locator('[role=gridcell]:focus'), '4998');
    await page.getByRole('searchbox', { name: 'Search all columns' }).fill('2024-01-07');
    await page.getByText(/^17\d of 5,000 rows$/).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('5,000 rows', { exact: true }).waitFor();
    await page.getByRole('searchbox', { name: 'Search all columns' }).fill('nothing');
    await page.getByText('0 of 5,000 rows').waitFor();
    for (let presses = 0; presses < 5; presses++) await page.keyboard.press('Tab');
    assert.match((await page.locator('[role=columnheader]:focus').textContent()) ?? '', /^qty/);
  });
});
