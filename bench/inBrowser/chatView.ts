import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';
import { openChat } from '../../test/ui/docent.ts';
import { conversation } from '../../test/ui/support/conversation.ts';
import { modelAt } from '../../test/ui/support/settings.ts';
import { answer, question, run, viewState } from '../../test/ui/webview/support/states.ts';
import { openView } from '../../test/ui/webview/support/view.ts';
import { openWorkbench } from '../../test/ui/workbench.ts';
import { launchBrowser, newContext, type Page } from '../../test/vscode-host/scripts/browser.ts';
import type { ChatAtWork, Felt, Pieces } from '../chat.ts';

/** A slow view may be far behind its server. */
const LIMIT_MS = 600_000;

/** What a page notes; kept in the page until it is asked for. */
interface Notes {
  readonly began: number;
  readonly gaps: readonly number[];
  readonly tasks: readonly number[];
  readonly messages: number;
}

export async function openChatAtWork(url: string): Promise<ChatAtWork> {
  const folder = mkdtempSync(path.join(tmpdir(), 'docent-chat-'));
  const workbench = await openWorkbench({ folder, extensions: [ROOT], settings: modelAt(url, 'stream') });
  const { page } = workbench;
  page.setDefaultTimeout(LIMIT_MS);
  const chat = conversation(await openChat(workbench));
  await chat.button('stream').waitFor();
  const empty = await page.context().newPage();
  await empty.goto('about:blank');
  await page.bringToFront();
  return {
    async ask(text) {
      await Promise.all([chat.frame.locator('body').evaluate(startNotes), empty.evaluate(startNotes)]);
      await chat.field.fill(text);
      await chat.button('Send').click();
      const felt = await chat.frame.locator('body').evaluate(untilEnded);
      const bare = await empty.evaluate(takeNotes);
      return feltOf(felt, bare);
    },
    async stop(text, shown) {
      await chat.ask(text);
      await chat.frame.locator('article.assistant').last().evaluate(untilLong, shown);
      return chat.frame.locator('body').evaluate(pressStop);
    },
    async close() {
      await workbench.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function startNotes(): void {
  const gaps: number[] = [];
  const tasks: number[] = [];
  const notes = { began: performance.now(), gaps, tasks, messages: 0 };
  let last = notes.began;
  const frame = (now: number) => {
    gaps.push(now - last);
    last = now;
    if (Reflect.get(window, 'notes') === notes) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  addEventListener('message', ({ data }) => {
    if ((data as { name?: string } | null)?.name === 'run') notes.messages++;
  });
  Object.assign(window, { notes });
}

const takeNotes = (): Notes => Reflect.get(window, 'notes') as Notes;

/** In the view: from now on until a run has begun and ended. */
function untilEnded(body: HTMLElement): Promise<{ readonly notes: Notes; readonly ms: number }> {
  return new Promise((resolve) => {
    const notes = Reflect.get(window, 'notes') as Notes;
    let began = 0;
    const look = () => {
      const runs = body.querySelector('button[aria-label=Stop]') !== null;
      if (runs && !began) began = performance.now();
      if (!runs && began) {
        resolve({ notes, ms: performance.now() - began });
        Reflect.deleteProperty(window, 'notes');
      } else requestAnimationFrame(look);
    };
    look();
  });
}

function feltOf({ notes, ms }: { readonly notes: Notes; readonly ms: number }, bare: Notes): Felt {
  return {
    viewMs: ms,
    frameP50Ms: share(notes.gaps, 0.5),
    frameP99Ms: share(notes.gaps, 0.99),
    emptyP99Ms: share(bare.gaps, 0.99),
    longTasksMs: notes.tasks.reduce((sum, task) => sum + task, 0),
    longestTaskMs: Math.max(0, ...notes.tasks),
    messagesPerS: notes.messages / (ms / 1_000),
  };
}

function share(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;
}

/** Resolves when the answer shows so many characters. */
function untilLong(article: Element, characters: number): Promise<void> {
  return new Promise((resolve) => {
    const look = () => ((article.textContent ?? '').length >= characters ? resolve() : requestAnimationFrame(look));
    look();
  });
}

function pressStop(body: HTMLElement): Promise<number> {
  const stop = () => body.querySelector<HTMLElement>('button[aria-label=Stop]');
  return new Promise((resolve) => {
    const began = performance.now();
    stop()?.click();
    new MutationObserver((_, observer) => {
      if (stop()) return;
      observer.disconnect();
      resolve(performance.now() - began);
    }).observe(body, { childList: true, subtree: true, attributes: true, characterData: true });
  });
}

export async function openPieces(): Promise<Pieces> {
  const browser = await launchBrowser();
  const page = await (await newContext(browser, { width: 300, height: 800 })).newPage();
  const view = await openView(page, viewState());
  return {
    async piece(text) {
      const open = answer('', 'msg_open', 'in_progress');
      await view.show(viewState({ items: [question('How?'), { ...open, content: [{ type: 'text', text, annotations: [] }] }], run: run('in_progress') }));
      return leastPiece(page);
    },
    close: () => browser.close(),
  };
}

function leastPiece(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const times: number[] = [];
    for (let piece = 0; piece < 25; piece++) {
      const time = new Promise<number>((resolve) => {
        requestAnimationFrame(() => {
          const began = performance.now();
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - began);
          port2.postMessage(null);
        });
      });
      const payload = { type: 'text.delta', itemId: 'msg_open', delta: 'word ' };
      dispatchEvent(new MessageEvent('message', { data: { rpc: 'event', name: 'run', payload } }));
      times.push(await time);
    }
    return Math.min(...times);
  });
}
