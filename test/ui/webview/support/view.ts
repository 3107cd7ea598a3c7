import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../../../scripts/paths.ts';
import type { DataState } from '../../../../src/core/types/dataState.ts';
import type { RunEvent } from '../../../../src/core/types/events.ts';
import type { Item } from '../../../../src/core/types/item.ts';
import { mentionKey } from '../../../../src/protocol/mentions.ts';
import type { HostContract, ViewContext, ViewContract, ViewState } from '../../../../src/protocol/view.ts';
import { connect, type Port } from '../../../../src/rpc.ts';
import { newContext, sharedBrowser, type Page } from '../../../vscode-host/scripts/browser.ts';
import { ORIGIN, SHELL } from './shell.ts';

type Requests = HostContract['requests'];
type RequestName = keyof Requests;

/** The webview's real bundle in a browser, with the test as the editor behind it. */
export interface View {
  readonly page: Page;
  show(state: ViewState): Promise<void>;
  /** How it stands with what the editor keeps; open at first. */
  data(state: DataState): Promise<void>;
  run(...events: readonly RunEvent[]): void;
  context(context: ViewContext): void;
  /** The items that stand above the thread's end. */
  above(items: readonly Item[]): void;
  /** Which of them the view has asked for, by their places. */
  readonly stretches: readonly { readonly from: number; readonly to: number }[];
  /** Puts the cursor into the question's field. */
  focus(text: string): void;
  /** Opens the field for what is looked for. */
  find(text: string): void;
  /** What the view asked for first or next of this kind; waits for it. */
  asked<Name extends RequestName>(name: Name): Promise<Requests[Name]['params']>;
  /** What this request is answered with from now on: nothing, or a failure. */
  answer<Name extends RequestName>(name: Name, answer: (params: Requests[Name]['params']) => Requests[Name]['result']): void;
  /** The view is hidden and shown again: VS Code loads its page anew and keeps what the view saved. */
  reopen(): Promise<void>;
}

/** Called in a suite's body; returns what opens a view. Views end with their test. */
export function useViews(): (state: ViewState) => Promise<View> {
  const open: Page[] = [];
  teardown(() => Promise.all(open.splice(0).map((page) => page.context().close())));

  return async (state) => {
    const page = await (await newContext(await sharedBrowser(), SIZES[state.kind])).newPage();
    open.push(page);
    return openView(page, state);
  };
}

/** A side bar as it comes, and an editor. */
const SIZES = { chat: { width: 300, height: 800 }, analysis: { width: 900, height: 800 } };

/**
 * Fills a page with the view.
 * @param policy `none` leaves out the content security policy, to see what holds without it
 * @param fileOf what the data directory has under a name
 */
