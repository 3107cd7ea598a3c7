import assert from 'node:assert/strict';
import type { FrameLocator, Locator, Page } from '../vscode-host/scripts/browser.ts';
import { countColours } from './picture.ts';
import { eventually } from './support/eventually.ts';
import type { Workbench } from './workbench.ts';

/** A table as it is shown. */
export interface ShownTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A picture as it is shown: its own size in pixels once decoded, and how many colours one sees. */
export interface ShownChart {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly colours: number;
}

/** A conversation with Docent, as its user knows it: the chat in the side bar, or an analysis in an editor tab. */
export interface DocentView {
  readonly frame: FrameLocator;
  readonly page: Page;
  /** Asks, and waits until the question is shown. */
  ask(question: string): Promise<void>;
  /** Waits for the whole answer to the newest question. Gives consent where it is asked for, and says whether it was. */
  answered(): Promise<boolean>;
  /** The text of that answer. */
  answer(): Promise<string>;
  /** What that answer points to, to be clicked: `path:from-to` or `path, page n`. */
  sources(): Locator;
  /** What running code printed. */
  printed(): Promise<readonly string[]>;
  tables(): Promise<readonly ShownTable[]>;
  charts(): Promise<readonly ShownChart[]>;
}

/** An answer may take Python's start, a whole big file and its charts. */
const ANSWER_LIMIT_MS = 120_000;

/** Opens the chat as a user does, from the icon at the side. */
export async function openChat(workbench: Workbench): Promise<DocentView> {
  const tab = workbench.page.locator('.activitybar').getByRole('tab', { name: 'Docent' });
  if ((await tab.getAttribute('aria-expanded')) !== 'true') await tab.click();
  return docentView(workbench.page, workbench.sideBarView());
}

/** The analysis in the editor tab at the front. */
export function analysis(workbench: Workbench): DocentView {
  return docentView(workbench.page, workbench.editorView());
}

function docentView(page: Page, frame: FrameLocator): DocentView {
  const questions = frame.getByRole('article', { name: 'You' });
  const newest = questions.last().locator('xpath=following::article').last();
  return {
    frame,
    page,
    async ask(question) {
      // Of a long thread only what is near is in the page: questions are known by their places.
      const place = () => questions.evaluateAll((all) => Math.max(-1, ...all.map((each) => Number(each.closest<HTMLElement>('.row')?.dataset['place'] ?? -1))));
      const before = await place();
      await frame.getByRole('textbox', { name: 'Question' }).fill(question);
      await frame.getByRole('button', { name: 'Send' }).click();
      await eventually(async () => assert.ok((await place()) > before));
    },
    async answered() {
      const consent = frame.getByRole('button', { name: 'Allow Once' });
      await consent.or(newest).first().waitFor({ timeout: ANSWER_LIMIT_MS });
      const isAsked = await consent.isVisible();
      if (isAsked) await consent.click();
      await newest.waitFor({ timeout: ANSWER_LIMIT_MS });
      // What people are told who can't see the view.
      await frame.getByRole('status').filter({ hasText: 'Answer complete' }).waitFor({ state: 'attached', timeout: ANSWER_LIMIT_MS });
      return isAsked;
    },
    answer: () =>
      newest.evaluate((article: HTMLElement) => {
        // What is out of sight is not drawn, and a text that is not drawn has no lines.
        article.style.contentVisibility = 'visible';
        return article.innerText;
      }),
    sources: () => newest.getByRole('list', { name: 'Sources' }).getByRole('button'),
    printed: () => frame.locator('pre.stdout').allTextContents(),
    async tables() {
      const shown: ShownTable[] = [];
      for (const table of await frame.getByRole('table').all()) {
        const rows = await table.locator('tbody tr').all();
        shown.push({
          title: (await table.locator('caption').textContent()) ?? '',
          columns: await table.getByRole('columnheader').allTextContents(),
          rows: await Promise.all(rows.map((row) => row.getByRole('cell').allTextContents())),
        });
      }
      return shown;
    },
    async charts() {
      const shown: ShownChart[] = [];
      for (const chart of await frame.getByRole('img').all()) {
        await chart.scrollIntoViewIfNeeded();
        const about = await chart.evaluate(async (image: HTMLElement) => {
          if (!(image instanceof HTMLImageElement)) {
            // A drawing, which stands in the page itself.
            return { title: image.ariaLabel ?? '', width: image.offsetWidth, height: image.offsetHeight };
          }
          await image.decode();
          return { title: image.alt, width: image.naturalWidth, height: image.naturalHeight };
        });
        shown.push({ ...about, colours: await countColours(page, await chart.screenshot()) });
      }
      return shown;
    },
  };
}
