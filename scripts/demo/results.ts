import { conversationPage, type ConversationPage } from '../../test/ui/support/conversation.ts';
import { colours } from '../../test/ui/support/pictures.ts';
import type { Workbench } from '../../test/ui/workbench.ts';

/** A table as it is shown. */
export interface ShownTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A picture as it is shown: its size in pixels of its own once decoded, and how many colours one sees. */
export interface ShownChart {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly colours: number;
}

/** An answer may take Python's start, a whole big file and its charts. */
const ANSWER_LIMIT_MS = 120_000;

/** Waits for the answer to the newest question; gives consent where it is asked for, and says whether it was. */
export async function answered({ view, answer, consent, button }: ConversationPage): Promise<boolean> {
  await consent.or(answer).first().waitFor({ timeout: ANSWER_LIMIT_MS });
  const isAsked = await consent.isVisible();
  if (isAsked) await button('Allow Once').click();
  await answer.waitFor({ timeout: ANSWER_LIMIT_MS });
  await view.getByRole('status').filter({ hasText: 'Answer complete' }).waitFor({ state: 'attached', timeout: ANSWER_LIMIT_MS });
  // What is out of sight is not drawn, and has no text yet.
  await answer.scrollIntoViewIfNeeded();
  return isAsked;
}

/** All that the analysis at the front shows once it is complete. */
export async function results(workbench: Workbench) {
  const page = conversationPage(workbench.editorView());
  const consented = await answered(page);
  const answer = await page.answer.innerText();
  const printed = await page.view.locator('pre.stdout').allTextContents();
  const tables = await shownTables(page);
  const charts = await shownCharts(page, workbench);
  await page.questions.first().scrollIntoViewIfNeeded(); // For the picture.
  return {
    lines: [
      ...(consented ? ['Consent was asked for and given.'] : []),
      ...charts.map(({ title, width, height, colours }) => `Chart: ${title} (${width} × ${height}, ${colours} colours)`),
      ...tables.map(({ title, columns, rows }) => `Table: ${title} (${columns.length} columns, ${rows.length} rows shown)`),
      ...printed.flatMap(textLines),
      ...textLines(answer),
    ],
    data: { consented, answer, printed, tables, charts },
  };
}

async function shownTables({ view }: ConversationPage): Promise<readonly ShownTable[]> {
  const shown: ShownTable[] = [];
  for (const table of await view.getByRole('table').all()) {
    await table.scrollIntoViewIfNeeded();
    const rows = await table.locator('tbody tr').all();
    shown.push({
      title: await table.locator('caption').innerText(),
      columns: await table.getByRole('columnheader').allInnerTexts(),
      rows: await Promise.all(rows.map((row) => row.getByRole('cell').allInnerTexts())),
    });
  }
  return shown;
}

async function shownCharts({ view }: ConversationPage, { page }: Workbench): Promise<readonly ShownChart[]> {
  const shown: ShownChart[] = [];
  for (const chart of await view.getByRole('img').all()) {
    await chart.scrollIntoViewIfNeeded();
    const about = await chart.evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      return { title: image.alt, width: image.naturalWidth, height: image.naturalHeight };
    });
    shown.push({ ...about, colours: await colours(page, await chart.screenshot()) });
  }
  return shown;
}

export function textLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
