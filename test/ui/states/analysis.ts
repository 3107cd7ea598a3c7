import type { CodeInterpreterCall, Item } from '../../../src/core/types/item.ts';
import type { Output } from '../../../src/core/types/output.ts';
import type { Variable } from '../../../src/core/types/variable.ts';
import { answer, drawing, item, python, question, run, table, viewState } from '../webview/support/states.ts';
import { shown, SOON } from './state.ts';

const FILE = { id: null, name: 'sales.csv', path: '/work/data/sales.csv', bytes: 9_000, tools: ['code_interpreter'] } as const;
const ASKED = question('Analyze this data and create charts.', 'q_asked', [{ type: 'file', file: FILE }]);
const OUTPUTS: readonly Output[] = [
  { type: 'logs', stream: 'stdout', text: '12 rows\n3 columns\n' },
  drawing('Sales by month', 'file-chart'),
  drawing('Sales by depot', 'file-drawing'),
  table('First rows', [['January', 1_234.5, 0.31], ['February', 980, 0.25], ['March', null, 0.44]], { totalRows: 12 }),
];
const CODE = 'import pandas as pd\n\nframe = pd.read_csv("/mnt/data/sales.csv")\nprint(len(frame), "rows")\nframe.groupby("month")["sales"].sum().plot.bar()';
const SAID = answer('**12 rows and 3 columns.** Sales were highest in January (1,234.5), and a third of the year’s total.\n\n- March is missing in 2 rows.\n- The share rises from 0.25 to 0.44.', 'a_said');
const OWN = item<CodeInterpreterCall>('ci_own', { type: 'code_interpreter_call', callId: 'c9', arguments: '{}', error: null, code: 'frame.describe()', outputs: [table('', [['mean', 980.2, 0.33]])], author: 'user' });
const THREAD: readonly Item[] = [ASKED, python(CODE, OUTPUTS), SAID];
const VARIABLES: readonly Variable[] = [
  { name: 'frame', type: 'pandas.DataFrame', shape: '1,000 × 3', bytes: 48_000, preview: 'month sales share', saves: 'csv' },
  { name: 'path', type: 'str', shape: '19', bytes: 68, preview: "'/mnt/data/sales.csv'", saves: '' },
  { name: 'a_model_with_a_long_name', type: 'sklearn.linear_model.LinearRegression', shape: '', bytes: null, preview: 'LinearRegression()', saves: '' },
];

/** An analysis in an editor tab. */
export const ANALYSIS_STATES = [
  shown('analysis under way', viewState({ kind: 'analysis', items: [ASKED, { ...python(CODE, OUTPUTS.slice(0, 2), 'in_progress'), createdAt: SOON }], run: run('in_progress', { createdAt: SOON }) })),
  shown('analysis report', viewState({ kind: 'analysis', items: THREAD, run: run('completed') }), async ({ page }) => {
    await page.locator('.drawing svg').first().waitFor();
  }),
  shown('analysis cells', viewState({ kind: 'analysis', items: [...THREAD, OWN], run: run('completed', { work: 'cells' }) }), async ({ page }) => {
    const cell = page.locator('.cell').first();
    await cell.locator('summary').click();
    await cell.locator('.buttons button').press('Enter');
    await cell.locator('textarea').press('End');
    await page.keyboard.type(' # changed');
    await cell.locator('.buttons button').nth(1).waitFor();
  }),
  shown('analysis variables and follow-up', viewState({ kind: 'analysis', items: THREAD, run: run('completed') }), async (view) => {
    view.answer('variables', () => VARIABLES);
    await view.page.locator('.variables summary').click();
    await view.page.getByRole('rowheader', { name: 'frame' }).waitFor();
    await view.page.locator('.follow-up textarea').fill('top 5 by sales');
  }),
  shown('analysis without Python', viewState({ kind: 'analysis', items: [ASKED], run: run('failed', { error: { code: 'python_missing', message: 'No Python 3.9 or newer was found.', action: 'configurePython' } }) })),
];
