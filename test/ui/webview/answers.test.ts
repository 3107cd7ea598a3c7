import assert from 'node:assert/strict';
import { EMPTY_COMPOSER } from '../../../src/protocol/composer.ts';
import { annotationsOf, answer, chip, citation, item, passage, question, run, viewContext, viewState } from './support/states.ts';
import { useViews } from './support/view.ts';

suite('answers in a view', () => {
  const open = useViews();
  const show = async (text: string) => (await open(viewState({ items: [question('How?'), answer(text)], run: run('completed') }))).page;

  test('a number opens what it cites', async () => {
    const view = await open(viewState({ items: [question('How?'), answer('It doubles【2】, then waits【1】【3】.')] }));
    const numbers = view.page.locator('.citation');
    assert.deepEqual(await numbers.allTextContents(), ['2', '1', '3']);
    await numbers.first().click();
    assert.deepEqual(await view.asked('openCitation'), citation(2));
    await view.page.getByRole('button', { name: 'Source 3: docs/guide.pdf, page 3' }).press('Enter');
    assert.deepEqual(await view.asked('openCitation'), citation(3));
    await view.page.getByRole('list', { name: 'Sources' }).getByRole('button', { name: 'src/net/retry.ts:10-12' }).click();
    assert.deepEqual(await view.asked('openCitation'), citation(1));
  });

  test('a number changes nothing of the Markdown around it', async () => {
    const page = await show('**It doubles.**【1】 *【2】 So it is,* https://example.com/a【3】\n\n- one 【1】\n\n| a |\n| --- |\n| b【2】 |');
    assert.deepEqual(await page.locator('strong, em').allTextContents(), ['It doubles.', '2 So it is,']);
    assert.equal(await page.locator('a').getAttribute('href'), 'https://example.com/a');
    assert.equal(await page.locator('li .citation, td .citation').count(), 2);
  });

  test('reasoning that its provider alone can read takes no place', async () => {
    const thoughts = ['', 'I thought.'].map((text, index) => item(`rs_${index}`, { type: 'reasoning', text }));
    const { page } = await open(viewState({ items: [question('How?'), ...thoughts, answer('So.')], run: run('completed') }));
    await page.getByText('So.').waitFor();
    assert.deepEqual(await page.getByText('Thought', { exact: true }).count(), 1);
  });

  test('a search that missed files says so, unfolded or not', async () => {
    const note = '2 files are still being read; what they say may be missing here.';
    const call = { type: 'file_search_call' as const, callId: 'c', arguments: '{}', error: null, queries: ['retry'], results: [passage(1)], note };
    const { page } = await open(viewState({ items: [question('How?'), item('fs_1', call), answer('So.')], run: run('completed') }));
    await page.getByText('Searched for “retry” · 1 passage').waitFor();
    await page.locator('.notice').getByText(note).waitFor();
  });

  test('code holds no numbers', async () => {
    const page = await show('Call `retry()【1】` so:\n\n```ts\nretry(); // waits【2】\n```');
    assert.deepEqual(await page.locator('.markdown code').allTextContents(), ['retry()', 'retry(); // waits']);
    assert.equal(await page.locator('.citation').count(), 0);
  });

  test('code is coloured wherever it stands, and copied as it is', async () => {
    const page = await show('1. Do this:\n   ```python\n   def f(): pass\n   ```\n\n```ts\nconst a = "<b>";\n```');
    await page.locator('.hljs-keyword').nth(2).waitFor();
    assert.deepEqual(await page.locator('.hljs-keyword').allTextContents(), ['def', 'pass', 'const']);
    for (const [index, code] of ['def f(): pass', 'const a = "<b>";'].entries()) {
      await page.getByRole('button', { name: /Cop(y|ied)/ }).nth(index).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      assert.equal(await page.evaluate('navigator.clipboard.readText()'), code);
    }
  });

  test('columns keep their alignment without inline styles', async () => {
    const page = await show('| shop | sales |\n| --- | ---: |\n| Mill | 7 |');
    assert.deepEqual(
      await page.getByRole('cell').evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell).textAlign)),
      ['start', 'right'],
    );
  });

  test('a growing answer leaves alone what stands already', async () => {
    const first = answer('Begins here.\n\nGoes', 'msg_open', 'in_progress');
    const old = Array.from({ length: 50 }, (_, index) => [question(`${index}?`, `q${index}`), answer(`No ${index}【1】.`, `a${index}`)]).flat();
    const view = await open(viewState({ items: [...old, question('How?'), first], run: run('in_progress') }));
    await view.page.getByText('Goes').waitFor();
    await view.page.evaluate(() => {
      const touched = new Set<Element | null>();
      Object.assign(window, { touched });
      new MutationObserver((records) => {
        for (const { target } of records) touched.add((target instanceof Element ? target : target.parentElement)?.closest('article') ?? null);
      }).observe(document.querySelector('.items') ?? document, { childList: true, subtree: true, characterData: true });
      const paragraph = [...document.querySelectorAll('article')].at(-1)?.querySelector('p');
      if (paragraph) getSelection()?.selectAllChildren(paragraph);
    });
    const text = ' on【2】';
    view.run(
      { type: 'text.delta', itemId: 'msg_open', delta: ' on' },
      { type: 'text.delta', itemId: 'msg_open', delta: '【2】' },
      ...annotationsOf(`Begins here.\n\nGoes${text}`).map((annotation) => ({ type: 'annotation' as const, itemId: 'msg_open', annotation })),
    );
    await view.page.locator('article').last().locator('.citation').waitFor();
    assert.equal(await view.page.evaluate(() => getSelection()?.toString()), 'Begins here.');
    assert.equal(await view.page.evaluate('touched.size'), 1);
    assert.equal(await view.page.getByText('【').count(), 0);
  });

  test('what arrives within one frame is drawn at once, and nothing twice', async () => {
    const growing = (text: string) => viewState({ items: [question('How?'), answer(text, 'msg_open', 'in_progress')], run: run('in_progress') });
    const view = await open(growing('It'));
    await view.page.evaluate(() => {
      const frames: FrameRequestCallback[] = [];
      window.requestAnimationFrame = (callback) => frames.push(callback);
      Object.assign(window, { frames: () => frames.splice(0).forEach((callback) => callback(0)) });
    });
    const shown = view.page.locator('.markdown');
    view.run({ type: 'text.delta', itemId: 'msg_open', delta: ' is' });
    await view.show(growing('It is'));
    view.run({ type: 'text.delta', itemId: 'msg_open', delta: ' so' });
    view.run({ type: 'text.delta', itemId: 'msg_open', delta: '.' });
    view.context(viewContext({ composer: { ...EMPTY_COMPOSER, chips: [chip('last.csv')] } }));
    await view.page.getByText('last.csv').waitFor();
    assert.equal(await shown.innerText(), 'It is');
    await view.page.evaluate('frames()');
    await shown.filter({ hasText: 'It is so.' }).waitFor();
    assert.equal(await shown.innerText(), 'It is so.');
  });
});
