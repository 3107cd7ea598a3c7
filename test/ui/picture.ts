import type { Page } from '../vscode-host/scripts/browser.ts';

/** How many colours a PNG has, as the browser decodes it. */
export async function countColours(page: Page, png: Buffer): Promise<number> {
  const blank = await page.context().newPage();
  try {
    return await blank.evaluate<number, string>(COUNT, png.toString('base64'));
  } finally {
    await blank.close();
  }
}
