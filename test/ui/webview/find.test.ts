import assert from 'node:assert/strict';
import { saidIn } from '../../../src/core/text/saidIn.ts';
import { messageText, type Item } from '../../../src/core/types/item.ts';
import type { Page } from '../../vscode-host/scripts/browser.ts';
import { violations } from '../support/axe.ts';
import { answer, question, run, viewState } from './support/states.ts';
import { useViews } from './support/view.ts';

/** As many items as the editor tells of a thread's end. */
const END = 50;

const turns = (count: number): readonly Item[] =>
  Array.from({ length: count }, (_, turn) => [
    question(`Question ${turn}?`, `q${turn}`),
    answer(turn % 100 === 7 ? `The **base** delay of \`retry_${turn}\`.\n\n- one\n- The base\ndelay again` : `Answer ${turn}.`, `a${turn}`),
  ]).flat();

suite('find in a thread', () => {
  const open = useViews();

  async function show(count: number) {
    const items = turns(count);
    const earlier = Math.max(0, items.length - END);
    const view = await open(viewState({ thread: { id: 'long', title: 'Long' }, earlier, items: items.slice(earlier), run: run('completed') }));
    view.above(items.slice(0, earlier));
    view.answer('find', ({ text }) =>
      items.flatMap((item, place) => {
        const times = item.type === 'message' ? saidIn(messageText(item), text) : 0;
        return times > 0 ? [{ place, count: times }] : [];
      }),
    );
    await view.page.getByText(`Answer ${count - 1}.`).waitFor();
    return view;
  }
  const field = (page: Page) => page.getByRole('textbox', { name: 'Find in thread' });
  const counted = (page: Page, text: string) => page.getByRole('search').getByRole('status').filter({ hasText: text }).waitFor();
  /** The text that is marked as the current one, and whether it is in sight. */
  const marked = (page: Page) =>
    page.evaluate(() => {
      const [range] = [...(CSS.highlights.get('find-current') ?? [])] as Range[];
      const box = range?.getBoundingClientRect();
      const view = document.querySelector('main')?.getBoundingClientRect();
      const isSeen = box !== undefined && view !== undefined && box.top >= view.top && box.bottom <= view.bottom;
      return { text: range?.toString().replace(/\s+/g, ' ') ?? '', isSeen, place: range?.startContainer.parentElement?.closest<HTMLElement>('.row')?.dataset['place'] };
    });
  const markedAt = async (page: Page, text: string, place: number) => {
    await page.waitForFunction(() => [...(CSS.highlights.get('find-current') ?? [])].length > 0);
    for (;;) {
      const now = await marked(page);
      if (now.isSeen && now.place === String(place)) return assert.equal(now.text, text);
    }
  };

  test('goes through all places of a long thread by keys, into what was not in the page, and marks them', async () => {
    const { page } = await show(400);
    await page.keyboard.press('Control+F');
    await field(page).waitFor();
    assert.ok(await field(page).evaluate((input) => input === document.activeElement));
    await page.keyboard.type('BASE delay');
    // From where one is on, and at the end from there back.
    await counted(page, '8 of 8');
    await markedAt(page, 'base delay', 615);
    await page.keyboard.press('Enter');
    await counted(page, '1 of 8');
    await markedAt(page, 'base delay', 15);
    await page.keyboard.press('F3');
    await counted(page, '2 of 8');
    await markedAt(page, 'base delay', 15);
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Shift+F3');
    await counted(page, '8 of 8');
    await markedAt(page, 'base delay', 615);
  });

  test('says when there is nothing, and Escape ends it with the focus in the thread and no marks', async () => {
    const { page, find } = await show(20);
    find('Answer 1');
    await counted(page, 'of 11');
    await page.waitForFunction(() => (CSS.highlights.get('find')?.size ?? 0) > 5);
    const [marks, inPage] = await page.evaluate(() => [
      [...(CSS.highlights.get('find') ?? [])].length,
      [...document.querySelectorAll('article.assistant')].filter((article) => article.textContent?.includes('Answer 1')).length,
    ]);
    assert.equal(marks, inPage);
    assert.ok((marks ?? 0) > 5, `${marks}`);
    await field(page).fill('nowhere');
    await counted(page, 'No results');
    assert.equal(await page.getByRole('button', { name: /^Next match/ }).isDisabled(), true);
    await page.keyboard.press('Escape');
    await field(page).waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => CSS.highlights.has('find') || CSS.highlights.has('find-current')), false);
    assert.ok(await page.evaluate("document.querySelector('main').contains(document.activeElement)"));
  });

  test('finds what is written across marks and with marks in it, and leaves buttons alone', async () => {
    const { page, find } = await show(10);
    find('retry_7');
    await counted(page, '1 of 1');
    await markedAt(page, 'retry_7', 15);
    find('copy');
    await counted(page, 'No results');
  });

  test('is closed in another thread, and opens there when one asks', async () => {
    const view = await show(10);
    view.find('Answer');
    await counted(view.page, 'of 9');
    await view.show(viewState({ thread: { id: 'other', title: 'Other' }, items: [question('Elsewhere?')], run: run('completed') }));
    await field(view.page).waitFor({ state: 'detached' });
    view.find('else');
    await field(view.page).waitFor();
  });

  test('is accessible and fits at 200 px', async () => {
    const { page, find } = await show(10);
    await page.setViewportSize({ width: 200, height: 600 });
    find('Answer');
    await counted(page, 'of 9');
    assert.deepEqual(await violations(page), []);
    assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);
  });
});
