import type { ConsentSubject } from '../../../src/core/types/consent.ts';
import type { ErrorInfo } from '../../../src/core/types/errors.ts';
import type { ContentPart, FileSearchCall, FunctionCall, Item, Reasoning } from '../../../src/core/types/item.ts';
import type { Output } from '../../../src/core/types/output.ts';
import type { Usage } from '../../../src/core/types/usage.ts';
import type { ViewState } from '../../../src/protocol/view.ts';
import { MARKDOWN } from '../support/markdown.ts';
import { answer, drawing, item, passage, python, question, run, table, viewState } from '../webview/support/states.ts';
import type { View } from '../webview/support/view.ts';
import { MODEL } from './chat.ts';
import { shown, SOON } from './state.ts';

const RTL = `## ניסיונות חוזרים

ההשהיה מוכפלת בכל ניסיון【1】, עד לגבול שנקבע ב־\`retry.go\`.

- פריט ראשון עם English באמצע
- פריט שני

> ציטוט קצר.

| עיר | נוסעים |
| --- | ---: |
| חיפה | 5 |`;

const USAGE: Usage = { inputTokens: 6_210, cachedTokens: 4_096, outputTokens: 412, reasoningTokens: 180, estimated: false, cost: 0.0123, window: 32_768 };
const ASKED = question('How are retries delayed?', 'q_asked');
const ANSWER = answer('The delay doubles with each attempt【1】, up to a limit【2】. A random share is added, so that not all clients come back at once【1】【3】.', 'a_said');
const SEARCH = item<FileSearchCall>('fs_1', { type: 'file_search_call', callId: 'c', arguments: '{}', error: null, queries: ['retry delay'], results: [passage(1), passage(2), passage(3)] });
const THOUGHT = item<Reasoning>('rs_1', { type: 'reasoning', text: 'The user asks about retries. I search for the delay and read what is found.' });
const TOOL = item<FunctionCall>('fn_1', { type: 'function_call', callId: 'c3', name: 'copilot_listCodeUsages', arguments: '{"symbol":"allocate"}', error: null });
const LOGS: Output = { type: 'logs', stream: 'stdout', text: 'Harbour is open\nMill is open\n' };
const STEPS: readonly Item[] = [ASKED, THOUGHT, SEARCH, python('for depot in ["Harbour", "Mill"]:\n    print(depot, "is open, which is said in a line too long for a side bar")', [LOGS]), TOOL, ANSWER];
const done = (items: readonly Item[], more: Partial<ViewState> = {}) => viewState({ items, run: run('completed'), model: MODEL, ...more });
const failed = (error: ErrorInfo) => viewState({ items: [ASKED], run: run('failed', { error }), model: MODEL });
const asks = (subject: ConsentSubject) => viewState({ items: [ASKED], run: run('in_progress'), model: MODEL, consents: [{ id: 'c1', threadId: 'thread_1', runId: 'run_1', subject, answer: null }] });
const openAll = ({ page }: View) => page.locator('details').evaluateAll((all) => all.forEach((each) => each.setAttribute('open', '')));

const GIVEN: readonly ContentPart[] = [
  { type: 'file', file: { id: null, name: 'sales-of-the-whole-year-with-all-depots.csv', path: '/work/data/sales.csv', bytes: 9_000, tools: ['code_interpreter'] } },
  { type: 'selection', path: 'backend/net/retry.go', language: 'go', lines: { start: 12, end: 31 }, text: 'func delay(attempt int) int {\n\treturn base << attempt\n}' },
  { type: 'context', name: 'Problems', language: 'plaintext', text: 'retry.go:3: unused variable' },
  { type: 'image', source: { kind: 'file', file: { id: 'file-picture', name: 'harbour.png', mime: 'image/png', bytes: 6_000 }, path: '/work/harbour.png' }, detail: 'auto' },
];
const TRACE = 'Traceback (most recent call last):\n  File "<cell 1>", line 2, in <module>\n    frame["sale"]\nKeyError: \'sale\'';
const VEGA: Output = {
  type: 'chart',
  title: 'Riders by depot',
  spec: JSON.stringify({
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    data: { values: [['Harbour', 5], ['Mill', 12], ['Station', 8]].map(([depot, riders]) => ({ depot, riders })) },
    mark: 'bar',
    width: 'container',
    encoding: { x: { field: 'depot', type: 'nominal' }, y: { field: 'riders', type: 'quantitative' }, color: { field: 'depot', type: 'nominal' } },
  }),
};
const FIGURE = {
  data: ['2024', '2025'].map((name, year) => ({ type: 'bar', name, hovertemplate: '%{y}', x: ['Harbour', 'Mill', 'Station', 'Quay'], y: [5 + year, 12, 8 - year, -3] })),
  layout: { barmode: 'group', title: { text: 'Riders by depot' }, xaxis: { title: { text: 'depot' } }, yaxis: { title: { text: 'riders' } } },
};
const OUTPUTS: readonly Output[] = [
  { type: 'logs', stream: 'stderr', text: '<cell 1>:2: UserWarning: old api\n  warnings.warn("old api")\n' },
  table('Sales by month', [['January', 1_234.5, 0.31], ['February', 980, 0.25], ['March', null, 0.44]], { totalRows: 12 }),
  drawing('Sales by month', 'file-chart'),
  { type: 'image', title: 'A picture of a library’s', file: { id: 'file-picture', name: 'chart.png', mime: 'image/png', bytes: 900 } },
  VEGA,
  { type: 'text', text: '<Figure size 640x480 with 1 Axes>' },
  { type: 'file', file: { id: 'file-9', name: 'report.xlsx', mime: 'application/vnd.ms-excel', bytes: 12_000 } },
];
const MISTAKES: readonly Output[] = [
  { type: 'exception', name: 'KeyError', message: "'sale'", traceback: TRACE },
  { type: 'notice', notice: { code: 'python_timeout', message: 'The code was stopped: it ran longer than 60 seconds.', action: null } },
];

