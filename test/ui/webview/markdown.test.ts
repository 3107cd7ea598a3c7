import assert from 'node:assert/strict';
import type { Page } from '../../vscode-host/scripts/browser.ts';
import { answer, question, run, viewState } from './support/states.ts';
import { useViews } from './support/view.ts';

suite('the Markdown of an answer', () => {
  const open = useViews();
  const show = async (...texts: readonly string[]) => {
    const items = texts.flatMap((text, index) => [question('How?', `q${index}`), answer(text, `a${index}`)]);
    const { page } = await open(viewState({ items, run: run('completed') }));
    await page.locator('.markdown').last().waitFor();
    return page;
  };

  test('has tasks with boxes that are named and can’t be ticked', async () => {
    const page = await show('- [ ] open\n- [x] done with `code`\n- [link](https://a.example) and\n- [x]\n\n1. [X] first\n\n   more\n2. plain');
    const boxes = page.getByRole('checkbox');
    assert.deepEqual(await boxes.evaluateAll((all) => all.map((box) => [box.getAttribute('aria-label'), (box as HTMLInputElement).checked, (box as HTMLInputElement).disabled])), [
      ['open', false, true],
      ['done with code', true, true],
      ['first', true, true],
    ]);
    assert.deepEqual(await page.locator('.markdown li').allInnerTexts(), ['open', 'done with code', 'link and', '[x]', 'first\n\nmore', 'plain']);
    await boxes.first().and(page.getByLabel('open')).waitFor();
  });

  test('has footnotes, by number in the order of the text, and links between both', async () => {
    const page = await show('Fact[^1], other[^long].\n\n[^long]: With `code`.\n\n    And a second paragraph[^1].\n\n[^1]: The note.\n\nThe end.[^none]', 'Again[^1].\n\n[^1]: Another note.');
    const [first, second] = [page.locator('.markdown').first(), page.locator('.markdown').last()];
    assert.deepEqual(await first.locator('sup').allInnerTexts(), ['1', '2', '1']);
    assert.deepEqual(await first.getByRole('list', { name: 'Notes' }).locator('> li').allInnerTexts(), ['The note.\n\n↩', 'With code.\n\nAnd a second paragraph1.\n\n↩']);
    assert.equal(await first.locator('> p').last().innerText(), 'The end.[^none]');
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await second.getByRole('link', { name: 'Note 1' }).click();
    assert.equal(await focused(), 'Another note.↩');
    await second.getByRole('button', { name: 'Back to where note 1 belongs' }).press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.parentElement?.parentElement?.textContent), 'Again1.');
    await first.getByRole('link', { name: 'Note 1' }).first().press('Enter');
    assert.equal(await focused(), 'The note.↩');
    assert.equal(await page.evaluate(() => new Set([...document.querySelectorAll('[id]')].map(({ id }) => id)).size === document.querySelectorAll('[id]').length), true);
  });

  test('has keys, and what stands lower or higher; all other HTML is text', async () => {
    const others = '<b>bold</b> <img src=x onerror=alert(1)> <kbd onclick=alert(1)>x</kbd> <sub>open <div> <br>';
    const page = await show(`<kbd>Ctrl</kbd>+<KBD>**C**</KBD> H<sub>2</sub>O x<sup>2<sub>i</sub></sup>\n\n${others}`);
    const [first, second] = [page.locator('.markdown p').first(), page.locator('.markdown p').last()];
    assert.equal(await first.innerHTML(), '<kbd>Ctrl</kbd>+<kbd><strong>C</strong></kbd> H<sub>2</sub>O x<sup>2<sub>i</sub></sup>');
    assert.equal(await second.textContent(), others);
    assert.equal(await second.locator('*').count(), 0);
  });

  test('has links instead of images, and loads none', async () => {
    const shown = await show('![remote](https://elsewhere.example/x.png) ![](https://elsewhere.example/y.png) [![badge *b*](https://elsewhere.example/b.png) text](https://a.example/) ![no](data:image/png;base64,AA) ![js](javascript:alert(1))');
    assert.deepEqual(await shown.getByRole('link').evaluateAll((links) => links.map((link) => [link.textContent, link.getAttribute('href')])), [
      ['remote', 'https://elsewhere.example/x.png'],
      ['https://elsewhere.example/y.png', 'https://elsewhere.example/y.png'],
      ['badge b text', 'https://a.example/'],
    ]);
    assert.equal(await shown.locator('.markdown img').count(), 0);
    assert.ok((await shown.locator('.markdown').innerText()).endsWith('![no](data:image/png;base64,AA) ![js](javascript:alert(1))'));
    assert.deepEqual(await shown.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.includes('elsewhere'))), []);
  });

  test('gives code in an item and in a quote the buttons that all code has', async () => {
    const page = await show('- so:\n\n  ```py\n  a = 1\n  ```\n\n> ```py\n> b = 2\n> ```\n>\n> 1. and\n>    ```py\n>    c = 3\n>    ```');
    assert.deepEqual(await page.locator('pre').allInnerTexts(), ['a = 1', 'b = 2', 'c = 3']);
    assert.equal(await page.getByRole('button', { name: 'Copy', exact: true }).count(), 3);
    assert.equal(await page.getByRole('button', { name: 'Open', exact: true }).count(), 3);
  });

  test('goes from right to left where its text does, and code never', async () => {
    const hebrew = 'עברית: זהו משפט בעברית עם English באמצע ומספר 123.';
    const code = '```\nשלום\n```';
    const page = await show([hebrew, 'English **text** with שלום.', `- ${hebrew}\n- English`, `> ${hebrew}`, `| ${hebrew} | b |\n| --- | --- |\n| English | שלום |`, `## ${hebrew}`, code, '`שלום` is code'].join('\n\n'));
    const directions = (selector: string) => page.locator(`.markdown ${selector}`).evaluateAll((all) => all.map((element) => getComputedStyle(element).direction));
    assert.deepEqual(await directions('> p'), ['rtl', 'ltr', 'ltr']);
    assert.deepEqual(await directions('li'), ['rtl', 'ltr']);
    assert.deepEqual(await directions(':is(blockquote, blockquote p)'), ['rtl', 'rtl']);
    assert.deepEqual(await directions(':is(table, th, td)'), ['rtl', 'rtl', 'ltr', 'ltr', 'rtl']);
    assert.deepEqual(await directions(':is(h2, pre, code)'), ['rtl', 'ltr', 'ltr', 'ltr']);
    const [start, end] = await edges(page, '.markdown > p');
    assert.ok(end < 3 && start > 3, 'the text begins at the right');
  });

  test('lets a wide table be scrolled in its own place', async () => {
    const cells = Array.from({ length: 12 }, (_, index) => `column_${index}`).join(' | ');
    const page = await show(`| ${cells} |\n|${'---|'.repeat(12)}\n| ${cells} |\n\n- in a list\n\n  | ${cells} |\n  |${'---|'.repeat(12)}\n  | ${cells} |`);
    const tables = page.getByRole('group', { name: 'Table' });
    assert.deepEqual(await tables.evaluateAll((all) => all.map((table) => table.scrollWidth > table.clientWidth + 100)), [true, true]);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
});

/** How far the first line of text is from both edges of its element, in pixels. */
function edges(page: Page, selector: string): Promise<readonly [number, number]> {
  return page.locator(selector).first().evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const line = [...range.getClientRects()].at(-1) ?? new DOMRect();
    const box = element.getBoundingClientRect();
    return [line.left - box.left, box.right - line.right] as const;
  });
}
