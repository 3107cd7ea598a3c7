import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import { ROOT } from '../../../scripts/paths.ts';
import type { FrameLocator } from '../../vscode-host/scripts/browser.ts';

/** axe-core as it is put into a page: from outside, which no content security policy forbids. */
const AXE = readFileSync(path.join(ROOT, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
/** A view is transparent; axe takes what shines through for white. */
const BACKGROUND = `document.documentElement.style.backgroundColor =
  document.querySelector('.analysis, .grid-page') ? 'var(--vscode-editor-background)' : 'var(--vscode-sideBar-background)'`;

/** What people with disabilities would stumble over in a view: a rule that is broken and where, each. */
export async function violations(view: Pick<FrameLocator, 'locator'>): Promise<readonly string[]> {
  const body = await view.locator('body').elementHandle();
  const frame = await body?.ownerFrame();
  if (!frame) throw new Error('The view is gone');
  if (!(await frame.evaluate('"axe" in window'))) await frame.evaluate(AXE);
  await frame.evaluate(BACKGROUND);
  const results: AxeResults = await frame.evaluate('axe.run()');
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
}