/** Threads with all that an answer may hold. */
export const ANSWER_STATES = [
  shown('working', viewState({ items: [ASKED], run: run('in_progress', { createdAt: SOON }), model: MODEL })),
  shown('streaming', viewState({ items: [ASKED, SEARCH, answer('The delay doubles【1】:\n\n```ts\nexport const delay = (attempt: number) =>\n  Math.min(2_000 * 2 ** att', 'a_open', 'in_progress')], run: run('in_progress', { createdAt: SOON }), model: MODEL })),
  shown('waiting for a server', viewState({ items: [ASKED], run: run('in_progress'), model: MODEL, waiting: { message: 'api.openai.com takes no more requests for now; trying again', until: Date.now() + 185_000 } })),
  shown('steps folded', done(STEPS, { usage: { run_1: USAGE } })),
  shown('steps open', done(STEPS), openAll),
  shown('sources and usage', viewState({ items: [ASKED, SEARCH, ANSWER], run: run('completed', { turns: [USAGE] }), model: MODEL, authors: { run_1: 'SDD Expert' }, others: { ...USAGE, runs: 3, unpriced: 0 } }), openAll),
  shown('Markdown of all kinds', done([ASKED, answer(MARKDOWN, 'a_all')]), async ({ page }) => {
    await page.locator('.diagram').scrollIntoViewIfNeeded();
    await page.locator('.diagram iframe:not(.unseen)').waitFor();
    await page.locator('.hljs-comment, .coloured, pre span').first().waitFor();
    await page.locator('main').evaluate((main) => main.scrollTo(0, 0));
  }),
  shown('right to left', done([question('איך מושהים הניסיונות החוזרים?', 'q_rtl'), SEARCH, answer(RTL, 'a_rtl')])),
  shown('long message folded', done([question(Array.from({ length: 60 }, (_, line) => `2026-11-03T12:00:${String(line).padStart(2, '0')}Z berth ${line} allocated to a ship with a long name`).join('\n'), 'q_long'), ANSWER])),
  shown('question edited', done([ASKED, ANSWER]), ({ page }) => page.locator('article.user .tools button').first().click()),
  shown('what goes along', done([question('What of it is used?', 'q_given', GIVEN), ANSWER])),
  shown('branches', done([ASKED, ANSWER], { branches: [{ place: 0, threads: ['thread_0', 'thread_1', 'thread_2'], current: 1 }] })),
  shown('find in thread', done([ASKED, SEARCH, ANSWER]), async (view) => {
    view.answer('find', () => [{ place: 2, count: 1 }]);
    view.find('delay');
    await view.page.locator('.find .count', { hasText: /1.*1/ }).waitFor();
  }),
  shown('tables and charts', done([ASKED, python('frame.plot()', OUTPUTS), ANSWER]), async ({ page }) => {
    for (const chart of await page.locator('figure').all()) await chart.scrollIntoViewIfNeeded();
    await page.locator('.vega-chart svg, .vega-chart canvas').first().waitFor();
    await page.locator('main').evaluate((main) => main.scrollTo(0, 0));
  }),
  shown('figure of Plotly’s', done([ASKED, python('px.bar(riders)', [{ type: 'image', title: 'Riders by depot', file: { id: 'file-figure', name: 'chart.png', mime: 'image/png', bytes: 900 }, figure: JSON.stringify(FIGURE) }]), ANSWER]), async ({ page }) => {
    await page.locator('.plotly-box[aria-busy=false]').waitFor();
  }),
  shown('code that failed', done([ASKED, python('frame["sale"]', MISTAKES), answer('There is no column of that name.', 'a_failed')]), openAll),
  shown('failure with ways out', failed({ code: 'model_unreachable', message: 'The model did not answer: 127.0.0.1:11434 can’t be reached. Is the server running?', action: 'configureModel' })),
  shown('budget reached', failed({ code: 'budget_reached', message: 'This month’s budget of $20.00 is spent: $20.04 so far. Raise it, or choose a model on this machine.', action: 'setBudget' })),
  shown('answer cut off', viewState({ items: [ASKED, answer('The delay doubles with each', 'a_cut', 'incomplete')], run: run('cancelled'), model: MODEL })),
  shown('answer of nothing', done([{ ...ASKED, runId: null }, THOUGHT])),
  shown('thread longer than the model reads', viewState({ items: [ASKED, ANSWER], run: run('completed', { leftOut: { messages: 12, results: 3 } }), model: MODEL })),
  shown('consent to run code', asks({ kind: 'code', code: 'import shutil\nshutil.copytree("/mnt/data/in", "/mnt/data/a/folder/with/a/long/name")', reason: 'There is no sandbox on this system.' })),
  shown('consent to call a tool', asks({ kind: 'tool', name: 'mcp_github_createIssue', arguments: '{\n  "title": "Retries are not capped"\n}' })),
  shown('consent to send', asks({ kind: 'send', host: 'api.openai.com', what: 'Your question and 6 passages of 4 files', extent: 'questions' })),
];
