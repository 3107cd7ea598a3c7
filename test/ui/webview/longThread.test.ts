import assert from 'node:assert/strict';
import type { Item } from '../../../src/core/types/item.ts';
import type { Page } from '../../vscode-host/scripts/browser.ts';
import { answer, passage, question, item, run, viewState } from './support/states.ts';
import { useViews } from './support/view.ts';

/** Turns, and the milliseconds in which they are there. */
const LONG = [[1_000, 300], [10_000, 1_000]] as const;
/** Elements that may be in the page. */
const MAX_NODES = 3_000;
/** As many items as the editor tells of a thread's end. */
const END = 51;

/** Three items a turn, of all heights. */
function turns(count: number): readonly Item[] {
  return Array.from({ length: count }, (_, turn) => [
    question(`Question ${turn}?${' And more of it.'.repeat(turn % 7)}`, `q${turn}`),
    item(`s${turn}`, { type: 'file_search_call', callId: 'c', arguments: '{}', error: null, queries: [`words ${turn}`], results: [passage(1)] }),
    answer(`Answer ${turn}.${'\n\nIt is so【1】, since `a` is b.'.repeat(turn % 11)}`, `a${turn}`),
  ]).flat();
}

suite('a long thread in a view', () => {
  const open = useViews();

  async function show(count: number) {
    const items = turns(count);
    const earlier = items.length - END;
    const view = await open(viewState({ thread: null }));
    view.above(items.slice(0, earlier));
    const state = viewState({ thread: { id: 'long', title: 'Long' }, earlier, items: items.slice(earlier), run: run('completed') });
    return { view, state, page: view.page };
  }

  for (const [count, limitMs] of LONG) {
    test(`of ${count} turns is there at once, its newest turn first, in few elements`, async function () {
      this.retries(2); // Another program may take the processor.
      const { state, page } = await show(count);
      const { ms, nodes } = await page.evaluate(openingOf, { payload: state, text: `Answer ${count - 1}.` });
      assert.ok(ms <= limitMs, `${ms} ms`);
      assert.ok(nodes <= MAX_NODES, `${nodes} elements`);
      await page.getByText(`Question ${count - 1}?`).waitFor();
    });
  }

  test('is read from end to beginning by scrolling, and from its beginning at once', async () => {
    const { view, state, page } = await show(400);
    await view.show(state);
    await page.getByText('Answer 399.').waitFor();
    assert.deepEqual(view.stretches.filter(({ to }) => to < state.earlier - 150), []);
    // What has opened the thread may still be on its way to the end: as one scrolls, again and again.
    const toBeginning = "document.querySelector('main').scrollTop = 0; new Promise(requestAnimationFrame)";
    while (!(await page.getByText('Question 0?').isVisible())) await page.evaluate(toBeginning);
    await page.getByText('Answer 3.').waitFor();
    assert.ok((await page.locator('*').count()) <= MAX_NODES);
    await page.evaluate("document.querySelector('main').scrollTop = document.querySelector('main').scrollHeight / 2");
    await page.getByText(/^Question (1[5-9]|2[0-5])\d\?/).first().waitFor();
    await page.evaluate("document.querySelector('main').scrollTop = 1e9");
    await page.getByText('Answer 399.').waitFor();
  });

  test('keeps what one reads in its place while one scrolls up through what was not seen yet', async () => {
    const { view, state, page } = await show(300);
    await view.show(state);
    await page.getByText('Answer 299.').waitFor();
    await page.getByRole('main').hover();
    for (let step = 0; step < 25; step++) {
      const moved = await scrolledBy(page, -300);
      assert.ok(Math.abs(moved + 300) <= 2, `step ${step}: ${moved} px`);
    }
  });

  test('keeps its place when another window adds to it, and when heights above change', async () => {
    const { view, state, page } = await show(300);
    await view.show(state);
    await page.getByText('Answer 299.').waitFor();
    await page.evaluate("document.querySelector('main').scrollTop -= 4000");
    await steady(page);
    const before = await topmost(page);
    view.run({ type: 'item.done', item: question('Elsewhere?', 'q_new') }, { type: 'item.done', item: answer('There.', 'a_new') });
    await page.evaluate((place) => {
      const row = document.querySelector<HTMLElement>(`[data-place="${place - 2}"]`);
      if (row) row.style.paddingTop = '333px';
    }, before.place);
    await steady(page);
    const after = await topmost(page);
    assert.equal(after.place, before.place);
    assert.ok(Math.abs(after.top - before.top) <= 1, `${after.top - before.top} px`);
  });

  test('keeps a selection and the focus however far one scrolls', async () => {
    const { view, state, page } = await show(300);
    await view.show(state);
    const link = page.getByText('Answer 298.').locator('xpath=ancestor::article').getByRole('button').first();
    await link.focus();
    await page.getByText('Answer 299.').evaluate((element) => getSelection()?.selectAllChildren(element));
    await page.evaluate("document.querySelector('main').scrollTop = 0");
    await page.getByText('Question 0?').waitFor();
    assert.equal(await page.evaluate('getSelection().toString()'), 'Answer 299.');
    assert.equal(await page.evaluate("document.activeElement?.closest('article')?.textContent.startsWith('Answer 298.')"), true);
  });

  test('unfolds a step for good', async () => {
    const { view, state, page } = await show(300);
    await view.show(state);
    await page.getByText('Searched for “words 299”').click();
    await page.getByRole('textbox', { name: 'Question' }).focus();
    await page.evaluate("document.querySelector('main').scrollTop = 0");
    await page.getByText('Question 0?').waitFor();
    await page.getByText('Searched for “words 299”').waitFor({ state: 'detached' });
    await page.evaluate("document.querySelector('main').scrollTop = 1e9");
    await page.getByText('Searched for “words 299”').waitFor();
    assert.equal(await page.locator('details[open]', { hasText: 'words 299' }).count(), 1);
  });
});

/** Shows a state; returns the milliseconds until its newest answer has been drawn, and the elements in the page by then. */
async function openingOf({ payload, text }: { readonly payload: unknown; readonly text: string }) {
  const began = performance.now();
  dispatchEvent(new MessageEvent('message', { data: { rpc: 'event', name: 'state', payload } }));
  const shown = () => [...document.querySelectorAll('article.assistant')].some((article) => article.textContent?.includes(text));
  while (!shown()) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return { ms: performance.now() - began, nodes: document.querySelectorAll('*').length };
}

/** By how many pixels the topmost row has moved down after a turn of the wheel, once nothing moves any more. */
async function scrolledBy(page: Page, deltaY: number): Promise<number> {
  const before = await topmost(page);
  await page.mouse.wheel(0, deltaY);
  await steady(page);
  const top = await page.evaluate((place) => document.querySelector(`[data-place="${place}"]`)?.getBoundingClientRect().top ?? NaN, before.place);
  return -(top - before.top);
}

const topmost = (page: Page) =>
  page.evaluate(() => {
    const main = document.querySelector('main')?.getBoundingClientRect();
    const row = [...document.querySelectorAll<HTMLElement>('.row')].find((each) => each.getBoundingClientRect().bottom > (main?.top ?? 0));
    return { place: Number(row?.dataset['place']), top: row?.getBoundingClientRect().top ?? 0 };
  });

/** Resolves when nothing has moved for some frames. */
const steady = (page: Page) =>
  page.evaluate(async () => {
    const main = document.querySelector('main');
    for (let same = 0, last = ''; same < 8; ) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = `${main?.scrollTop} ${main?.scrollHeight}`;
      same = now === last ? same + 1 : 0;
      last = now;
    }
  });