export async function openView(page: Page, first: ViewState, policy: 'policy' | 'none' = 'policy', fileOf = (name: string): string | Buffer | undefined => FILES[name]): Promise<View> {
  let state = first;
  let data: DataState = { kind: 'open' };
  let above: readonly Item[] = [];
  const stretches: { readonly from: number; readonly to: number }[] = [];
  const listeners = new Set<(message: unknown) => void>();
  // One message after the other: separate evaluations might overtake each other.
  let sent = Promise.resolve();
  const port: Port = {
    post(message) {
      const deliver = () => page.evaluate((data) => void window.dispatchEvent(new MessageEvent('message', { data })), message);
      // A page that is closed takes no more messages; that is no failure.
      sent = sent.then(deliver).catch((error: unknown) => assert.ok(page.isClosed(), String(error)));
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  await page.exposeFunction('toEditor', (message: unknown) => listeners.forEach((listener) => listener(message)));
  await page.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: policy === 'none' ? SHELL.replace(/<meta http-equiv[^>]*>/, '') : SHELL });
    const file = pathname.startsWith('/files/') ? fileOf(pathname.slice('/files/'.length)) : readFileSync(path.join(ROOT, 'dist', pathname));
    return file ? route.fulfill({ body: file, contentType: TYPES[path.extname(pathname)] ?? 'text/plain' }) : route.abort();
  });

  const answers = new Map<RequestName, (params: never) => unknown>();
  const asked: { readonly name: RequestName; readonly params: unknown }[] = [];
  let wake = Promise.withResolvers<void>();
  const handler =
    <Name extends RequestName>(name: Name, result: Requests[Name]['result'] | null = null) =>
    (params: Requests[Name]['params']): Requests[Name]['result'] => {
      asked.push({ name, params });
      wake.resolve();
      wake = Promise.withResolvers();
      const answer = answers.get(name) as ((params: Requests[Name]['params']) => Requests[Name]['result']) | undefined;
      return answer ? answer(params) : (result as Requests[Name]['result']);
    };
  const view = connect<HostContract, ViewContract>(port, {
    requests: {
      ready() {
        view.notify('data', data);
        if (data.kind === 'open') view.notify('state', state);
        return null;
      },
      stretch({ from, to }) {
        stretches.push({ from, to });
        return { items: above.slice(from, to), usage: {} };
      },
      find: handler('find', []),
      branch: handler('branch'),
      showBranch: handler('showBranch'),
      goOn: handler('goOn'),
      insertText: handler('insertText'),
      applyCode: handler('applyCode'),
      ask: handler('ask'),
      askSample: handler('askSample'),
      stop: handler('stop'),
      answerConsent: handler('answerConsent'),
      showSent: handler('showSent'),
      openCitation: handler('openCitation'),
      findMentions: ({ mentions }) => mentions.map((mention) => THERE.has(mentionKey(mention))),
      openMention: handler('openMention'),
      openImage: handler('openImage'),
      saveChart: handler('saveChart'),
      saveFile: handler('saveFile'),
      saveTable: handler('saveTable'),
      openTable: handler('openTable'),
      openCode: handler('openCode'),
      act: handler('act'),
      dismissRebuild: handler('dismissRebuild'),
      keepDraft({ text }) {
        state = { ...state, composer: { ...state.composer, draft: text } };
        return null;
      },
      recall: handler('recall', []),
      suggest: handler('suggest', []),
      add: handler('add', ''),
      takeOffer: handler('takeOffer'),
      receive: handler('receive'),
      removeChip: handler('removeChip'),
      editQueued: handler('editQueued'),
      removeQueued: handler('removeQueued'),
      sendQueued: handler('sendQueued'),
      continueInChat: handler('continueInChat'),
      runCells: handler('runCells'),
      variables: handler('variables'),
      saveVariable: handler('saveVariable'),
      restartPython: handler('restartPython'),
      followUp: handler('followUp'),
      exportAnalysis: handler('exportAnalysis'),
    },
    events: {},
  });

  const opened = async () => {
    await page.goto(ORIGIN);
    await page.getByRole('main').waitFor();
  };
  await opened();
  return {
    page,
    async data(next) {
      data = next;
      view.notify('data', data);
      await sent;
    },
    async show(next) {
      state = next;
      view.notify('state', state);
      await sent;
    },
    run: (...events) => events.forEach((event) => view.notify('run', event)),
    context: (context) => view.notify('context', context),
    above(items) {
      above = items;
    },
    stretches,
    focus: (text) => view.notify('focus', { text }),
    find: (text) => view.notify('find', { threadId: state.thread?.id ?? '', text }),
    async asked<Name extends RequestName>(name: Name) {
      for (;;) {
        const index = asked.findIndex((request) => request.name === name);
        if (index >= 0) return asked.splice(index, 1)[0]?.params as Requests[Name]['params'];
        await wake.promise;
      }
    },
    answer: (name, answer) => void answers.set(name, answer),
    reopen: opened,
  };
}

/** The workspace's files and symbols. */
const THERE = new Set(['file src/berths.ts', 'file src\\berths.ts', 'file src/(x).ts', 'file berths.ts', 'file docs/a file.md', 'file ./src/berths.ts', 'file src/テスト/a-b.test.ts', 'file Makefile', 'symbol allocate', 'symbol Berths.allocate']);

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** As docent_profile draws, with what a file's name must not bring in. */
const CHART = `<svg xmlns="http://www.w3.org/2000/svg" data-docent="chart" width="760" height="420" viewBox="0 0 760 420"><title>Sums</title>
<script>top.drawn = true</script><style>body { display: none }</style><image href="${ORIGIN}/files/file-picture.png"/>
<rect width="760" height="420" rx="6" fill="#ffffff"/><text x="24" y="36" fill="#24292f" font-size="17" onclick="top.drawn = true">Sums</text>
<text x="24" y="60" fill="#57606a">month</text><rect x="60" y="120" width="90" height="240" fill="#2f6db3"/></svg>`;

/** The data directory's files. The drawing carries a script, as a hostile one might. */
const FILES: Readonly<Record<string, string | Buffer>> = {
  'file-chart.svg': CHART,
  'file-picture.png': readFileSync(path.join(ROOT, 'media', 'icon.png')),
  'file-drawing.svg': `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400"><script>top.drawn = true</script>
<rect width="640" height="400" fill="white"/>${[120, 210, 160, 300, 260, 340]
    .map((height, index) => `<rect x="${60 + index * 90}" y="${360 - height}" width="60" height="${height}" fill="#4c78a8"/>`)
    .join('')}<path d="M40 360H620M40 20V360" stroke="#555"/></svg>`,
};
