import { renameSync } from 'node:fs';
import path from 'node:path';
import type { Scene, Story } from '../../test/ui/states/native/story.ts';
import { openDocent, type Docent } from '../../test/ui/support/suite.ts';
import { FAILURES } from '../paths.ts';
import type { Sheets } from './sheets.ts';

/** The class of VS Code's own page for each theme. */
const CLASSES: Readonly<Record<string, string>> = { 'Dark Modern': 'vs-dark', 'Light Modern': 'vs', 'Default High Contrast': 'hc-black', 'Default High Contrast Light': 'hc-light' };
/** As wide as a side bar comes; a window has two editors beside it. */
const WIDTHS = { sideBar: 300, window: 900 };

/** Pictures of what VS Code itself draws. */
export async function shootStory({ name, options, tell }: Story, themes: readonly string[], sheets: Sheets, done: (name: string) => void): Promise<void> {
  const { docent, close } = await openDocent(options);
  const { page } = docent.workbench;
  let settings: Readonly<Record<string, unknown>> = {};
  const scene: Scene = {
    docent,
    set(more) {
      settings = more;
      replaceSettings(docent, settings);
    },
    async shoot(name, part) {
      for (const theme of themes) {
        replaceSettings(docent, { ...settings, 'workbench.colorTheme': theme });
        await page.locator(`.monaco-workbench.${CLASSES[theme] ?? 'vs-dark'}`).waitFor();
        await page.mouse.move(0, 0);
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
        const png = part === 'window' ? await page.screenshot() : await page.locator('.part.sidebar').screenshot();
        sheets.add({ state: name, theme, width: WIDTHS[part] }, png);
      }
      done(name);
    },
  };
  try {
    await tell(scene);
  } catch (error) {
    await docent.workbench.screenshot(path.join(FAILURES, `${name}.png`));
    throw error;
  } finally {
    await close();
  }
}

/** At once: VS Code must not read a file that is half written, and take all settings back for a moment. */
function replaceSettings({ folder, write }: Docent, settings: Readonly<Record<string, unknown>>): void {
  renameSync(write('.vscode/settings.new', JSON.stringify(settings)), path.join(folder, '.vscode', 'settings.json'));
}
