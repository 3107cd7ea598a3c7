import assert from 'node:assert/strict';
import type { DataTrouble } from '../../../src/core/types/dataState.ts';
import { DocentError } from '../../../src/core/types/errors.ts';
import { answer, question, viewState } from './support/states.ts';
import { useViews } from './support/view.ts';

const DAMAGED: DataTrouble = {
  kind: 'damaged',
  message: 'Docent’s data can’t be read: its file is damaged or missing.',
  waysOut: ['restoreData', 'setDataAside', 'showData'],
  copiedAt: Date.UTC(2026, 10, 22, 12),
};

suite('data that can’t be used, in a view', () => {
  const open = useViews();
  const panel = (page: Awaited<ReturnType<typeof open>>['page']) => page.getByRole('alert', { name: 'Docent’s data' });

  test('one reads why, and of when the copy is; each way out is a button, the best first', async () => {
    const view = await open(viewState());
    await view.data(DAMAGED);
    await panel(view.page).getByText(DAMAGED.message).waitFor();
    await panel(view.page).getByText(/The copy is of 11\/22\/2026, .* the file that is there now is kept\./).waitFor();
    const buttons = await panel(view.page).getByRole('button').allInnerTexts();
    assert.deepEqual(buttons, ['Restore the Newest Copy', 'Set Aside and Start Anew', 'Show Folder', 'Search the Index']);
    for (const [name, action] of [['Restore the Newest Copy', 'restoreData'], ['Search the Index', 'searchIndex']] as const) {
      await panel(view.page).getByRole('button', { name }).click();
      assert.equal(await view.asked('act'), action);
    }
    assert.equal(await view.page.getByRole('textbox', { name: 'Question' }).count(), 0);
  });

  test('a way out that fails says why', async () => {
    const view = await open(viewState());
    await view.data(DAMAGED);
    view.answer('act', () => {
      throw new DocentError('data_in_use', 'Docent’s data is still in use: close other windows that use Docent, then try again.');
    });
    await panel(view.page).getByRole('button', { name: 'Set Aside and Start Anew' }).click();
    await panel(view.page).getByText('Docent’s data is still in use').waitFor();
  });

  test('the thread stays in sight, and the draft is there again afterwards', async () => {
    const state = viewState({ items: [question('First?'), answer('Yes.')] });
    const view = await open(state);
    await view.page.getByRole('textbox', { name: 'Question' }).fill('a draft');
    // The editor keeps what is typed, and says so.
    view.context({ ...state, composer: { ...state.composer, draft: 'a draft' } });
    await view.data({ kind: 'movedOn', message: 'Docent was updated: reload this window.', waysOut: ['reloadWindow'], copiedAt: null });
    await panel(view.page).getByText('Docent was updated: reload this window.').waitFor();
    await view.page.getByText('Yes.').waitFor();
    await view.data({ kind: 'open' });
    assert.equal(await view.page.getByRole('textbox', { name: 'Question' }).inputValue(), 'a draft');
  });
});
