import assert from 'node:assert/strict';
import type { FileSearchCall } from '../../../src/core/types/item.ts';
import { violations } from '../support/axe.ts';
import { EMPTY_COMPOSER } from '../../../src/protocol/composer.ts';
import type { Page } from '../../vscode-host/scripts/browser.ts';
import { answer, chip, item, passage, python, question, run, viewState } from './support/states.ts';
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

  test('has all in reach at twice the size, beside the editor and in it', async () => {
    const chips = [chip('a-file-with-a-rather-long-name.csv'), chip('shot.png', { kind: 'image', note: 'stand-in sees no images: it is told the name alone.' })];
    const queue = [{ id: 'q', text: 'And what comes after all of that?', chips: [] }];
    const meter = { window: 8_000, instructions: 400, tools: 600, thread: 2_000, context: 1_000 };
    const model = { label: 'a-model-with-a-long-name:70b', isLanguageModel: true, host: 'models.example.com', setBy: 'settings' } as const;
    const assistant = { name: 'Specification Expert', error: null, suggestions: ['Which decision led to this?', 'How is it tested?'] };
    const composer = { ...EMPTY_COMPOSER, chips, offer: chip('retry.go:25-36', { kind: 'selection', id: 'o' }), meter };
    const problem = { code: 'python_missing', message: 'No Python was found.', action: 'configurePython' } as const;
    const view = await open(viewState({ composer, model, assistant, items: [], index: { kind: 'ready', files: 3, leftOut: 1 } }));
    view.answer('suggest', () => [{ id: '/x', kind: 'command', label: '/explain', detail: 'What the code or text in front does' }]);
    const { page } = view;
    const thread = { composer: { ...composer, queue, waitsFor: 'user' }, model, assistant, pythonProblem: problem } as const;
    for (const width of [150, 450]) {
      await page.setViewportSize({ width, height: 400 });
      await view.show(viewState({ composer, model, assistant }));
      await page.getByRole('heading', { name: 'Ask about your workspace' }).waitFor();
      assert.deepEqual(await outOfReach(page), [], `welcome at ${width}`);
      await view.show(viewState({ ...thread, items: [...THREAD.slice(0, 2)], run: run('completed') }));
      await page.getByRole('group', { name: 'Suggested questions' }).waitFor();
      assert.deepEqual(await outOfReach(page), [], `thread at ${width}`);
      view.find('doubles');
      await page.getByText('No results').waitFor();
      assert.deepEqual(await outOfReach(page), [], `find at ${width}`);
      await page.keyboard.press('Escape');
      await page.getByRole('textbox', { name: 'Question' }).fill('');
      await page.getByRole('textbox', { name: 'Question' }).pressSequentially('/');
      await page.getByRole('option').waitFor();
      assert.deepEqual(await outOfReach(page), [], `suggestions at ${width}`);
      assert.deepEqual(await violations(page), [], `at ${width}`);
      await page.keyboard.press('Escape');
      await page.getByRole('textbox', { name: 'Question' }).fill('');
    }
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

/** What can be pressed or typed into and lies beside the page, and how far the page itself scrolls to the side. */
function outOfReach(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const [width, height] = [innerWidth, innerHeight];
    const wide = document.documentElement.scrollWidth > width ? [`the page: ${document.documentElement.scrollWidth} px`] : [];
    const controls = [...document.querySelectorAll<HTMLElement>('button, textarea, input, [role=option]')].filter((control) => control.checkVisibility());
    const beside = controls.flatMap((control) => {
      const { left, right, width: own } = control.getBoundingClientRect();
      const name = control.getAttribute('aria-label') || control.textContent;
      return left < -0.5 || right > width + 0.5 || own < 8 ? [`${name}: ${left}–${right}`] : [];
    });
    // What stands below the thread does not scroll: all of it has to fit.
    const below = [...document.querySelectorAll<HTMLElement>('.toolbar button, .find button')].flatMap((control) => {
      const { top, bottom } = control.getBoundingClientRect();
      return top < -0.5 || bottom > height + 0.5 ? [`${control.getAttribute('aria-label')}: ${top}–${bottom} of ${height}`] : [];
    });
    return [...wide, ...beside, ...below];
  });
}
