import { openGridView } from '../../test/ui/webview/support/gridView.ts';
import { launchBrowser, newContext } from '../../test/vscode-host/scripts/browser.ts';
import type { Grid } from '../../src/core/interpreter/grid/grid.ts';
import type { Scrolled } from '../grid.ts';

/** Screens that are scrolled through, one in a frame. */
const SCREENS = 600;

/** Opens the table in a page and scrolls through all of it. */
export async function scrollThrough(grid: Grid): Promise<Scrolled> {
  const browser = await launchBrowser();
  try {
    const page = await (await newContext(browser, { width: 1_200, height: 800 })).newPage();
    page.setDefaultTimeout(600_000);
    await openGridView(page, grid, () => Promise.resolve());
    await page.locator('[aria-rowindex="2"] [aria-colindex="2"]').filter({ hasText: 'A' }).waitFor();
    return await page.evaluate(scroll, SCREENS);
  } finally {
    await browser.close();
  }
}

/** In the page. */
async function scroll(screens: number): Promise<Scrolled> {
  const heap = () => (performance as unknown as { readonly memory: { readonly usedJSHeapSize: number } }).memory.usedJSHeapSize / 1e6;
  const grid = document.querySelector<HTMLElement>('.grid');
  if (!grid) throw new Error('There is no grid');
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const seen = new Set<string>();
  const gaps: number[] = [];
  const heapStartMegabytes = heap();
  let last = await frame();
  const began = last;
  // First screen by screen, as a wheel does; then in leaps through the whole table.
  for (let screen = 0; screen < screens; screen++) {
    grid.scrollTop += screen < screens / 2 ? 600 : (grid.scrollHeight / screens) * 2;
    const now = await frame();
    gaps.push(now - last);
    last = now;
    for (const row of document.querySelectorAll('.body .row')) {
      const number = row.querySelector('.number')?.textContent ?? '…';
      if (number !== '…') seen.add(number);
    }
  }
  gaps.sort((a, b) => a - b);
  return { rowsPerS: seen.size / ((last - began) / 1_000), frameP95Ms: gaps[Math.floor(gaps.length * 0.95)] ?? 0, heapStartMegabytes, heapEndMegabytes: heap() };
}
