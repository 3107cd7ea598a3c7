import type { FrameLocator, Locator, Page } from '../vscode-host/scripts/browser.ts';
import { countColours } from './picture.ts';
import type { Workbench } from './workbench.ts';

/** A table as it is shown. */
export interface ShownTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A picture as it is shown: decoded, and its size in pixels of its own. */
export interface ShownChart {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** A blank one has few. */
  readonly colours: number;
}

/** A conversation with Docent, as its user knows it: the chat in the side bar, or an analysis in an editor tab. */
export interface DocentView {
  readonly frame: FrameLocator;
  readonly page: Page;
  ask(question: string): Promise<void>;
  /** Waits until Docent has answered, or needs consent and gets it. True where consent was asked for. */
  answered(): Promise<boolean>;
  /** The text of the newest answer. */
  answer(): Promise<string>;
  /** What the newest answer points to: `path:from-to`, to be clicked. */
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
  const articles = frame.getByRole('article', { name: 'Docent' });
  return {
    frame,
    page,
    async ask(question) {
      await frame.getByRole('textbox', { name: 'Question' }).fill(question);
      await frame.getByRole('button', { name: 'Send' }).click();
    },
    async answered() {
      const consent = frame.getByRole('button', { name: 'Allow Once' });
      // Said to people who can't see the view; so much may be relied on.
      const done = frame.getByRole('status').filter({ hasText: 'Answer complete' });
      await consent.or(done).first().waitFor({ state: 'attached', timeout: ANSWER_LIMIT_MS });
      const asked = await consent.isVisible();
      if (asked) await consent.click();
      await done.waitFor({ state: 'attached', timeout: ANSWER_LIMIT_MS });
      return asked;
    },
    async answer() {
      // What is out of sight is not drawn, and has no text yet.
      await articles.last().scrollIntoViewIfNeeded();
      return articles.last().innerText();
    },
    sources: () => articles.last().getByRole('list', { name: 'Sources' }).getByRole('button'),
    printed: () => frame.getByRole('region', { name: 'Python' }).locator('pre.stdout').allTextContents(),
    async tables() {
      const shown: ShownTable[] = [];
      for (const table of await frame.getByRole('table').all()) {
        const rows = await table.locator('tbody tr').all();
        shown.push({
          title: await table.locator('caption').innerText(),
          columns: await table.getByRole('columnheader').allInnerTexts(),
          rows: await Promise.all(rows.map((row) => row.getByRole('cell').allInnerTexts())),
        });
      }
      return shown;
    },
    async charts() {
      const shown: ShownChart[] = [];
      for (const image of await frame.getByRole('img').all()) {
        await image.scrollIntoViewIfNeeded();
        const about = await image.evaluate(async (element) => {
          if (!(element instanceof HTMLImageElement)) throw new Error('Not a picture');
          await element.decode();
          return { title: element.alt, width: element.naturalWidth, height: element.naturalHeight };
        });
        shown.push({ ...about, colours: await countColours(page, await image.screenshot()) });
      }
      return shown;
    },
  };
}
