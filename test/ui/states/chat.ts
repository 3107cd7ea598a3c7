import type { ErrorInfo } from '../../../src/core/types/errors.ts';
import { EMPTY_COMPOSER, type ComposerState, type Suggestion } from '../../../src/protocol/composer.ts';
import type { IndexState, ViewState } from '../../../src/protocol/view.ts';
import { answer, chip, question, run, viewState } from '../webview/support/states.ts';
import { shown, SOON } from './state.ts';

export const MODEL: ViewState['model'] = { label: 'qwen3-coder', isLanguageModel: true, host: null, setBy: 'settings' };
const HOSTED: ViewState['model'] = { label: 'gpt-6.1-terra', isLanguageModel: true, host: 'api.openai.com', setBy: 'assistant' };
const METER = { window: 32_768, instructions: 1_100, tools: 640, thread: 9_400, context: 3_200 };
const EMPTY = { thread: null } as const;
const TURN = [question('How are retries delayed?', 'q_turn'), answer('The delay doubles with each attempt【1】, up to a limit【2】.', 'a_turn')];
const withIndex = (index: IndexState, more: Partial<ViewState> = {}) => viewState({ ...EMPTY, index, ...more });
const withComposer = (composer: Partial<ComposerState>, more: Partial<ViewState> = {}) =>
  viewState({ items: TURN, run: run('completed'), model: MODEL, ...more, composer: { ...EMPTY_COMPOSER, meter: METER, ...composer } });
const problem = (message: string, action: ErrorInfo['action'], code = 'python_missing'): ErrorInfo => ({ code, message, action });

const SUGGESTIONS: readonly Suggestion[] = [
  { id: 'a', kind: 'file', label: 'retry.go', detail: 'backend/net' },
  { id: 'b', kind: 'folder', label: 'net', detail: 'backend' },
  { id: 'c', kind: 'symbol', label: 'RetryPolicy.nextDelay', detail: 'backend/net/retry.go' },
  { id: 'd', kind: 'problems', label: 'Problems', detail: '3 errors, 2 warnings' },
  { id: 'e', kind: 'changes', label: 'Changes', detail: '4 files changed since the last commit' },
  { id: 'f', kind: 'store', label: 'SDD Documentation', detail: '12 files' },
  { id: 'g', kind: 'thread', label: 'How are berths allocated?', detail: 'Yesterday' },
  { id: 'h', kind: 'browse', label: 'Files of this machine…', detail: '' },
];

const COMMANDS: readonly Suggestion[] = [
  { id: 'a', kind: 'command', label: '/new', detail: 'New Thread' },
  { id: 'b', kind: 'command', label: '/analyze', detail: 'Analyze File' },
  { id: 'c', kind: 'prompt', label: '/review', detail: 'Read the changes as a reviewer would, and say what is missing' },
  { id: 'd', kind: 'prompt', label: '/explain', detail: 'Explain the selection' },
];

const CHIPS = [
  chip('retry.go:12-31', { id: '1', kind: 'selection', detail: 'backend/net/retry.go', tokens: 240 }),
  chip('a-file-with-a-long-name-that-nobody-would-call-short.config.json', { id: '2', tokens: 12_400 }),
  chip('SDD Documentation', { id: '3', kind: 'store', tokens: null }),
  chip('harbour.png', { id: '4', kind: 'image', tokens: 1_105 }),
  chip('guide.pdf', { id: '5', tokens: 31_000, note: 'It is read as text.' }),
];

/** What stands in an empty thread, and around the question's field. */
export const CHAT_STATES = [
  shown('chat empty', viewState({ ...EMPTY, model: MODEL })),
  shown('chat empty with a hosted model', viewState({ ...EMPTY, model: HOSTED, assistant: { name: 'SDD Expert', error: null, suggestions: ['What does the specification say of retries?', 'Which decisions are still open?'] } })),
  shown('first minutes', withIndex({ kind: 'empty' })),
  shown('no folder', withIndex({ kind: 'noFolder' })),
  shown('restricted mode', withIndex({ kind: 'untrusted' })),
  shown('indexing', withIndex({ kind: 'working', done: 412, total: 1_730 })),
  shown('indexing stopped', withIndex({ kind: 'partial', files: 412 })),
  shown('nothing to index', withIndex({ kind: 'ready', files: 0, leftOut: 4 })),
  shown('index failed', withIndex({ kind: 'failed', message: 'The index can’t be written: the disk is full. Free some space, then index again.' })),
  shown('index damaged', withIndex({ kind: 'damaged' })),
  shown('index built again', withIndex({ kind: 'ready', files: 128, leftOut: 0 }, { rebuild: 'done' })),
  shown('no Python', viewState({ items: TURN, run: run('completed'), pythonProblem: problem('No Python 3.9 or newer was found: code can’t run here.', 'configurePython') })),
  shown('no assistant', viewState({ ...EMPTY, assistant: { name: 'SDD Expert', error: 'The file sdd-expert.md names no model that is set up.', suggestions: [] } })),
  shown('chips offered', withComposer({ offer: chip('retry.go:12-31', { kind: 'selection' }) })),
  shown('chips taken', withComposer({ chips: CHIPS, draft: 'What of these is used in production, and what is left over from the old client?' })),
  shown('chips that search only does not read', withComposer({ chips: CHIPS.slice(0, 1), meter: null }, { model: viewState().model })),
  shown('list below an @', withComposer({}), async (view) => {
    view.answer('suggest', () => SUGGESTIONS);
    await view.page.locator('.field textarea').pressSequentially('Explain @');
    await view.page.getByRole('option').nth(7).waitFor();
    await view.page.keyboard.press('ArrowDown');
  }),
  shown('list below a slash', withComposer({}), async (view) => {
    view.answer('suggest', () => COMMANDS);
    await view.page.getByRole('textbox', { name: 'Question' }).pressSequentially('/');
    await view.page.getByRole('option').nth(3).waitFor();
  }),
  shown('context meter', withComposer({ draft: 'Why?' }), async ({ page }) => {
    await page.locator('.meter button').focus();
    await page.locator('.meter-details').waitFor();
  }),
  shown('context nearly full', withComposer({ meter: { ...METER, thread: 26_000 } })),
  shown('queue', withComposer(
    {
      queue: [
        { id: 'q1', text: 'And what happens when the server asks for patience with a header of its own?', chips: [chip('sales.csv')] },
        { id: 'q2', text: 'Why not?', chips: [] },
      ],
      draft: 'One more',
    },
    { items: TURN.slice(0, 1), run: run('in_progress', { createdAt: SOON }) },
  )),
  shown('queue after a failure', withComposer(
    { queue: [{ id: 'q1', text: 'And then?', chips: [] }], waitsFor: 'user' },
    { items: TURN.slice(0, 1), run: run('failed', { error: problem('The model did not answer: 127.0.0.1:11434 can’t be reached. Is the server running?', 'configureModel', 'model_unreachable') }) },
  )),
];
