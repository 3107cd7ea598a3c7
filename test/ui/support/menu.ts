import type { Page } from '../../vscode-host/scripts/browser.ts';

const ATTEMPTS = 20;
const ATTEMPT_MS = 1_000;

/** Takes an entry of the context menu that opens, which takes no click before it is open. */
export async function chooseEntry(page: Page, entry: string): Promise<void> {
  const item = page.getByRole('menuitem', { name: entry });
  await item.waitFor();
  for (let attempt = 0; attempt < ATTEMPTS && (await item.isVisible()); attempt++) {
    await item.click({ timeout: ATTEMPT_MS }).catch(() => undefined);
    await item.waitFor({ state: 'hidden', timeout: ATTEMPT_MS }).catch(() => undefined);
  }
}
