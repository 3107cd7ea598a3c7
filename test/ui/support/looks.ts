import assert from 'node:assert/strict';
import path from 'node:path';
import { OUT } from '../../../scripts/paths.ts';
import { IN_ALL_THEMES } from '../../../scripts/testing/suites.ts';
import type { FrameLocator } from '../../vscode-host/scripts/browser.ts';
import { violations } from './axe.ts';
import type { Docent } from './suite.ts';

/** By the names in the settings; the user sees the last two as Dark and Light High Contrast. */
const ALL_THEMES = ['Dark Modern', 'Light Modern', 'Dark 2026', 'Light 2026', 'Default High Contrast', 'Default High Contrast Light'];
/** All where there is time, see `scripts/testing/suites.ts`. */
export const THEMES = process.env[IN_ALL_THEMES] === 'true' ? ALL_THEMES : ALL_THEMES.slice(0, 1);
/** Of the side bar, in pixels: as it comes, and dragged wide. */
export const WIDTHS = [300, 900];

/** Parts of a view that have to be scrolled sideways. */
export const STICKS_OUT = `[...document.querySelectorAll('#root, .chat, .welcome, .analysis, main, .items, .composer')]
  .filter((part) => part.scrollWidth > part.clientWidth)
  .map((part) => part.className)`;

export interface Looks {
  /** The pictures’ names begin so. */
  readonly name: string;
  /** The workspace’s settings, besides the theme. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly views: readonly FrameLocator[];
}

/** In each theme nothing is hard to read or to reach, and nothing sticks out. Leaves pictures of each. */
export async function lookRight({ configure, workbench }: Docent, { name, settings, views }: Looks): Promise<void> {
  for (const theme of THEMES) {
    configure({ ...settings, 'workbench.colorTheme': theme });
    for (const view of views) {
      await view.locator(`body[data-vscode-theme-id="${theme}"]`).waitFor();
      assert.deepEqual(await violations(view), [], theme);
      assert.deepEqual(await view.locator('body').evaluate(STICKS_OUT), [], theme);
    }
    await workbench.screenshot(path.join(OUT, 'pictures', `${name} ${theme}.png`));
  }
}

/** Drags the side bar's edge. */
export async function widen({ chat, workbench }: Docent, width: number): Promise<void> {
  const { mouse } = workbench.page;
  const edge = await workbench.page.locator('.primary-sidebar-sash').boundingBox();
  assert.ok(edge);
  const now = await chat.frame.locator('body').evaluate((body) => body.clientWidth);
  const x = edge.x + edge.width / 2;
  await mouse.move(x, 400);
  await mouse.down();
  await mouse.move(x + width - now, 400, { steps: 5 });
  await mouse.up();
  await chat.frame.locator('body').evaluate((body, wanted) => new Promise<void>((resolve) => {
    const observer = new ResizeObserver(() => {
      if (Math.abs(body.clientWidth - wanted) > 10) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(body);
  }), width);
}
