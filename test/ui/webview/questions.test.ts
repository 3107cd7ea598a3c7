import assert from 'node:assert/strict';
import { EMPTY_COMPOSER } from '../../../src/protocol/composer.ts';
import type { Consent } from '../../../src/core/types/consent.ts';
import { DocentError } from '../../../src/core/types/errors.ts';
import type { FunctionCall } from '../../../src/core/types/item.ts';
import { answer, chip, item, python, question, run, viewState } from './support/states.ts';
import { useViews } from './support/view.ts';

suite('questions in a view', () => {
  const open = useViews();
  const LONG = Array.from({ length: 80 }, (_, index) => `Paragraph ${index}.`).join('\n\n');

  test('Enter sends, Shift+Enter does not, nor does Enter within a word that is being composed', async () => {
    const view = await open(viewState());
    const field = view.page.getByRole('textbox', { name: 'Question' });
    await field.fill('one');
    await field.press('Shift+Enter');
    await field.pressSequentially('two');
    await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    assert.equal(await field.inputValue(), 'one\ntwo');
    await field.press('Enter');
    assert.deepEqual(await view.asked('ask'), { text: 'one\ntwo' });
    assert.equal(await field.inputValue(), '');
  });

  test('what could not be asked stands in the field again, with the reason and the way out', async () => {
    const view = await open(viewState());
    const field = view.page.getByRole('textbox', { name: 'Question' });
    view.answer('ask', () => {
      throw new DocentError('model_missing', 'There is no model “x”.', 'configureModel');
    });
    await field.fill('How?');
    await field.press('Enter');
    await view.page.getByRole('alert').filter({ hasText: 'There is no model “x”.' }).waitFor();
    assert.equal(await field.inputValue(), 'How?');
    await view.page.getByRole('alert').getByRole('button', { name: 'Set Up a Model' }).click();
    assert.equal(await view.asked('act'), 'configureModel');
  });

  test('a script’s thread says that it waits for the script, and when its time was over', async () => {
    const view = await open(viewState({ items: [question('Weather?')], run: run('requires_action') }));
    await view.page.getByText('Waiting for the script…').waitFor();
    view.run({ type: 'run', run: run('expired') });
    await view.page.getByText('Stopped: it took longer than it may. What had arrived is kept.').waitFor();
  });

  test('a draft outlives a hidden view and text that is put before it', async () => {
    const view = await open(viewState({ items: [question('First?'), answer('Yes.')] }));
    const field = view.page.getByRole('textbox', { name: 'Question' });
    await field.fill('a draft');
    await view.reopen();
    await view.page.getByText('Yes.').waitFor();
    assert.equal(await field.inputValue(), 'a draft');
    view.focus('Explain this:');
    await view.page.locator('textarea:focus').waitFor();
    assert.equal(await field.inputValue(), 'a draft\nExplain this:');
  });

  test('Escape and the button stop what is under way', async () => {
    const view = await open(viewState({ items: [question('How?')], run: run('in_progress') }));
    await view.page.getByRole('textbox', { name: 'Question' }).press('Escape');
    assert.equal(await view.asked('stop'), null);
    await view.page.getByRole('button', { name: 'Stop' }).click();
    assert.equal(await view.asked('stop'), null);
    view.run({ type: 'run', run: run('cancelled') });
    await view.page.getByRole('button', { name: 'Try Again' }).click();
    assert.equal(await view.asked('act'), 'retry');
    await view.page.getByRole('button', { name: 'Send' }).waitFor();
  });

  test('another thread begins at its newest question', async () => {
    const view = await open(viewState({ items: [question('How?'), answer(LONG)] }));
    const main = view.page.getByRole('main');
    await view.page.getByRole('button', { name: 'Jump to latest' }).click();
    await view.page.waitForFunction((element) => element && element.scrollTop > 1_000, await main.elementHandle());
    await view.page.locator('textarea:focus').waitFor();
    const reasons = Array.from({ length: 60 }, (_, index) => answer('Because.', `msg_${index}`));
    await view.show(viewState({ thread: { id: 'thread_2', title: '' }, items: [question('Why?', 'msg_why'), ...reasons] }));
    await view.page.getByText('Why?').waitFor();
    await view.page.waitForFunction((element) => element && element.scrollTop < 10, await main.elementHandle());
  });

  test('Docent’s own question comes into view, and the answer is told', async () => {
    const consent: Consent = {
      id: 'consent_1',
      threadId: 'thread_1',
      runId: 'run_1',
      answer: null,
      subject: { kind: 'code', code: 'print(1)', reason: 'There is no sandbox here.' },
    };
    const prints = python('print(1)', [{ type: 'text', text: LONG }]);
    const view = await open(viewState({ items: [question('Run it'), prints, answer(LONG)], run: run('requires_action') }));
    view.run({ type: 'consent', consent });
    const group = view.page.getByRole('group', { name: 'Run this code without a sandbox?' });
    const allow = group.getByRole('button', { name: 'Allow in This Thread' });
    await allow.waitFor();
    await view.page.waitForFunction((button) => button && button.getBoundingClientRect().bottom < innerHeight, await allow.elementHandle());
    await group.getByText('There is no sandbox here.').waitFor();
    assert.equal(await group.locator('code').innerText(), 'print(1)');
    await allow.click();
    assert.deepEqual(await view.asked('answerConsent'), { id: 'consent_1', answer: 'always' });
    view.run({ type: 'consent', consent: { ...consent, answer: 'always' } });
    await group.waitFor({ state: 'detached' });
  });

  test('what one is asked about is not said to run already', async () => {
    const asked = (id: string, subject: Consent['subject']): Consent => ({ id, threadId: 'thread_1', runId: 'run_1', answer: null, subject });
    const call = item<FunctionCall>('fc_1', { type: 'function_call', name: 'edit', callId: 'call_3', arguments: '{"path":"x"}', error: null }, 'in_progress');
    const items = [question('Run it'), python('print(1)', [], 'in_progress'), call];
    const code = asked('consent_1', { kind: 'code', code: 'print(1)', reason: 'There is no sandbox here.' });
    const edit = asked('consent_2', { kind: 'tool', name: 'edit', arguments: '{"path":"x"}' });
    const view = await open(viewState({ items, run: run('in_progress'), consents: [code, edit] }));
    await view.page.getByText('Python waits for your answer').waitFor();
    await view.page.getByText('edit waits for your answer').waitFor();
    assert.equal(await view.page.getByText(/Running Python|Calling edit|Working/).count(), 0);
    view.run({ type: 'consent', consent: { ...code, answer: 'once' } });
    await view.page.getByText('Running Python…').waitFor();
    await view.page.getByText('edit waits for your answer').waitFor();
    view.run({ type: 'consent', consent: { ...edit, answer: 'once' } });
    await view.page.getByText('Calling edit').waitFor();
    await view.page.getByText('Working…').waitFor();
  });

  test('attached files can be taken away, and are sent alone, too', async () => {
    const view = await open(viewState({ composer: { ...EMPTY_COMPOSER, chips: [chip('sales.csv')] } }));
    await view.page.getByRole('button', { name: 'Send' }).click();
    assert.deepEqual(await view.asked('ask'), { text: '' });
    await view.page.getByRole('button', { name: 'Remove sales.csv' }).click();
    assert.deepEqual(await view.asked('removeChip'), { id: 'file sales.csv' });
  });
});
