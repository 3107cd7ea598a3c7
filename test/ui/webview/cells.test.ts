import assert from 'node:assert/strict';
import type { Output } from '../../../src/core/types/output.ts';
import { violations } from '../support/axe.ts';
import { answer, item, python, question, run, table, viewState } from './support/states.ts';
import { useViews } from './support/view.ts';
import type { CodeInterpreterCall } from '../../../src/core/types/item.ts';
import type { Page } from '../../vscode-host/scripts/browser.ts';

const said = (text: string): readonly Output[] => [{ type: 'logs', stream: 'stdout', text }];
const code = (id: string, text: string, outputs: readonly Output[] = [], more: Partial<CodeInterpreterCall> = {}) =>
  item<CodeInterpreterCall>(id, { type: 'code_interpreter_call', callId: id, arguments: JSON.stringify({ code: text }), error: null, code: text, outputs, ...more });

const THREAD = [question('Analyze this.'), code('ci_1', 'base = 2\nprint(base)', said('2\n')), code('ci_2', 'df', [table('Sums', [['a', 1, 1]])]), answer('The base is two.')];
const DONE = viewState({ kind: 'analysis', items: THREAD, run: run('completed') });

suite('the cells of an analysis', () => {
  const open = useViews();

  test('are read, changed and run again by keys alone; the change is told until it is run', async () => {
    const view = await open(DONE);
    const { page } = view;
    await page.getByText('Ran Python').first().click();
    await page.getByRole('group', { name: 'Cell 1' }).getByRole('button', { name: 'Edit' }).press('Enter');
    const field = page.getByRole('textbox', { name: 'Code of cell 1' });
    await field.press('Control+Home');
    await page.keyboard.type('if True:');
    await page.keyboard.press('Enter');
    await page.keyboard.type('total = 1');
    assert.equal(await field.inputValue(), 'if True:\n    total = 1base = 2\nprint(base)');
    await page.keyboard.press('Shift+Tab');
    await page.getByText('changed, not run').waitFor();
    assert.equal(await field.inputValue(), 'if True:\ntotal = 1base = 2\nprint(base)');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Edit' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await field.fill('base = 5');
    await field.press('Control+Enter');
    assert.deepEqual(await view.asked('runCells'), { which: 'these', cells: [{ itemId: 'ci_1', code: 'base = 5' }] });
    await page.getByText('changed, not run').waitFor({ state: 'detached' });
  });

  test('stand above a field that says what can be asked without a model: a table, or of code the workspace', async () => {
    const placeholder = (page: Page) => page.getByRole('textbox', { name: 'Question' }).getAttribute('placeholder');
    assert.match((await placeholder((await open(DONE)).page)) ?? '', /^Ask the table: /);
    const selection = { type: 'selection', path: 'src/sum.py', language: 'python', lines: { start: 1, end: 2 }, text: 'base = 2\nprint(base)' } as const;
    const items = [question('Analyze this code.', 'msg_code', [selection]), ...THREAD.slice(1)];
    assert.match((await placeholder((await open({ ...DONE, items })).page)) ?? '', /^Search the workspace: /);
  });

  test('are run as they are by their buttons, and none while something runs', async () => {
    const view = await open(DONE);
    await view.page.getByRole('button', { name: 'Run cell 2' }).click();
    assert.deepEqual(await view.asked('runCells'), { which: 'these', cells: [{ itemId: 'ci_2', code: null }] });
    view.run({ type: 'run', run: run('in_progress', { id: 'run_2', work: 'cells' }) });
    await view.page.getByRole('button', { name: 'Stop' }).waitFor();
    assert.equal(await view.page.getByRole('button', { name: 'Run cell 1' }).isDisabled(), true);
  });

  test('have their new results in their place, and the words above say that they are older', async () => {
    const view = await open(DONE);
    const now = Date.now();
    const again = { ...code('ci_2', 'df * 2', []), status: 'in_progress' as const, startedAt: now, endedAt: null };
    view.run({ type: 'run', run: run('in_progress', { id: 'run_2', work: 'cells' }) }, { type: 'item.added', item: again });
    await view.page.locator('figure.table').waitFor({ state: 'detached' });
    view.run({ type: 'output', itemId: 'ci_2', output: table('Doubled', [['a', 2, 1]]) }, { type: 'item.done', item: { ...again, outputs: [table('Doubled', [['a', 2, 1]])], status: 'completed', endedAt: now } });
    view.run({ type: 'run', run: run('completed', { id: 'run_2', work: 'cells' }) });
    await view.page.getByText('Code was run again after this was written.').waitFor();
    await view.page.getByRole('group', { name: 'Doubled' }).waitFor();
    assert.equal(await view.page.getByText('The model answered nothing.').count(), 0);
  });

  test('are run all with what was changed, which is kept until then, also when the view is loaded anew', async () => {
    const view = await open(DONE);
    const { page } = view;
    await page.getByText('Ran Python').nth(1).click();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Code of cell 2' }).fill('df.head()');
    await view.reopen();
    await page.getByText('changed, not run').waitFor();
    await page.getByRole('button', { name: 'Run All Cells' }).click();
    assert.deepEqual(await view.asked('runCells'), { which: 'all', changed: { ci_2: 'df.head()' } });
    await page.getByText('changed, not run').waitFor({ state: 'detached' });
  });

  test('may be new; one’s own stand with their code above their results', async () => {
    const view = await open(DONE);
    const { page } = view;
    await page.getByRole('button', { name: 'Add Cell' }).click();
    await page.getByRole('textbox', { name: 'Code of the new cell' }).fill('1 + 1');
    await page.keyboard.press('Shift+Enter');
    assert.deepEqual(await view.asked('runCells'), { which: 'these', cells: [{ itemId: null, code: '1 + 1' }] });
    await page.getByRole('textbox', { name: 'Code of the new cell' }).waitFor({ state: 'detached' });
    view.run({ type: 'item.done', item: code('ci_3', '1 + 1', [{ type: 'text', text: '2' }], { author: 'user' }) });
    const [above, below] = [await page.getByText('1 + 1').first().boundingBox(), await page.locator('pre', { hasText: /^2$/ }).boundingBox()];
    assert.ok((above?.y ?? 0) < (below?.y ?? 0));
    await page.getByText('The base is two.').waitFor();
  });

  test('have their variables listed, anew after each piece of code, and saved', async () => {
    const view = await open(DONE);
    const { page } = view;
    let value = 2;
    view.answer('variables', () => [
      { name: 'base', type: 'int', shape: '', bytes: 28, preview: String(value), saves: 'json' },
      { name: 'df', type: 'pandas.DataFrame', shape: '1,000 × 3', bytes: 24_132, preview: 'month, sales, share', saves: 'csv' },
      { name: 'ship', type: 'Ship', shape: '', bytes: null, preview: '', saves: '' },
    ]);
    await page.getByText('Variables').click();
    const cells = page.getByRole('group', { name: 'Variables' }).getByRole('row');
    await page.getByRole('rowheader', { name: 'df' }).waitFor();
    assert.equal((await cells.nth(2).textContent())?.replace(/\s+/g, ' '), 'dfpandas.DataFrame1,000 × 3month, sales, share');
    value = 5;
    view.run({ type: 'item.done', item: { ...code('ci_1', 'base = 5'), endedAt: Date.now() } });
    await page.getByRole('cell', { name: '5', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Save df as a file' }).click();
    assert.deepEqual(await view.asked('saveVariable'), { name: 'df', saves: 'csv' });
    assert.equal(await page.getByRole('button', { name: 'Save ship as a file' }).count(), 0);
    view.answer('variables', () => null);
    await page.getByRole('button', { name: 'Restart Python' }).click();
    await view.asked('restartPython');
    await page.getByText('No Python runs for this analysis').waitFor();
  });

  test('are followed by further questions in place', async () => {
    const view = await open(DONE);
    const field = view.page.getByRole('textbox', { name: 'Question' });
    await field.fill('Which is the best?');
    await field.press('Enter');
    assert.deepEqual(await view.asked('followUp'), { text: 'Which is the best?' });
    assert.equal(await field.inputValue(), '');
    await field.fill('Once more?');
    await view.reopen();
    assert.equal(await field.inputValue(), 'Once more?');
  });

  test('break no rule, folded and unfolded, in a narrow tab and a wide one', async () => {
    const view = await open(viewState({ kind: 'analysis', items: [...THREAD, code('ci_3', 'print("x" * 500)', said('x'.repeat(500)), { author: 'user' })], run: run('completed') }));
    const { page } = view;
    view.answer('variables', () => [{ name: 'df', type: 'pandas.DataFrame', shape: '1,000 × 3', bytes: 24_132, preview: 'month, sales, share', saves: 'csv' }]);
    await page.getByText('Variables').click();
    await page.getByRole('rowheader', { name: 'df' }).waitFor();
    await page.getByRole('button', { name: 'Add Cell' }).click();
    await page.keyboard.type('for each in range(3):');
    for (const width of [900, 300]) {
      await page.setViewportSize({ width, height: 800 });
      assert.deepEqual(await violations(page), [], `${width}`);
      assert.deepEqual(await page.evaluate("[...document.querySelectorAll('.analysis, main, .items, footer, header')].filter((part) => part.scrollWidth > part.clientWidth).map((part) => part.className)"), []);
    }
  });

  test('that were run again above what a view shows are not put to its end', async () => {
    const later = Array.from({ length: 3 }, (_, n) => ({ ...answer(`Part ${n}.`, `a${n}`), createdAt: Date.UTC(2026, 10, 4) }));
    const view = await open(viewState({ items: later, earlier: 40, run: run('completed') }));
    view.run({ type: 'item.added', item: python('print("early")', said('early')) }, { type: 'item.done', item: python('print("early")', said('early')) });
    view.run({ type: 'item.done', item: { ...answer('The end.', 'a_end'), createdAt: Date.UTC(2026, 10, 5) } });
    await view.page.getByText('The end.').waitFor();
    assert.equal(await view.page.getByText('Ran Python').count(), 0);
  });
});
