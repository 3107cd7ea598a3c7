// npm run screenshots [-- NAME…] [--theme NAME…] [--width PIXELS…]: pictures of all states of Docent whose names have one of these words in
// them (`native`: what VS Code itself draws), in four themes and three widths, in out/screenshots/. Its index.html shows them side by side.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { STATES } from '../test/ui/states/all.ts';
import { KNOWLEDGE, UNTRUSTED } from '../test/ui/states/native/knowledge.ts';
import { README } from '../test/ui/states/native/readme.ts';
import { THREADS } from '../test/ui/states/native/threads.ts';
import { REPORT_STATES } from '../test/ui/states/reports.ts';
import { paint, readThemes, type Theme } from '../test/ui/states/themes.ts';
import type { ShownState } from '../test/ui/states/state.ts';
import { launchBrowser, newContext, type Page } from '../test/vscode-host/scripts/browser.ts';
import { build } from './build.ts';
import { HAS_KIT, OUT } from './paths.ts';
import { shootStory } from './screenshots/native.ts';
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

const { values, positionals: words } = parseArgs({
  allowPositionals: true,
  options: { theme: { type: 'string', multiple: true, default: THEMES }, width: { type: 'string', multiple: true, default: WIDTHS.map(String) } },
});
const widths = values.width.map(Number);
const output = path.join(OUT, 'screenshots');
const isWanted = ({ name }: { readonly name: string }) => words.length === 0 || words.some((word) => name.includes(word));
rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
await build();
const themes = await readThemes(values.theme);
const browser = await launchBrowser();
const sheets = createSheets(output);
let failed = 0;
for (const state of [...STATES, ...REPORT_STATES].filter(isWanted)) {
  await tried(state.name, async () => {
    await picture(state);
    console.log(state.name);
  });
}
for (const story of [KNOWLEDGE, UNTRUSTED, THREADS, README].filter(isWanted)) await tried(story.name, () => shootStory(story, values.theme, sheets, console.log));
await sheets.write(browser);
await browser.close();
console.log(`\nPictures: ${path.join(output, 'index.html')}`);
process.exit(failed > 0 ? 1 : 0);

/** What can't be brought about is told, and does not keep the others. */
async function tried(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    failed++;
    console.error(`${name}: ${error instanceof Error ? error.message : error}`);
  }
}

/** A state in all themes and widths. */
async function picture(state: ShownState): Promise<void> {
  const context = await newContext(browser, { width: widths[0] ?? 300, height: HEIGHT });
  const page = await context.newPage();
  try {
    await state.show(page);
    for (const width of widths) {
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
