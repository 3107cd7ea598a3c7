import assert from 'node:assert/strict';
import type { Output } from '../../../src/core/types/output.ts';
import { drawing, python, question, run, table, viewState } from './support/states.ts';
import { useViews } from './support/view.ts';

suite('results in a view', () => {
  const open = useViews();
  const show = (...outputs: readonly Output[]) =>
    open(viewState({ kind: 'analysis', items: [question('Analyse it'), python('sales.describe()', outputs)], run: run('completed') }));

  test('figures are shown as they are, but for the noise of binary fractions', async () => {
    const { page } = await show(table('Figures', [['a', 1_234_567.891, 0.1 + 0.2], ['b', -53.431_278_12, 0.000_012_345_678], ['c', 1_234_567_890_123.25, null]]));
    assert.deepEqual(await page.getByRole('cell').allTextContents(), ['a', '1234567.891', '0.3', 'b', '-53.43127812', '0.000012345678', 'c', '1234567890123.25', '–']);
  });

  test('a long table unfolds, and is saved whole', async () => {
    const long = table('Long', Array.from({ length: 1_000 }, (_, index) => [`m${index}`, index, 1]), { totalRows: 5_000 });
    const view = await show(long);
    const rows = view.page.getByRole('row');
    assert.equal(await rows.count(), 21);
    await view.page.getByText('20 of 5,000 rows').waitFor();
    await view.page.getByRole('button', { name: 'Show 1000 rows' }).click();
    await rows.nth(1_000).waitFor();
    await view.page.getByRole('button', { name: /^Save First 1000 Rows/ }).click();
    assert.deepEqual(await view.asked('saveTable'), long);
  });

  test('charts are pictures beside each other, opened and saved as files', async () => {
    const view = await show(drawing('By month'), drawing('By shop'));
    const images = view.page.locator('img');
    await images.last().evaluate((image: HTMLImageElement) => image.decode());
    assert.deepEqual(await images.evaluateAll((all) => all.map((image) => (image as HTMLImageElement).naturalWidth > 0)), [true, true]);
    const [left, right] = [await images.first().boundingBox(), await images.last().boundingBox()];
    assert.equal(left?.y, right?.y);
    assert.equal(await view.page.evaluate('"drawn" in window'), false);
    await view.page.getByRole('button', { name: 'Open By shop' }).click();
    assert.equal((await view.asked('openImage')).name, 'chart.svg');
    await view.page.getByRole('button', { name: 'Save Chart: By month' }).click();
    assert.equal((await view.asked('saveFile')).id, 'file-drawing');
  });

  test('prints beside results are folded; alone they are not, unless they are long', async () => {
    const print = (lines: number): Output => ({ type: 'logs', stream: 'stdout', text: 'said\n'.repeat(lines) });
    const beside = await show(print(2), table('Figures', [['a', 1, 1]]));
    assert.equal(await beside.page.getByText('said').isVisible(), false);
    await beside.page.getByText('Printed output (2 lines)').click();
    await beside.page.getByText('said').waitFor();
    const alone = await show(print(20));
    await alone.page.getByText('said').waitFor();
    const long = await show(print(21));
    await long.page.getByText('Printed output (21 lines)').waitFor();
  });

  test('HTML of code cannot pass for Docent’s own', async () => {
    const { page } = await show({ type: 'html', html: '<div class="consent"><button>Allow Once</button><b>Sums</b></div>', text: '' });
    await page.locator('b', { hasText: 'Sums' }).waitFor();
    assert.equal(await page.locator('.consent').count(), 0);
    assert.equal(await page.getByRole('button', { name: 'Allow Once' }).count(), 0);
  });
});
