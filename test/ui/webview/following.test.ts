import assert from 'node:assert/strict';
import { eventually } from '../support/eventually.ts';
import type { Page } from '../../vscode-host/scripts/browser.ts';
import { answer, question, run, viewState } from './support/states.ts';
import { useViews, type View } from './support/view.ts';

const PARAGRAPHS = Array.from({ length: 80 }, (_, index) => `Paragraph ${index}.`).join('\n\n');
const CITED = `${PARAGRAPHS}\n\n${[1, 2, 3].map((number) => `【${number}】`).join('')}`;
/** In pixels: so near to the end the reader is at the end. */
const AT_END = 40;

suite('an answer that grows in a view', () => {
  const open = useViews();
  const growing = () => open(viewState({ items: [question('How?'), answer(PARAGRAPHS, 'msg_open', 'in_progress')], run: run('in_progress') }));
  const jump = ({ page }: View) => page.getByRole('button', { name: 'Jump to latest' });

  test('is followed at its end', async () => {
    const view = await growing();
    await atEnd(view.page);
    const below = await worstBelow(view, 60);
    assert.ok(below <= AT_END, `${below} px below`);
    assert.equal(await jump(view).count(), 0);
  });

  test('is left alone by who has scrolled up, be it by a pixel or two, until they are at the end again', async () => {
    const view = await growing();
    await atEnd(view.page);
    await view.page.getByRole('main').hover();
    for (const up of [3, 400]) {
      await view.page.mouse.wheel(0, -up);
      await eventually(async () => assert.ok((await view.page.evaluate<number>(BELOW)) > 1));
      const top = await settledTop(view.page);
      await worstBelow(view, 10);
      assert.equal(await view.page.evaluate(TOP), top);
      await view.page.mouse.wheel(0, 100_000);
      await atEnd(view.page);
      const below = await worstBelow(view, 10);
      assert.ok(below <= AT_END, `${below} px below`);
    }
  });

  test('is followed again from the button on, which gives the focus to the field', async () => {
    const view = await growing();
    await atEnd(view.page);
    await view.page.evaluate(`${MAIN}.scrollTop = 0`);
    await jump(view).click();
    await view.page.locator('textarea:focus').waitFor();
    await atEnd(view.page);
    const below = await worstBelow(view, 60);
    assert.ok(below <= AT_END, `${below} px below`);
    await jump(view).waitFor({ state: 'detached' });
  });

  test('is not gone to by who reads elsewhere when another window asks', async () => {
    const view = await open(viewState({ items: [question('How?'), answer(PARAGRAPHS)], run: run('completed') }));
    await jump(view).waitFor();
    const top = await settledTop(view.page);
    view.run({ type: 'item.done', item: question('And?', 'msg_elsewhere') }, { type: 'run', run: run('in_progress', { id: 'run_2' }) });
    await worstBelow(view, 5);
    assert.equal(await view.page.evaluate(TOP), top);
  });

  test('is gone to by who asks', async () => {
    const view = await open(viewState({ items: [question('How?'), answer(PARAGRAPHS)], run: run('completed') }));
    await jump(view).waitFor();
    await view.page.getByRole('textbox', { name: 'Question' }).fill('And?');
    await view.page.getByRole('textbox', { name: 'Question' }).press('Enter');
    await view.asked('ask');
    view.run({ type: 'item.done', item: question('And?', 'msg_next') }, { type: 'run', run: run('in_progress', { id: 'run_2' }) });
    await view.page.getByText('And?').waitFor();
    await atEnd(view.page);
  });

  test('and the button cover nothing that can be clicked', async () => {
    const view = await open(viewState({ items: [question('How?'), answer(CITED)], run: run('completed') }));
    await jump(view).waitFor();
    const place = { page: view.page, selector: '.jump button' };
    for (const top of [0, 1e6]) {
      await view.page.evaluate(`${MAIN}.scrollTop = Math.max(0, ${MAIN}.scrollHeight - ${MAIN}.clientHeight - 45 - ${top})`);
      await settledTop(view.page);
      assert.deepEqual(await covered(place), []);
    }
  });
});

const MAIN = "document.querySelector('main')";
const TOP = `${MAIN}.scrollTop`;
const BELOW = `(${MAIN}.scrollHeight - ${MAIN}.clientHeight - ${MAIN}.scrollTop)`;

const atEnd = (page: Page) => eventually(async () => assert.ok((await page.evaluate<number>(BELOW)) <= AT_END));

/** Where it stands once it does not move any more. */
async function settledTop(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const main = document.querySelector('main');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let same = 0, last = -1; same < 10; ) {
      await frame();
      same = main?.scrollTop === last ? same + 1 : 0;
      last = main?.scrollTop ?? 0;
    }
    return main?.scrollTop ?? 0;
  });
}

/** Lets the answer grow, a paragraph a frame; returns how many pixels were below what is seen, at the most, once a frame was drawn. */
function worstBelow({ page }: View, paragraphs: number): Promise<number> {
  return page.evaluate(async (count) => {
    const main = document.querySelector('main');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let worst = 0;
    for (let index = 0; index < count; index++) {
      const payload = { type: 'text.delta', itemId: 'msg_open', delta: `\n\nAnd so on, number ${index}, which is a line or two in a side bar.` };
      dispatchEvent(new MessageEvent('message', { data: { rpc: 'event', name: 'run', payload } }));
      await frame();
      await frame();
      if (main) worst = Math.max(worst, main.scrollHeight - main.clientHeight - main.scrollTop);
    }
    return worst;
  }, paragraphs);
}

/** What lies below an element and could be clicked. */
function covered({ page, selector }: { readonly page: Page; readonly selector: string }): Promise<readonly string[]> {
  return page.evaluate((of) => {
    const cover = document.querySelector(of);
    if (!cover) return [];
    const box = cover.getBoundingClientRect();
    const found: string[] = [];
    for (let x = box.left + 1; x < box.right; x += 4) {
      for (let y = box.top + 1; y < box.bottom; y += 4) {
        for (const element of document.elementsFromPoint(x, y)) if (element !== cover && !cover.contains(element) && element.closest('a, button, summary')) found.push(element.outerHTML);
      }
    }
    return found;
  }, selector);
}
