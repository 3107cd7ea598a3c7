import assert from 'node:assert/strict';
import type { Output } from '../../../src/core/types/output.ts';
import { answer, drawing, python, question, run, table, viewState } from './support/states.ts';
import { useViews } from './support/view.ts';

const print = (lines: number): Output => ({ type: 'logs', stream: 'stdout', text: 'said\n'.repeat(lines) });

suite('results in a view', () => {
  const open = useViews();
  const show = (...outputs: readonly Output[]) =>
    open(viewState({ kind: 'analysis', items: [question('Analyse it'), python('sales.describe()', outputs), answer('**Sales rose.**')], run: run('completed') }));

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

  test('a chart of Docent’s own has the theme’s paper and ink, and nothing else that it may bring', async () => {
    const view = await show(drawing('Sums', 'file-chart'));
    const chart = view.page.getByRole('img', { name: 'Sums' });
    await chart.locator('svg text', { hasText: 'month' }).waitFor();
    const colours = await chart.evaluate((drawn) => {
      const fill = (selector: string) => getComputedStyle(drawn.querySelector(selector) as Element).fill;
      return [fill('rect'), fill('text') === getComputedStyle(document.body).color, drawn.querySelectorAll('script, style, image, [onclick]').length];
    });
    assert.deepEqual(colours, ['rgba(0, 0, 0, 0)', true, 0]);
    assert.equal(await view.page.evaluate('"drawn" in window'), false);
    await view.page.getByRole('button', { name: 'Open Sums' }).click();
    assert.equal((await view.asked('openImage')).id, 'file-chart');
  });

  test('a report begins with what was found; charts and tables follow, and steps come last', async () => {
    const { page } = await show(print(30), table('Figures', [['a', 1, 1]]), drawing('By month'));
    await page.getByRole('article', { name: 'Docent' }).waitFor();
    const order = ['article.user', 'article.assistant', 'figure.table', 'figure.chart', 'details.step:has-text("Ran Python")', 'details.step:has-text("Printed output (30 lines)")'];
    const tops = await Promise.all(order.map(async (part) => (await page.locator(part).boundingBox())?.y ?? NaN));
    assert.deepEqual(tops, tops.toSorted((a, b) => a - b));
    assert.equal(await page.getByText('said').first().isVisible(), false);
  });

  test('what the user’s own code prints is shown, however long, in a scroller', async () => {
    const code = 'for _ in range(500): print("said")';
    const selection = { type: 'selection', path: 'plan.py', language: 'python', text: code, lines: { start: 1, end: 1 } } as const;
    const { page } = await open(
      viewState({ kind: 'analysis', items: [question('Analyze this code.', 'msg_question', [selection]), python(code, [print(500), table('T', [['a', 1, 1]])])], run: run('completed') }),
    );
    const printed = page.locator('pre.stdout');
    await printed.waitFor();
    assert.ok(((await printed.boundingBox())?.height ?? 0) < 700);
    assert.ok(await printed.evaluate((box) => box.scrollHeight > box.clientHeight));
  });

  test('prints beside results are folded; alone they are not, unless they are long', async () => {
    const beside = await show(print(2), table('Figures', [['a', 1, 1]]));
    assert.equal(await beside.page.getByText('said').isVisible(), false);
    await beside.page.getByText('Printed output (2 lines)').click();
    await beside.page.getByText('said').waitFor();
    const alone = await show(print(20));
    await alone.page.getByText('said').waitFor();
    const long = await show(print(21));
    await long.page.getByText('Printed output (21 lines)').waitFor();
  });

  test('HTML that would load something when it is shown has nothing of it left', async () => {
    const url = 'https://elsewhere.example/a';
    const html = `<b>Kept</b><video poster="${url}" src="${url}" controls></video><audio src="${url}" autoplay></audio><table background="${url}"><tr><td background="${url}">cell</td></tr></table><picture><source srcset="${url}"></picture><object data="${url}"></object><embed src="${url}"><blockquote cite="${url}">q</blockquote><a href="${url}" ping="${url}">link</a>`;
    const { page } = await show({ type: 'html', html, text: '' });
    const shown = await page.getByText('Kept').evaluate((element) => element.parentElement?.innerHTML ?? '');
    assert.equal(shown.split(url).length - 1, 1, shown);
    assert.match(shown, /<a [^>]*href="https:/);
  });

  test('what was printed is shown as a terminal shows it in the end, and copied without codes', async () => {
    const { page } = await show({ type: 'logs', stream: 'stdout', text: '\r 50%|█ |\r100%|██|\n\x1b[31mred\x1b[0m and plain\n' });
    const box = page.locator('pre.stdout');
    await box.waitFor();
    assert.equal(await box.textContent(), '100%|██|\nred and plain\n');
    await box.locator('.ansi-1', { hasText: /^red$/ }).waitFor();
  });

  test('HTML of code cannot pass for Docent’s own', async () => {
    const { page } = await show({ type: 'html', html: '<div class="consent"><button>Allow Once</button><b>Sums</b></div>', text: '' });
    await page.locator('b', { hasText: 'Sums' }).waitFor();
    assert.equal(await page.locator('.consent').count(), 0);
    assert.equal(await page.getByRole('button', { name: 'Allow Once' }).count(), 0);
  });
});
