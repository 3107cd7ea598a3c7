import assert from 'node:assert/strict';
import type { Output } from '../../../src/core/types/output.ts';
import { answer, python, question, run, viewState } from './support/states.ts';
import { useViews } from './support/view.ts';

suite('outputs of code in a view', () => {
  const open = useViews();
  const show = (...outputs: readonly Output[]) =>
    open(viewState({ kind: 'analysis', items: [question('Run it'), python('df.style', outputs), answer('Done.')], run: run('completed') }));

  test('a styled frame has the colours of its cells, ink that can be read on them, and nothing else of its styles', async () => {
    const html =
      '<style>#T_1_row0_col0 { background-color: #023858; color: #f1f1f1; position: fixed; top: 0 } #T_1_row1_col0 { background-color: yellow } td { display: none }</style><table id="T_1"><tr><td id="T_1_row0_col0">dark</td></tr><tr><td id="T_1_row1_col0">bright</td></tr><tr><td style="color: rgb(1, 2, 3); background: url(https://elsewhere.example/a)" data-style="position: fixed">own</td></tr></table>';
    const { page } = await show({ type: 'html', html, text: '' });
    await page.getByText('bright').waitFor();
    const looks = await page.locator('td').evaluateAll((cells) => cells.map((cell) => [getComputedStyle(cell).backgroundColor, getComputedStyle(cell).color, getComputedStyle(cell).position]));
    assert.deepEqual(looks.slice(0, 2), [['rgb(2, 56, 88)', 'rgb(241, 241, 241)', 'static'], ['rgb(255, 255, 0)', 'rgb(0, 0, 0)', 'static']]);
    assert.deepEqual(looks[2]?.slice(1), ['rgb(1, 2, 3)', 'static']);
  });

  test('a warning is marked as one; other words on stderr are not', async () => {
    const { page } = await show({ type: 'logs', stream: 'stderr', text: '<cell 1>:2: UserWarning: old api\n  warnings.warn("old api")\n' });
    await page.getByRole('group', { name: 'Warning' }).getByText('UserWarning: old api').waitFor();
    const plain = await show({ type: 'logs', stream: 'stderr', text: '100%|██| 3/3\n' });
    await plain.page.getByText('3/3').waitFor();
    assert.equal(await plain.page.getByRole('group', { name: 'Warning' }).count(), 0);
  });
});
