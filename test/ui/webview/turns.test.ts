import assert from 'node:assert/strict';
import { violations } from '../support/axe.ts';
import { answer, question, run, viewState } from './support/states.ts';
import { useViews, type View } from './support/view.ts';

suite('turns in a view', () => {
  const open = useViews();
  const TEXT = 'It **doubles**.\n\n```ts\nconst delay = 2;\n```';
  const one = (more = {}) => open(viewState({ items: [question('How is it?', 'msg_q'), answer(TEXT, 'msg_a')], run: run('completed'), ...more }));
  const tool = ({ page }: View, name: string) => page.getByRole('toolbar').getByRole('button', { name });

  test('a question is edited and sent again by keyboard alone', async () => {
    const view = await one();
    await tool(view, 'Edit question').focus();
    await view.page.keyboard.press('Enter');
    const field = view.page.getByRole('textbox', { name: 'Edited question' });
    await view.page.locator('textarea[aria-label="Edited question"]:focus').waitFor();
    assert.equal(await field.inputValue(), 'How is it?');
    await field.press('End');
    await view.page.keyboard.type(' Now');
    await view.page.keyboard.press('Shift+Enter');
    await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    await field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
    await view.page.keyboard.type('please');
    await view.page.keyboard.press('Enter');
    assert.deepEqual(await view.asked('branch'), { itemId: 'msg_q', text: 'How is it? Now\nplease' });
    await field.waitFor({ state: 'detached' });
  });

  test('Escape leaves a question as it is, and what runs goes on', async () => {
    const view = await open(viewState({ items: [question('How is it?', 'msg_q')], run: run('in_progress') }));
    await tool(view, 'Edit question').click();
    const field = view.page.getByRole('textbox', { name: 'Edited question' });
    await field.fill('Otherwise');
    await field.press('Escape');
    await field.waitFor({ state: 'detached' });
    await view.page.getByText('How is it?').waitFor();
    await view.page.getByRole('button', { name: 'Stop' }).click();
    assert.equal(await view.asked('stop'), null);
  });

  test('one goes from branch to branch in place', async () => {
    const branches = [{ place: 0, threads: ['thread_1', 'thread_2', 'thread_3'], current: 0 }];
    const view = await one({ branches });
    await view.page.getByText('1/3').waitFor();
    assert.equal(await view.page.getByRole('button', { name: 'Previous branch' }).isDisabled(), true);
    await view.page.getByRole('button', { name: 'Next branch' }).click();
    assert.deepEqual(await view.asked('showBranch'), { threadId: 'thread_2' });
    const below = Array.from({ length: 20 }, (_, index) => [question(`More ${index}?`, `q${index}`), answer('Yes.', `a${index}`)]).flat();
    const items = [question('How else?', 'msg_other'), answer('So.', 'msg_so'), ...below];
    await view.show(viewState({ thread: { id: 'thread_2', title: '' }, items, run: run('completed'), branches: [{ ...branches[0], current: 1 } as never] }));
    await view.page.getByText('2/3').waitFor();
    const top = await view.page.getByText('How else?').evaluate((element) => element.getBoundingClientRect().top);
    assert.ok(top > 0 && top < 100, `${top} px`);
  });

  test('what the assistant suggests to ask next is asked with a key, never by itself, and can be put away', async () => {
    const assistant = { name: 'Guide', error: null, suggestions: ['How is it?', 'Who decided it?', 'How is it tested?', 'What else?', 'A fifth?'] };
    const view = await one({ assistant });
    const group = view.page.getByRole('group', { name: 'Suggested questions' });
    // What was asked already is none of them.
    assert.deepEqual((await group.getByRole('button').allInnerTexts()).map((text) => text.trim()), ['Who decided it?', 'How is it tested?', 'What else?', '']);
    assert.deepEqual(await violations(view.page), []);
    await group.getByRole('button', { name: 'How is it tested?' }).press('Enter');
    assert.deepEqual(await view.asked('followUp'), { text: 'How is it tested?' });
    await view.page.locator('textarea[aria-label="Question"]:focus').waitFor();
    await group.getByRole('button', { name: 'Dismiss suggested questions' }).press('Enter');
    await group.waitFor({ state: 'detached' });
    view.run({ type: 'run', run: run('in_progress', { id: 'run_2' }) });
    await view.page.getByRole('button', { name: 'Stop' }).waitFor();
    assert.equal(await group.count(), 0);
    view.run({ type: 'run', run: run('completed', { id: 'run_2' }) });
    await group.waitFor();
    await view.show(viewState({ assistant }));
    await view.page.getByRole('button', { name: 'A fifth?' }).waitFor({ state: 'detached' });
    await view.page.getByRole('button', { name: 'Who decided it?' }).press('Enter');
    assert.deepEqual(await view.asked('askSample'), { text: 'Who decided it?' });
  });

  test('an answer is copied as the model wrote it, inserted, opened and asked for again', async () => {
    const view = await one();
    await tool(view, 'Copy answer').click();
    await tool(view, 'Copied').waitFor();
    assert.equal(await view.page.evaluate('navigator.clipboard.readText()'), TEXT);
    await tool(view, 'Insert at cursor').click();
    assert.deepEqual(await view.asked('insertText'), { text: TEXT });
    await tool(view, 'Open as file').click();
    assert.deepEqual(await view.asked('openCode'), { code: TEXT, language: 'markdown' });
    await tool(view, 'Ask again').click();
    assert.deepEqual(await view.asked('branch'), { itemId: 'msg_q', text: null });
  });

  test('what is selected of an answer is quoted, else all of it', async () => {
    const view = await one();
    const field = view.page.getByRole('textbox', { name: 'Question' });
    await view.page.locator('.markdown p').first().evaluate((element) => getSelection()?.selectAllChildren(element));
    await tool(view, 'Quote').click();
    await view.page.locator('.composer textarea:focus').waitFor();
    assert.equal(await field.inputValue(), '> It doubles.\n\n');
    await field.fill('');
    await view.page.evaluate('getSelection().removeAllRanges()');
    await tool(view, 'Quote').click();
    await view.page.waitForFunction((element) => element instanceof HTMLTextAreaElement && element.value !== '', await field.elementHandle());
    assert.equal(await field.inputValue(), '> It **doubles**.\n> \n> ```ts\n> const delay = 2;\n> ```\n\n');
  });

  test('code is inserted, and applied to the file in the editor', async () => {
    const view = await one();
    await view.page.getByRole('button', { name: 'Insert', exact: true }).click();
    assert.deepEqual(await view.asked('insertText'), { text: 'const delay = 2;' });
    await view.page.getByRole('button', { name: 'Apply', exact: true }).click();
    assert.deepEqual(await view.asked('applyCode'), { code: 'const delay = 2;', language: 'ts' });
  });

  test('an answer that was cut off goes on with one click, the newest alone', async () => {
    const cut = (id: string) => answer('Half of an ans', id, 'incomplete');
    const view = await open(viewState({ items: [question('One?', 'q1'), cut('a1'), question('Two?', 'q2'), cut('a2')], run: run('cancelled') }));
    const goOn = view.page.getByRole('button', { name: 'Continue' });
    await goOn.waitFor();
    assert.equal(await goOn.count(), 1);
    await goOn.click();
    assert.equal(await view.asked('goOn'), null);
    view.run({ type: 'run', run: run('in_progress', { id: 'run_2' }) });
    await goOn.waitFor({ state: 'detached' });
  });

  test('the tools of a message are seen while the focus is in it, and cover nothing', async () => {
    const view = await open(viewState({ items: [question('One?', 'q1'), answer('A.', 'a1'), question('Two?', 'q2'), answer('B.', 'a2')], run: run('completed') }));
    const opacity = () => view.page.getByRole('toolbar', { name: 'Answer' }).first().evaluate((element) => getComputedStyle(element).opacity);
    await view.page.mouse.move(0, 0);
    assert.equal(await opacity(), '0');
    await view.page.getByRole('toolbar', { name: 'Answer' }).first().getByRole('button').first().focus();
    assert.equal(await opacity(), '1');
    // A question's words leave room for them.
    const [words, tools] = await Promise.all(['.message.user .typed', '.message.user .tools'].map((part) => view.page.locator(part).first().boundingBox()));
    assert.ok(words && tools && words.x + words.width <= tools.x);
  });

  test('a long question is folded, shown whole on demand, and is never higher than a screen', async () => {
    const long = Array.from({ length: 80_000 }, (_, line) => `line ${line}`).join('\n');
    const began = performance.now();
    const view = await open(viewState({ items: [question('Short?', 'q0'), answer('Yes.', 'a0'), question(long, 'msg_long')], run: run('completed') }));
    await view.page.getByText('line 11').waitFor();
    assert.ok(performance.now() - began < 3_000);
    assert.equal(await view.page.getByText('line 12').count(), 0);
    const height = async () => (await view.page.locator('article.user').last().boundingBox())?.height ?? 0;
    assert.ok((await height()) < 400, `${await height()} px`);
    await view.page.getByRole('button', { name: 'Show all (80,000 lines)' }).click();
    await view.page.getByRole('group', { name: 'Whole question' }).waitFor();
    assert.ok((await height()) <= 800, `${await height()} px`);
    await view.page.getByRole('button', { name: 'Show less' }).click();
    await view.page.getByText('Show all').waitFor();
  });

  test('an analysis has no tools for what can’t be done there', async () => {
    const view = await one({ kind: 'analysis' });
    await tool(view, 'Copy answer').waitFor();
    for (const name of ['Edit question', 'Quote', 'Ask again']) assert.equal(await tool(view, name).count(), 0, name);
  });
});
