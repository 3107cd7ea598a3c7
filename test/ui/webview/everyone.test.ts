import assert from 'node:assert/strict';
import type { FileSearchCall } from '../../../src/core/types/item.ts';
import { violations } from '../support/axe.ts';
import { answer, item, passage, python, question, run, viewState } from './support/states.ts';
import { useViews } from './support/view.ts';

suite('a view for everyone', () => {
  const open = useViews();
  const THREAD = [question('How?', 'q1'), answer('It doubles【1】.', 'a1'), question('And then?', 'q2'), answer('Then it waits【2】.', 'a2', 'incomplete')];

  test('tells an answer once, when it is there, and nothing of what was there before', async () => {
    const view = await open(viewState({ items: THREAD, run: run('completed') }));
    const status = view.page.getByRole('status');
    await view.page.getByText('Then it waits').waitFor();
    assert.equal(await status.first().textContent(), '');
    const heard = view.page.evaluate(
      () =>
        new Promise<readonly string[]>((resolve) => {
          const told: string[] = [];
          const element = document.querySelector('[role=status][aria-live]');
          new MutationObserver(() => {
            told.push(element?.textContent ?? '');
            if (told.at(-1)?.startsWith('Answer complete.')) setTimeout(() => resolve(told), 100);
          }).observe(element ?? document, { childList: true, subtree: true, characterData: true });
        }),
    );
    const newest = { id: 'run_2' };
    view.run({ type: 'run', run: run('in_progress', newest) }, { type: 'item.added', item: { ...answer('', 'a3', 'in_progress'), runId: 'run_2' } });
    for (const delta of ['So ', 'it ', 'is.']) view.run({ type: 'text.delta', itemId: 'a3', delta });
    await view.page.getByText('So it is.').waitFor();
    view.run({ type: 'item.done', item: { ...answer('So it is.', 'a3'), runId: 'run_2' } }, { type: 'run', run: run('completed', newest) });
    assert.deepEqual(await heard, ['Docent is working', 'Answer complete. Control+Up goes to it.']);
  });

  test('is gone through by keys, from the field to the newest answer, upwards and back', async () => {
    const { page } = await open(viewState({ items: THREAD, run: run('completed') }));
    await page.getByRole('textbox', { name: 'Question' }).focus();
    const focused = () => page.evaluate("document.activeElement?.textContent?.slice(0, 9)");
    await page.keyboard.press('Control+ArrowUp');
    assert.equal(await focused(), 'Then it w');
    await page.keyboard.press('Control+ArrowUp');
    assert.equal(await focused(), 'And then?');
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('Control+ArrowDown');
    await page.locator('.composer textarea:focus').waitFor();
  });

  test('breaks no rule, with all its parts, also at twice the size', async () => {
    const call = item<FileSearchCall>('fs_1', { type: 'file_search_call', callId: 'c', arguments: '{}', error: null, queries: ['retry'], results: [passage(1)] });
    const long = question(Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n'), 'q_long');
    const code = answer('```ts\nconst a = 1;\n```\n\n| a | b |\n| --- | --- |\n| 1 | 2 |', 'a_code');
    const items = [long, call, python('print(1)', [{ type: 'logs', stream: 'stdout', text: '1' }]), code, ...THREAD];
    const branches = [{ place: 0, threads: ['thread_1', 'thread_2'], current: 0 }];
    const { page } = await open(viewState({ items, run: run('cancelled'), branches }));
    await page.getByText('Stopped. What had arrived is kept.').waitFor();
    for (const width of [300, 150]) {
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate("document.querySelector('main').scrollTop = 0");
      assert.deepEqual(await violations(page), []);
      assert.equal(await page.locator('h1').count(), 1);
      assert.deepEqual(await page.evaluate("[...document.querySelectorAll('main, .items, .row')].filter((part) => part.scrollWidth > part.clientWidth).map((part) => part.className)"), []);
    }
    await page.getByRole('button', { name: 'Edit question' }).first().click();
    assert.deepEqual(await violations(page), []);
  });

  test('says what is being done, and for how long', async () => {
    const long = { createdAt: Date.now() - 65_000 };
    const call = item<FileSearchCall>('fs_1', { type: 'file_search_call', callId: 'c', arguments: '{}', error: null, queries: ['retry'], results: null }, 'in_progress');
    const view = await open(viewState({ items: [question('How?'), call], run: run('in_progress', long) }));
    await view.page.getByText('Searching for “retry”').waitFor();
    view.run({ type: 'item.done', item: { ...call, status: 'completed', results: [passage(1), passage(2)] } });
    await view.page.getByText(/Reading 2 passages… 6\d s/).waitFor();
    const code = { ...python('print(1)', [], 'in_progress'), ...long };
    view.run({ type: 'item.added', item: code });
    await view.page.getByText(/Running Python… 6\d s/).waitFor();
    view.run({ type: 'item.done', item: { ...code, status: 'completed', endedAt: code.createdAt + 3_000 } });
    await view.page.getByText('Ran Python · 3 s').waitFor();
  });

  test('moves nothing for those who want it still', async () => {
    const { page } = await open(viewState({ items: [question('How?')], run: run('in_progress') }));
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.getByText('Working…').waitFor();
    assert.deepEqual(await page.evaluate('document.getAnimations().map((animation) => animation.playState)'), []);
  });
});
