import assert from 'node:assert/strict';
import { EMPTY_COMPOSER, type ComposerState, type Suggestion } from '../../../src/protocol/composer.ts';
import type { ViewState } from '../../../src/protocol/view.ts';
import { violations } from '../support/axe.ts';
import { answer, chip, question, run, viewContext, viewState } from './support/states.ts';
import { useViews } from './support/view.ts';

suite('the question’s field', () => {
  const open = useViews();
  const withComposer = (composer: Partial<ComposerState>, more: Partial<ViewState> = {}) =>
    viewState({ ...more, composer: { ...EMPTY_COMPOSER, ...composer } });
  const MODEL = { label: 'stream', isLanguageModel: true, host: null, setBy: 'settings' } as const;

  test('says what each control is', async () => {
    const view = await open(viewState({ model: MODEL }));
    await view.page.getByRole('button', { name: 'Model: stream', exact: true }).waitFor();
    await view.page.getByRole('button', { name: 'Assistant: Docent', exact: true }).waitFor();
    await view.page.getByRole('button', { name: 'Add context', exact: true }).waitFor();
    assert.deepEqual(await violations(view.page), []);
  });

  test('says nothing of an index and a Python with which all is well, and a way out where Python is missing', async () => {
    const view = await open(viewState({ items: [question('How?'), answer('So.')] }));
    assert.equal(await view.page.getByText(/128 files|Python 3/).count(), 0);
    view.context(viewContext({ pythonProblem: { code: 'python_missing', message: 'No Python was found.', action: 'configurePython' } }));
    await view.page.getByText('No Python was found.').waitFor();
    await view.page.getByRole('button', { name: 'Choose Python' }).click();
    assert.equal(await view.asked('act'), 'configurePython');
  });

  test('an input method’s Enter never sends, also where the browser ends the composition before the key', async () => {
    const view = await open(viewState());
    const field = view.page.getByRole('textbox', { name: 'Question' });
    await field.fill('にほんご');
    await field.dispatchEvent('compositionstart');
    await field.dispatchEvent('keydown', { key: 'Enter', keyCode: 13 });
    await field.dispatchEvent('compositionend');
    await field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: false });
    assert.equal(await field.inputValue(), 'にほんご');
    await field.press('Enter');
    assert.deepEqual(await view.asked('ask'), { text: 'にほんご' });
  });

  test('Enter while an answer runs asks on, and what waits is seen, edited and removed with the keyboard', async () => {
    const running = { items: [question('How?')], run: run('in_progress') };
    const view = await open(viewState(running));
    const field = view.page.getByRole('textbox', { name: 'Question', exact: true });
    await field.fill('And then?');
    await view.page.getByRole('button', { name: 'Add to queue' }).waitFor();
    await field.press('Enter');
    assert.deepEqual(await view.asked('ask'), { text: 'And then?' });
    assert.equal(await field.inputValue(), '');
    const queue = [
      { id: 'q1', text: 'And then?', chips: [chip('sales.csv')] },
      { id: 'q2', text: 'Why?', chips: [] },
    ];
    view.context(viewContext({ composer: { ...EMPTY_COMPOSER, queue } }));
    const queued = view.page.getByRole('region', { name: 'Queued questions' });
    await queued.getByText('Asked when the answer is there').waitFor();
    assert.deepEqual(await queued.getByRole('listitem').allInnerTexts(), ['And then? @sales.csv', 'Why?']);
    assert.deepEqual(await violations(view.page), []);
    await queued.getByRole('button', { name: 'Edit “Why?”' }).press('Enter');
    const edited = view.page.getByRole('textbox', { name: 'Queued question' });
    await edited.fill('Why not?');
    await edited.press('Enter');
    assert.deepEqual(await view.asked('editQueued'), { id: 'q2', text: 'Why not?' });
    await queued.getByRole('button', { name: 'Remove “And then?”' }).press('Enter');
    assert.deepEqual(await view.asked('removeQueued'), { id: 'q1' });
    view.context(viewContext({ composer: { ...EMPTY_COMPOSER, queue, waitsFor: 'elsewhere' } }));
    await queued.getByText('Asked when the answer in another window is there').waitFor();
    view.context(viewContext({ composer: { ...EMPTY_COMPOSER, queue, waitsFor: 'user' } }));
    await queued.getByRole('button', { name: 'Send Now' }).press('Enter');
    assert.equal(await view.asked('sendQueued'), null);
  });

  test('ArrowUp in an empty field brings back the last questions, ArrowDown returns, and what is changed stays', async () => {
    const view = await open(viewState());
    view.answer('recall', () => ['third', 'second', 'first']);
    const field = view.page.getByRole('textbox', { name: 'Question' });
    await field.press('ArrowUp');
    await view.page.waitForFunction(() => document.querySelector('textarea')?.value === 'third');
    await field.press('ArrowUp');
    assert.equal(await field.inputValue(), 'second');
    await field.press('ArrowDown');
    await field.press('ArrowDown');
    assert.equal(await field.inputValue(), '');
    await field.press('ArrowUp');
    await view.page.waitForFunction(() => document.querySelector('textarea')?.value === 'third');
    await field.pressSequentially('!');
    await field.press('ArrowUp');
    assert.equal(await field.inputValue(), 'third!');
  });

  test('each thread has its draft, and a thread that begins keeps what is typed meanwhile', async () => {
    const view = await open(withComposer({}, { thread: null }));
    const field = view.page.getByRole('textbox', { name: 'Question' });
    await field.fill('How?');
    const asked = Promise.withResolvers<null>();
    view.answer('ask', () => asked.promise as unknown as null);
    await field.press('Enter');
    await view.asked('ask');
    await field.pressSequentially('What else');
    await view.show(viewState({ items: [question('How?')] }));
    await view.page.getByText('How?', { exact: true }).waitFor();
    assert.equal(await field.inputValue(), 'What else');
    asked.resolve(null);
    await view.show(withComposer({ draft: 'kept' }, { thread: { id: 'thread_2', title: 'Another' }, items: [question('Other', 'msg_2')] }));
    await view.page.waitForFunction(() => document.querySelector('textarea')?.value === 'kept');
  });

  test('what is in front in the editor is offered, and one key takes it; what is taken has its size and can be removed', async () => {
    const offer = chip('retry.ts:3-9', { kind: 'selection', id: 'lines' });
    const view = await open(withComposer({ offer, chips: [chip('sales.csv')] }, { model: MODEL }));
    await view.page.getByText('≈ 1.2k').waitFor();
    await view.page.getByRole('button', { name: 'Add selection retry.ts:3-9' }).press('Enter');
    assert.equal(await view.asked('takeOffer'), null);
    await view.page.getByRole('button', { name: 'Remove sales.csv' }).press('Enter');
    assert.deepEqual(await view.asked('removeChip'), { id: 'file sales.csv' });
    await view.page.locator('textarea:focus').waitFor();
    assert.deepEqual(await violations(view.page), []);
  });

  test('how something goes along is said where one would expect another way', async () => {
    const chips = [chip('scan.pdf', { note: 'It is read as text.' }), chip('shot.png', { kind: 'image' })];
    const view = await open(withComposer({ chips }));
    await view.page.getByText('scan.pdf: It is read as text.').waitFor();
    await view.page.getByText('Search only doesn’t read what is added.').waitFor();
  });

  test('an @ opens suggestions that the keyboard alone goes through', async () => {
    const list: readonly Suggestion[] = [
      { id: 'a', kind: 'file', label: 'retry.ts', detail: 'src/net' },
      { id: 'b', kind: 'folder', label: 'net', detail: 'src' },
      { id: 'c', kind: 'problems', label: 'Problems', detail: 'Errors and warnings' },
    ];
    const view = await open(viewState());
    view.answer('suggest', ({ text }) => list.filter(({ label }) => label.toLowerCase().includes(text)));
    const field = view.page.getByRole('textbox', { name: 'Question' });
    await field.pressSequentially('Explain @');
    const options = view.page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
    await options.nth(2).waitFor();
    assert.deepEqual(await violations(view.page), []);
    await field.press('ArrowDown');
    assert.equal(await view.page.getByRole('option', { selected: true }).innerText(), 'net\n, folder\nsrc');
    assert.equal(await field.getAttribute('aria-activedescendant'), await options.nth(1).getAttribute('id'));
    await field.pressSequentially('re');
    await options.nth(1).waitFor({ state: 'detached' });
    assert.match(await options.innerText(), /^retry\.ts/);
    await field.press('Enter');
    assert.deepEqual(await view.asked('add'), { id: 'a' });
    assert.equal(await field.inputValue(), 'Explain ');
    await field.pressSequentially('@');
    await options.first().waitFor();
    await field.press('Escape');
    await options.first().waitFor({ state: 'detached' });
    assert.equal(await field.inputValue(), 'Explain @');
    await view.page.getByRole('button', { name: 'Add context' }).press('Enter');
    await options.first().waitFor();
    await field.fill('me@example.com');
    await options.first().waitFor({ state: 'detached' });
  });

  test('a / at the beginning opens commands and prompts, and what is taken stands in the field', async () => {
    const list: readonly Suggestion[] = [
      { id: '/explain', kind: 'command', label: '/explain', detail: 'What the code in front does' },
      { id: '/new', kind: 'command', label: '/new', detail: 'A new thread' },
      { id: '/file x', kind: 'prompt', label: '/review', detail: 'Reviews a change' },
    ];
    const view = await open(viewState());
    view.answer('suggest', ({ mark, text }) => (mark === '/' ? list.filter(({ label }) => label.startsWith(`/${text}`)) : []));
    view.answer('add', ({ id }) => (id === '/new' ? '' : 'Explain this.'));
    const field = view.page.getByRole('textbox', { name: 'Question' });
    const options = view.page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
    await field.pressSequentially('/');
    await options.nth(2).waitFor();
    assert.deepEqual(await violations(view.page), []);
    assert.match(await options.first().innerText(), /^\/explain/);
    await field.press('Tab');
    assert.deepEqual(await view.asked('add'), { id: '/explain' });
    await view.page.waitForFunction(() => document.querySelector('textarea')?.value === 'Explain this.');
    await field.fill('why so?');
    await field.press('Home');
    await field.pressSequentially('/ex');
    await options.first().waitFor();
    await field.press('Enter');
    assert.deepEqual(await view.asked('add'), { id: '/explain' });
    await field.fill('/n');
    await options.first().waitFor();
    await field.press('Enter');
    assert.deepEqual(await view.asked('add'), { id: '/new' });
    await view.page.waitForFunction(() => document.querySelector('textarea')?.value === '');
    for (const text of ['/etc', 'src/berths.ts', 'either / or', 'a /']) {
      await field.fill('');
      await field.pressSequentially(text);
      await view.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
      assert.equal(await options.count(), 0, text);
    }
    await field.fill('/etc');
    await field.press('Enter');
    assert.deepEqual(await view.asked('ask'), { text: '/etc' });
  });

  test('images, files and long texts that are pasted go along; short text goes into the field', async () => {
    const view = await open(viewState());
    const field = view.page.getByRole('textbox', { name: 'Question' });
    const paste = (text: string, files: readonly { readonly name: string; readonly type: string }[] = []) =>
      field.evaluate((target, [text, files]) => {
        const data = new DataTransfer();
        if (text) data.setData('text/plain', text);
        for (const { name, type } of files) data.items.add(new File(['bytes'], name, { type }));
        return target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      }, [text, files] as const);
    assert.equal(await paste('short'), true);
    assert.equal(await paste('', [{ name: 'image.png', type: 'image/png' }]), false);
    assert.deepEqual(await view.asked('receive'), { kind: 'file', name: 'image.png', mime: 'image/png', bytes: 'Ynl0ZXM=' });
    const long = 'a line of text\n'.repeat(70_000);
    const before = Date.now();
    assert.equal(await paste(long), false);
    const received = await view.asked('receive');
    assert.equal(received.kind === 'text' && received.text, long);
    assert.equal(await field.inputValue(), '');
    assert.ok(Date.now() - before < 1_000, `${Date.now() - before} ms`);
    await field.fill('word '.repeat(5_000));
    assert.equal((await view.asked('receive')).kind, 'text');
    assert.equal(await field.inputValue(), '');
  });

  test('files that are dropped are taken by their addresses, or by their bytes', async () => {
    const view = await open(viewState());
    const drop = (uris: string, file: boolean) =>
      view.page.locator('.box').evaluate((target, [uris, file]) => {
        const data = new DataTransfer();
        if (uris) data.setData('text/uri-list', uris);
        if (file) data.items.add(new File(['a,b'], 'a.csv', { type: 'text/csv' }));
        target.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      }, [uris, file] as const);
    await drop('file:///work/a%20b.ts\r\nhttps://example.com/', false);
    assert.deepEqual(await view.asked('receive'), { kind: 'uris', uris: ['file:///work/a%20b.ts'] });
    await drop('', true);
    assert.deepEqual(await view.asked('receive'), { kind: 'file', name: 'a.csv', mime: 'text/csv', bytes: 'YSxi' });
  });

  test('the meter says what fills the window, on focus, the question included', async () => {
    const meter = { window: 8_000, instructions: 400, tools: 600, thread: 2_000, context: 1_000 };
    const view = await open(withComposer({ meter }, { model: MODEL }));
    await view.page.getByRole('textbox', { name: 'Question' }).fill('word '.repeat(800));
    const button = view.page.getByRole('button', { name: /^Context: 61 %, ≈ 4\.9k of 8k tokens$/ });
    await button.focus();
    const rows = view.page.getByRole('table').getByRole('row');
    assert.deepEqual(await rows.allInnerTexts(), ['Instructions\t≈ 400', 'Tools\t≈ 600', 'Thread\t≈ 2k', 'Context\t≈ 1k', 'Question\t≈ 865']);
    assert.deepEqual(await violations(view.page), []);
  });

  test('finds the direction of what is typed, and grows to a limit', async () => {
    const view = await open(viewState());
    const field = view.page.getByRole('textbox', { name: 'Question' });
    await field.fill('שלום');
    assert.equal(await field.evaluate((element) => getComputedStyle(element).direction), 'rtl');
    await field.fill('line\n'.repeat(200));
    const height = (await field.boundingBox())?.height ?? 0;
    assert.ok(height > 100 && height < 330, `${height} px`);
  });
});
