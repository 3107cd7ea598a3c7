// npm run screenshots [-- NAME…]: pictures of all states of Docent whose names have one of these words in them, in four themes and
// three widths, in out/screenshots/. Its index.html shows them side by side.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { STATES } from '../test/ui/states/all.ts';
import { paint, readThemes, type Theme } from '../test/ui/states/themes.ts';
import type { ShownState } from '../test/ui/states/state.ts';
import { launchBrowser, newContext, type Page } from '../test/vscode-host/scripts/browser.ts';
import { build } from './build.ts';
import { HAS_KIT, OUT } from './paths.ts';
import { createSheets } from './screenshots/sheets.ts';

if (!HAS_KIT) {
  console.error('npm run screenshots is for Linux x64.');
  process.exit(1);
}
const THEMES = ['Dark Modern', 'Light Modern', 'Default High Contrast', 'Default High Contrast Light'];
/** Of a side bar as it comes, of one that was widened, and of an editor. */
const WIDTHS = [300, 400, 900];
const HEIGHT = 800;
/** A thread is shown whole, up to this height. */
const MOST_HEIGHT = 2_600;

const words = process.argv.slice(2);
const output = path.join(OUT, 'screenshots');
const isWanted = ({ name }: { readonly name: string }) => words.length === 0 || words.some((word) => name.includes(word));
rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
await build();
const themes = await readThemes(THEMES);
const browser = await launchBrowser();
const sheets = createSheets(output);
let failed = 0;
for (const state of STATES.filter(isWanted)) {
  try {
    await picture(state);
    console.log(state.name);
  } catch (error) {
    failed++;
    console.error(`${state.name}: ${error instanceof Error ? error.message : error}`);
  }
}
await sheets.write(browser);
await browser.close();
console.log(`\nPictures: ${path.join(output, 'index.html')}`);
process.exit(failed > 0 ? 1 : 0);

/** A state in all themes and widths. */
async function picture(state: ShownState): Promise<void> {
  const context = await newContext(browser, { width: 300, height: HEIGHT });
  const page = await context.newPage();
  try {
    await state.show(page);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT });
      await page.setViewportSize({ width, height: await wholeHeight(page) });
      for (const theme of themes) await shoot(page, state, theme, width);
    }
  } finally {
    await context.close();
  }
}

async function shoot(page: Page, { name, place }: ShownState, theme: Theme, width: number): Promise<void> {
  await paint(page, theme, place);
  await settled(page);
  sheets.add({ state: name, theme: theme.id, width }, await page.screenshot());
}

/** How high the page has to be for all of its thread to be seen. */
async function wholeHeight(page: Page): Promise<number> {
  const hidden = await page.evaluate(() => Math.max(0, ...[...document.querySelectorAll('main')].map((main) => main.scrollHeight - main.clientHeight)));
  return Math.min(MOST_HEIGHT, HEIGHT + hidden);
}

/** Charts and diagrams are drawn again when the theme has changed. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 120))));
}
